package io.evenkeel.chaos.judge;

/**
 * What one transaction wrote to one partition.
 *
 * @param firstOffset of its first record there
 * @param lastOffset of its last record there; its marker comes later
 * @param committed or aborted
 */
record Span(
    String topic,
    int partition,
    long producerId,
    int epoch,
    long firstOffset,
    long lastOffset,
    boolean committed) {
  String place() {
    return Taken.place(topic, partition, firstOffset);
  }
}
