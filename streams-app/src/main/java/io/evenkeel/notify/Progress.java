package io.evenkeel.notify;

import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far one endpoint has got in one partition. Messages are settled in any order: the committed
 * offset is that of the oldest one that is not, and the text beside it names the others that are
 * not, so that whoever goes on from there sends only those.
 *
 * <p>The text is {@code 1:reach,step,step…} in base 36: everything below offset + reach was read,
 * and is settled but for the offset itself and those that each step leads to.
 */
final class Progress {
  /** Brokers keep 4096 bytes beside an offset unless they are told otherwise. */
  private static final int MOST_CHARACTERS = 4_000;

  private static final int BASE = 36;
  private static final String FORM = "1:";

  private final TreeSet<Long> unread = new TreeSet<>();
  private final TreeSet<Long> held = new TreeSet<>();
  private long reach;

  private Progress(long reach) {
    this.reach = reach;
  }

  /**
   * As it was committed.
   *
   * @param text beside the offset; one that nobody understands names nothing, and then some
   *     messages are sent again
   */
  static Progress of(long offset, String text) {
    var progress = new Progress(offset);
    if (text.startsWith(FORM)) {
      progress.resume(offset, text.substring(FORM.length()).split(",", -1));
    }
    return progress;
  }

  private void resume(long offset, String[] numbers) {
    try {
      var at = offset;
      var open = new TreeSet<Long>();
      open.add(at);
      for (var i = 1; i < numbers.length; i++) {
        at += Long.parseLong(numbers[i], BASE);
        open.add(at);
      }
      reach = offset + Long.parseLong(numbers[0], BASE);
      unread.addAll(open);
    } catch (NumberFormatException e) {
      reach = offset;
    }
  }

  /** Notes that a record was read; false where it was settled before. */
  boolean read(long offset) {
    unread.headSet(offset).clear();
    if (unread.remove(offset)) {
      return true;
    }
    if (offset < reach) {
      return false;
    }
    reach = offset + 1;
    return true;
  }

  /** Notes that everything below was read, and what is no longer kept is settled. */
  void reached(long position) {
    unread.headSet(position).clear();
    reach = Math.max(reach, position);
  }

  void hold(long offset) {
    held.add(offset);
  }

  void settle(long offset) {
    held.remove(offset);
  }

  /** How many offsets lie between the oldest that is open and the newest that was read. */
  long span() {
    return reach - oldest();
  }

  private long oldest() {
    var ofHeld = held.isEmpty() ? reach : held.first();
    var ofUnread = unread.isEmpty() ? reach : unread.first();
    return Math.min(ofHeld, ofUnread);
  }

  /** What is to be committed. */
  OffsetAndMetadata open() {
    var open = new TreeSet<>(held);
    open.addAll(unread);
    if (open.isEmpty()) {
      return new OffsetAndMetadata(reach, "");
    }
    var first = open.first();
    var steps = new StringBuilder();
    var last = first;
    var told = reach;
    for (var offset : open.tailSet(first, false)) {
      var step = Long.toString(offset - last, BASE);
      if (steps.length() + step.length() >= MOST_CHARACTERS) {
        told = offset;
        break;
      }
      steps.append(',').append(step);
      last = offset;
    }
    return new OffsetAndMetadata(first, FORM + Long.toString(told - first, BASE) + steps);
  }
}
