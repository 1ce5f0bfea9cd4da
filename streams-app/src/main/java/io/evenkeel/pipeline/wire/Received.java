package io.evenkeel.pipeline.wire;

/**
 * What a record says, with the record itself, should it have to be put aside after all.
 *
 * @param content may be a tombstone's, which says so itself
 */
public record Received<T>(String key, T content, RawRecord raw) {}
