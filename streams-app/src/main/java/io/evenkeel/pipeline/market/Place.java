package io.evenkeel.pipeline.market;

/**
 * Where a record stands in its topic.
 *
 * @param timestampMillis the record's own
 */
record Place(int partition, long offset, long timestampMillis) {}
