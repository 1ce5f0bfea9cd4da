package io.evenkeel.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic: what it is keyed by, what it carries, how long it is kept.
 *
 * @param name without the configured prefix, and without the custodian where there is one per
 *     custodian
 * @param group topics of one group are read by one kind of task, and therefore have equally many
 *     partitions
 */
public record Topic<V extends SpecificRecord>(
    String name, Key key, Class<V> value, Kept kept, Group group, PerCustodian perCustodian) {

  /** What a record's key is; always a string. */
  public enum Key {
    SECURITY,
    MODEL,
    TARGET,
    CONTROL_SCOPE,
    ACCOUNT,
    ACCOUNT_AND_SECURITY,
    REQUEST,
    REQUEST_AND_ACCOUNT,
    CUSTODIAN,
    FIRM_AND_ADVISOR,
    AUDIT_SUBJECT,
    AS_THE_REFUSED_RECORD
  }

  /** Who reads it inside the pipeline, and so which topics must have equally many partitions. */
  public enum Group {
    /** Read whole by every instance; partitions need not agree. */
    BOARD,
    /** Read by account tasks. */
    ACCOUNT,
    /** Read by request tasks. */
    REQUEST,
    /** Read by release tasks. */
    RELEASE,
    /** Only written by the pipeline. */
    OUTPUT
  }

  /** Whether there is one such topic, or one per configured custodian. */
  public enum PerCustodian {
    ONE,
    ONE_EACH
  }

  /**
   * How long records stay.
   *
   * @param compacted keeps the newest record of every key
   * @param retention of each record; empty is without end
   */
  public record Kept(boolean compacted, Optional<Duration> retention) {
    /**
     * Of what is compacted, in bytes: all but a partition's last segment is, and whoever restores
     * reads that one record by record; with Kafka's gigabyte that is minutes of an outage.
     */
    public static final int SEGMENT_BYTES = 32 * 1024 * 1024;

    private static final String WITHOUT_END = "-1";

    public static final Kept COMPACTED = new Kept(true, Optional.empty());

    /** Every record, whatever brokers do of themselves. */
    public static final Kept FOREVER = new Kept(false, Optional.empty());

    public static Kept days(long days) {
      return new Kept(false, Optional.of(Duration.ofDays(days)));
    }

    /** The topic settings that say so, also where brokers delete by a size of their own. */
    public Map<String, String> asTopicConfig() {
      if (compacted) {
        return Map.of("cleanup.policy", "compact", "segment.bytes", String.valueOf(SEGMENT_BYTES));
      }
      return Map.of(
          "cleanup.policy",
          "delete",
          "retention.ms",
          retention.map(time -> String.valueOf(time.toMillis())).orElse(WITHOUT_END),
          "retention.bytes",
          WITHOUT_END);
    }
  }
}
