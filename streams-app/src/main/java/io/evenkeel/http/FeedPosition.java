package io.evenkeel.http;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has read the topics of the {@link Feed}: the next offset of each partition. It
 * means the same on every instance. As a text it is the id of an event: whoever hands it back goes
 * on right behind that event.
 */
final class FeedPosition {
  private static final int VERSION = 1;
  private static final int MOST_PARTITIONS = 10_000;
  private static final int LONGEST_ID = 1 << 18;

  /** By type, then partition; no row where the type is not followed. */
  private final long[] @Nullable [] next;

  FeedPosition(int types) {
    this.next = new long[types][];
  }

  void follow(int type, long[] offsets) {
    next[type] = offsets.clone();
  }

  /** The types that are followed, by number. */
  Set<Integer> types() {
    var types = new TreeSet<Integer>();
    for (var type = 0; type < next.length; type++) {
      if (next[type] != null) {
        types.add(type);
      }
    }
    return types;
  }

  /** The same place, of these types alone. */
  FeedPosition of(Set<Integer> types) {
    var some = new FeedPosition(next.length);
    types.forEach(
        type -> {
          var row = next[type];
          if (row != null) {
            some.follow(type, row);
          }
        });
    return some;
  }

  /** With the place of another for types that are not followed here, or are now cut otherwise. */
  FeedPosition completedBy(FeedPosition other) {
    var whole = other.of(other.types());
    for (var type : types()) {
      var row = next[type];
      var now = whole.next[type];
      if (row != null && now != null && now.length == row.length) {
        whole.follow(type, row);
      }
    }
    return whole;
  }

  /** Whether a topic that both follow has another number of partitions there. */
  boolean isCutOtherwise(FeedPosition other) {
    return types().stream()
        .anyMatch(type -> other.partitions(type) > 0 && other.partitions(type) != partitions(type));
  }

  int partitions(int type) {
    var row = next[type];
    return row == null ? 0 : row.length;
  }

  long next(int type, int partition) {
    var row = next[type];
    return row == null ? Long.MAX_VALUE : row[partition];
  }

  /** Whether an event lies behind, or is of a type that is not followed. */
  boolean isPast(FeedEvent event) {
    return event.offset() < next(event.type(), event.partition());
  }

  void passed(FeedEvent event) {
    var row = next[event.type()];
    if (row != null) {
      row[event.partition()] = event.offset() + 1;
    }
  }

  /**
   * Goes on to the other place wherever that is further: behind the last record of a partition may
   * stand what is no record, such as the end of a transaction.
   */
  void advanceTo(FeedPosition other) {
    for (var type : types()) {
      var row = next[type];
      for (var partition = 0; row != null && partition < row.length; partition++) {
        if (other.partitions(type) == row.length) {
          row[partition] = Math.max(row[partition], other.next(type, partition));
        }
      }
    }
  }

  /** Whether everything from here on is at or behind the other place. */
  boolean isAtOrAfter(FeedPosition other) {
    for (var type : types()) {
      for (var partition = 0; partition < partitions(type); partition++) {
        if (next(type, partition) < other.next(type, partition)) {
          return false;
        }
      }
    }
    return true;
  }

  String id() {
    var bytes = new ByteArrayOutputStream();
    bytes.write(VERSION);
    for (var type : types()) {
      bytes.write(type);
      write(bytes, partitions(type));
      for (var partition = 0; partition < partitions(type); partition++) {
        write(bytes, next(type, partition));
      }
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /** The place of an id; one that was made up is refused. */
  static FeedPosition of(String id, int types) {
    try {
      if (id.length() <= LONGEST_ID) {
        return read(ByteBuffer.wrap(Base64.getUrlDecoder().decode(id)), types);
      }
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      // Said below, together with ids that are too long.
    }
    throw Problem.badRequest(
            "Last-Event-ID is none of this stream; leave it out and load what you show anew.")
        .thrown();
  }

  private static FeedPosition read(ByteBuffer bytes, int types) {
    if (bytes.get() != VERSION) {
      throw new IllegalArgumentException("of another version");
    }
    var position = new FeedPosition(types);
    while (bytes.hasRemaining()) {
      var type = bytes.get();
      var partitions = readNumber(bytes);
      if (type < 0 || type >= types || partitions > MOST_PARTITIONS) {
        throw new IllegalArgumentException("of another stream");
      }
      var offsets = new long[(int) partitions];
      for (var i = 0; i < offsets.length; i++) {
        offsets[i] = readNumber(bytes);
      }
      position.follow(type, offsets);
    }
    return position;
  }

  /** Seven bits a byte, the lowest first. */
  private static void write(ByteArrayOutputStream bytes, long number) {
    var rest = number;
    while (rest >= 0x80) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private static long readNumber(ByteBuffer bytes) {
    var number = 0L;
    for (var shift = 0; shift < 63; shift += 7) {
      var next = bytes.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number without an end");
  }
}
