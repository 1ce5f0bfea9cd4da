package io.evenkeel.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What one endpoint has not taken yet, and how far it has got. Bounded: once it is full no more is
 * read, and what comes meanwhile waits in its topic. For one thread.
 */
final class Backlog {
  /** Messages at most, and one poll more. */
  static final int MOST_MESSAGES = 1_000;

  /** Bytes at most, and one poll more. */
  static final long MOST_BYTES = 16L * 1024 * 1024;

  /** Offsets of a partition that lie behind its oldest open message at most, and one poll more. */
  static final long MOST_SPAN = 40_000;

  private final Map<TopicPartition, Progress> partitions = new HashMap<>();
  private final PriorityQueue<Parcel> waiting =
      new PriorityQueue<>(
          Comparator.comparing(Parcel::due)
              .thenComparingLong(parcel -> parcel.raw().timestampMillis()));
  private int messages;
  private long bytes;

  /** A partition came, with what was committed of it. */
  void assign(TopicPartition partition, long offset, String text) {
    revoke(partition);
    partitions.put(partition, Progress.of(offset, text));
  }

  /**
   * A partition went; its messages are another's to send. One under way is forgotten once it is
   * back.
   */
  void revoke(TopicPartition partition) {
    var gone = partitions.remove(partition);
    if (gone != null) {
      next(parcel -> parcel.progress() == gone).forEach(this::forget);
    }
  }

  /** All partitions went. */
  void revokeAll() {
    List.copyOf(partitions.keySet()).forEach(this::revoke);
  }

  Optional<Progress> progress(TopicPartition partition) {
    return Optional.ofNullable(partitions.get(partition));
  }

  /** Holds a new message. */
  void take(Parcel parcel) {
    parcel.progress().hold(parcel.raw().offset());
    messages++;
    bytes += parcel.bytes();
    waiting.add(parcel);
  }

  /** The one that has been due for longest, out of the queue; it is still held. */
  Optional<Parcel> next(Instant now) {
    var first = waiting.peek();
    return first == null || first.due().isAfter(now)
        ? Optional.empty()
        : Optional.ofNullable(waiting.poll());
  }

  /** Those that wait and are of that kind, out of the queue; they are still held. */
  List<Parcel> next(Predicate<Parcel> which) {
    var found = new ArrayList<Parcel>();
    waiting.removeIf(parcel -> which.test(parcel) && found.add(parcel));
    return found;
  }

  /** Back into the queue; forgotten where its partition went meanwhile. */
  void putBack(Parcel parcel) {
    if (isHeld(parcel)) {
      waiting.add(parcel);
    } else {
      forget(parcel);
    }
  }

  /** Done with, one way or the other. */
  void settle(Parcel parcel) {
    if (isHeld(parcel)) {
      parcel.progress().settle(parcel.raw().offset());
    }
    forget(parcel);
  }

  /** Whether it is still ours. */
  boolean isHeld(Parcel parcel) {
    var partition = new TopicPartition(parcel.raw().topic(), parcel.raw().partition());
    return partitions.get(partition) == parcel.progress();
  }

  private void forget(Parcel parcel) {
    messages--;
    bytes -= parcel.bytes();
  }

  boolean isFull() {
    return messages >= MOST_MESSAGES || bytes >= MOST_BYTES;
  }

  /** The partitions of which too much would be read again after a restart. */
  List<TopicPartition> stretched() {
    return partitions.entrySet().stream()
        .filter(entry -> entry.getValue().span() >= MOST_SPAN)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What is to be committed of those of these partitions that are ours. */
  Map<TopicPartition, OffsetAndMetadata> open(Collection<TopicPartition> which) {
    var open = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (var partition : which) {
      var progress = partitions.get(partition);
      if (progress != null) {
        open.put(partition, progress.open());
      }
    }
    return open;
  }

  /** Messages that are held, those under way among them. */
  int size() {
    return messages;
  }

  /** When the oldest record that waits was written, in milliseconds; empty where none waits. */
  Optional<Long> oldestMillis() {
    return waiting.stream().map(parcel -> parcel.raw().timestampMillis()).min(Long::compare);
  }
}
