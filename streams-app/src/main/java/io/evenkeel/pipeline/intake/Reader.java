package io.evenkeel.pipeline.intake;

import static java.util.Objects.requireNonNull;

import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.DeadLetterWire;
import io.evenkeel.pipeline.wire.DeadLetterWire.Reason;
import io.evenkeel.pipeline.wire.RawRecord;
import io.evenkeel.pipeline.wire.Received;
import io.evenkeel.wireformat.UnreadableRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one topic. Whatever comes gives one {@link Reading}; only a registry that is
 * down throws, because that says nothing of the record.
 *
 * @param <A> the record on the wire
 * @param <T> what the stage takes
 */
public final class Reader<A, T> {
  /** What the wire says, in the words of the core; refuses with a sentence. */
  public interface Meaning<A, T> {
    T of(RawRecord raw, String key, A value);
  }

  /** What a record without a value means. */
  public interface Tombstone<T> {
    T of(String key);
  }

  /** Where a record goes that was read and that the core refuses. */
  public interface Refusal<A> {
    Outgoing of(RawRecord raw, String key, A value, IllegalArgumentException refusal);
  }

  private final String stage;
  private final int partitions;
  private final Deserializer<A> deserializer;
  private final Meaning<A, T> meaning;
  private final @Nullable Tombstone<T> tombstone;
  private final Refusal<A> refusal;

  private Reader(
      String stage,
      int partitions,
      Deserializer<A> deserializer,
      Meaning<A, T> meaning,
      @Nullable Tombstone<T> tombstone,
      @Nullable Refusal<A> refusal) {
    this.stage = stage;
    this.partitions = partitions;
    this.deserializer = deserializer;
    this.meaning = meaning;
    this.tombstone = tombstone;
    this.refusal = refusal == null ? this::invalid : refusal;
  }

  /**
   * A reader for which a missing value is a fault, and a refused one a dead letter.
   *
   * @param stage named in dead letters
   * @param partitions of the topic, to tell whether a key is where it belongs
   */
  public static <A, T> Reader<A, T> of(
      String stage, int partitions, Deserializer<A> deserializer, Meaning<A, T> meaning) {
    return new Reader<>(stage, partitions, deserializer, meaning, null, null);
  }

  /** The same, where a missing value means something. */
  public Reader<A, T> withTombstone(Tombstone<T> means) {
    return new Reader<>(stage, partitions, deserializer, meaning, means, refusal);
  }

  /** The same, where what the core refuses goes elsewhere. */
  public Reader<A, T> refusing(Refusal<A> elsewhere) {
    return new Reader<>(stage, partitions, deserializer, meaning, tombstone, elsewhere);
  }

  /**
   * Reads one record.
   *
   * @throws io.evenkeel.wireformat.RegistryUnavailableException if the registry did not answer in
   *     time: the record is to be read again
   */
  public Reading<T> read(RawRecord raw) {
    if (raw.key() == null) {
      return dead(raw, Reason.NULL_KEY, "the record has no key; send its id as the key, in UTF-8");
    }
    var partition = Utils.toPositive(Utils.murmur2(raw.key())) % partitions;
    if (partition != raw.partition()) {
      return dead(raw, Reason.WRONG_PARTITION, wrongPartition(raw, partition));
    }
    try {
      return readValue(raw, text(raw.key()));
    } catch (CharacterCodingException e) {
      return dead(raw, Reason.MALFORMED, "the key is not UTF-8; send its id as text");
    }
  }

  private Reading<T> readValue(RawRecord raw, String key) {
    if (raw.value() == null) {
      return tombstone == null
          ? dead(raw, Reason.NULL_VALUE, "the record has no value; nothing is ever deleted here")
          : new Reading.Understood<>(new Received<>(key, tombstone.of(key), raw));
    }
    A value;
    try {
      value = requireNonNull(deserializer.deserialize(raw.topic(), raw.value()));
    } catch (UnreadableRecordException e) {
      return dead(raw, reason(e), String.valueOf(e.getMessage()));
    }
    try {
      return new Reading.Understood<>(new Received<>(key, meaning.of(raw, key, value), raw));
    } catch (IllegalArgumentException e) {
      return new Reading.Refused<>(refusal.of(raw, key, value, e));
    }
  }

  private Outgoing invalid(RawRecord raw, String key, A value, IllegalArgumentException e) {
    return letter(raw, Reason.INVALID, String.valueOf(e.getMessage()));
  }

  private Reading<T> dead(RawRecord raw, Reason reason, String sentence) {
    return new Reading.Refused<>(letter(raw, reason, sentence));
  }

  private Outgoing letter(RawRecord raw, Reason reason, String sentence) {
    return DeadLetterWire.write(
        raw, stage, reason, sentence, Instant.ofEpochMilli(raw.timestampMillis()));
  }

  private static Reason reason(UnreadableRecordException unreadable) {
    return unreadable.isUnknownSchema() ? Reason.UNKNOWN_SCHEMA : Reason.MALFORMED;
  }

  private static String text(byte[] key) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
  }

  private static String wrongPartition(RawRecord raw, int partition) {
    return ("the key belongs in partition %d and came in %d; clients other than Java's must set"
            + " partitioner=murmur2_random")
        .formatted(partition, raw.partition());
  }
}
