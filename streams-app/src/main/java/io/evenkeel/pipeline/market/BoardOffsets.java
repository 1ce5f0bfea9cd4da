package io.evenkeel.pipeline.market;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * How far a board has come in each partition of its topic, as the offset of the next record; one
 * writer, any number of readers.
 *
 * <p>Two numbers are kept. <i>Begun</i> is counted before a record is applied and <i>applied</i>
 * after, so whoever saw a record's effect sees it begun, and whoever sees it applied sees its
 * effect.
 *
 * <p>The consumer's own position may be further, since a transaction's markers take offsets and are
 * never delivered: where all records fetched so far are applied, the position is what was reached.
 */
final class BoardOffsets {
  private final String topic;
  private final AtomicLongArray begun;
  private final AtomicLongArray applied;
  private final AtomicLongArray lastFetched;
  private final AtomicLongArray position;

  BoardOffsets(String topic, int partitions) {
    this.topic = topic;
    begun = new AtomicLongArray(partitions);
    applied = new AtomicLongArray(partitions);
    lastFetched = new AtomicLongArray(partitions);
    position = new AtomicLongArray(partitions);
  }

  String topic() {
    return topic;
  }

  int partitions() {
    return begun.length();
  }

  void begin(Place place) {
    if (place.partition() < partitions()) {
      begun.setRelease(place.partition(), place.offset() + 1);
    }
  }

  void applied(Place place) {
    if (place.partition() < partitions()) {
      applied.setRelease(place.partition(), place.offset() + 1);
    }
  }

  /**
   * The consumer was given records.
   *
   * @param afterLastRecord offset after the last of them that is delivered; -1 where there is none
   * @param newPosition where it will fetch next
   */
  void fetched(int partition, long afterLastRecord, long newPosition) {
    if (partition < partitions()) {
      if (afterLastRecord >= 0) {
        lastFetched.setRelease(partition, afterLastRecord);
      }
      position.setRelease(partition, newPosition);
    }
  }

  long applied(int partition) {
    return applied.getAcquire(partition);
  }

  /** Everything below this offset is applied, or will never be delivered. */
  long reached(int partition) {
    var consumed = position.getAcquire(partition);
    var fetched = lastFetched.getAcquire(partition);
    var done = applied.getAcquire(partition);
    return done >= fetched ? Math.max(consumed, done) : done;
  }

  /** What somebody who has just read the board may have seen, by partition. */
  List<Long> seen() {
    return IntStream.range(0, partitions()).mapToObj(begun::getAcquire).toList();
  }
}
