package io.evenkeel.pipeline.market;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.core.market.Refusal;
import io.evenkeel.core.market.RefusalReason;
import io.evenkeel.pipeline.wire.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of one board: every record of its topic comes through here, and nothing gets out. An
 * exception would stop the client, so what cannot be applied is refused, counted and kept for the
 * dead letters.
 */
final class Intake<A, T> {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private static final char REPLACEMENT = '\uFFFD';

  private final BoardOffsets offsets;
  private final BoardCounts counts;
  private final RefusalLog refusals;
  private final Reading<A, T> reading;
  private final Taker<T> taker;

  Intake(
      BoardOffsets offsets,
      BoardCounts counts,
      RefusalLog refusals,
      Reading<A, T> reading,
      Taker<T> taker) {
    this.offsets = offsets;
    this.counts = counts;
    this.refusals = refusals;
    this.reading = reading;
    this.taker = taker;
  }

  /** Applies one record, or refuses it; never throws. */
  void take(byte @Nullable [] key, @Nullable BoardRecord<A> value, Place place) {
    if (value instanceof BoardRecord.Abandoned<A>) {
      return;
    }
    offsets.begin(place);
    counts.take(place);
    var refusal = outcome(key, value, place);
    if (refusal != null) {
      counts.refuse(refusal.reason());
      refusals.add(
          new RefusedRecord(
              new RawRecord(
                  key,
                  value == null ? null : value.original(),
                  offsets.topic(),
                  place.partition(),
                  place.offset(),
                  place.timestampMillis()),
              refusal));
    }
    offsets.applied(place);
  }

  private @Nullable Refusal outcome(
      byte @Nullable [] key, @Nullable BoardRecord<A> value, Place place) {
    if (key == null) {
      return new Refusal(
          RefusalReason.NULL_KEY, "The record has no key; it is about nothing that is known.");
    }
    if (partitionOf(key) != place.partition()) {
      return wrongPartition(key, place);
    }
    try {
      return applied(text(key), value, place);
    } catch (CharacterCodingException e) {
      return new Refusal(RefusalReason.MALFORMED, "The key is not UTF-8; send its id as text.");
    }
  }

  /** Most keys are plain; a decoder that reports faults is asked only where one may be. */
  private static String text(byte[] key) throws CharacterCodingException {
    var text = new String(key, UTF_8);
    return text.indexOf(REPLACEMENT) < 0
        ? text
        : UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
  }

  private @Nullable Refusal applied(String id, @Nullable BoardRecord<A> value, Place place) {
    try {
      return dispatched(id, value, place);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      counts.fault();
      LOG.error("{} at {} could not be applied.", offsets.topic(), place, e);
      return new Refusal(
          RefusalReason.INVALID, "The record could not be applied (%s); report this.".formatted(e));
    }
  }

  private @Nullable Refusal dispatched(String id, @Nullable BoardRecord<A> value, Place place) {
    if (value == null) {
      return taker.withdraw(id, place);
    }
    if (value instanceof BoardRecord.Malformed<A> malformed) {
      return taker.unreadable(id, malformed.why(), place);
    }
    return read(id, ((BoardRecord.Read<A>) value).value(), place);
  }

  private @Nullable Refusal read(String id, A wire, Place place) {
    T value;
    try {
      value = reading.of(id, wire);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return taker.unreadable(
          id,
          new Refusal(
              RefusalReason.MALFORMED, "The record says what cannot be: " + e.getMessage() + "."),
          place);
    }
    return taker.take(id, value, place);
  }

  private int partitionOf(byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % offsets.partitions();
  }

  private Refusal wrongPartition(byte[] key, Place place) {
    return new Refusal(
        RefusalReason.WRONG_PARTITION,
        "The key belongs in partition %d and came in %d; non-Java clients must set partitioner=murmur2_random."
            .formatted(partitionOf(key), place.partition()));
  }

  /** From the wire to the core; refuses, with a sentence, what the core refuses. */
  interface Reading<A, T> {
    T of(String id, A wire);
  }

  /** What a board makes of records whose place and key are in order. */
  interface Taker<T> {
    /** Takes a value, or says why not. */
    @Nullable Refusal take(String id, T value, Place place);

    /** A tombstone. */
    @Nullable Refusal withdraw(String id, Place place);

    /** A value that cannot be read. */
    default @Nullable Refusal unreadable(String id, Refusal why, Place place) {
      return why;
    }
  }
}
