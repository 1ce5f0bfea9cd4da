package io.evenkeel.cluster;

import static java.util.stream.Collectors.toMap;

import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.audit.AuditLink;
import io.evenkeel.core.audit.AuditVerifier;
import io.evenkeel.pipeline.StatePackings;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.AuditWire;
import io.evenkeel.wireformat.UnreadableRecordException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the audit whole, and the heads of its chains as the tasks remember them, from the
 * changelogs of their stores: two topics would have to be altered alike to hide anything.
 *
 * <p>The pipeline may go on meanwhile. Heads are read before the audit and once more after it; each
 * time up to where the partitions ended, and what is open there is waited for. So what a head says
 * that was read before is in the audit that is read, and what is in that audit is in the heads that
 * are read after.
 */
public final class AuditReading {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NO_KEY = "(no key)";

  private final Clients clients;
  private final List<String> changelogs;

  /**
   * @param applicationId that the instances run with
   */
  public AuditReading(Clients clients, String applicationId) {
    this.clients = clients;
    this.changelogs =
        Topics.AUDIT_STORES.stream()
            .map(store -> applicationId + "-" + store + "-changelog")
            .toList();
  }

  /**
   * What was found.
   *
   * @param key of one chain; {@code null} for all
   */
  public AuditVerifier.Report verified(@Nullable String key) {
    try (var admin = clients.admin();
        var tasks = consumer()) {
      var present = ClusterAnswers.topicNames(admin);
      var known = changelogs.stream().filter(present::contains).toList();
      var partitions = assigned(tasks, known);
      var verifier = new AuditVerifier(heads(admin, tasks, partitions, key));
      var values = deserializer();
      var read = each(admin, key, record -> take(verifier, record, values));
      if (read > 0 && known.isEmpty()) {
        throw new ClusterException(
            "nobody remembers how the audit ends: %s are missing; give the application.id that the instances run with"
                .formatted(String.join(", ", changelogs)));
      }
      return verifier.report(heads(admin, tasks, partitions, key));
    }
  }

  /** The records of one chain as they stand there, verified or not. */
  public void read(String key, Consumer<AuditLink> to) {
    var values = deserializer();
    try (var admin = clients.admin()) {
      each(
          admin,
          key,
          record -> {
            try {
              to.accept(link(record, values));
            } catch (UnreadableRecordException | IllegalArgumentException e) {
              throw unreadable(record, e);
            }
          });
    }
  }

  private Deserializer<? extends SpecificRecord> deserializer() {
    return clients.serdes().deserializer(Topics.AUDIT.value());
  }

  private static void take(
      AuditVerifier verifier,
      ConsumerRecord<String, byte[]> record,
      Deserializer<? extends SpecificRecord> values) {
    var place = place(record);
    try {
      verifier.take(Objects.requireNonNullElse(record.key(), NO_KEY), link(record, values));
    } catch (UnreadableRecordException | IllegalArgumentException e) {
      verifier.takeUnreadable(record.key(), place);
    }
  }

  private static AuditLink link(
      ConsumerRecord<String, byte[]> record, Deserializer<? extends SpecificRecord> values) {
    var value = values.deserialize(record.topic(), record.value());
    if (value == null) {
      throw new IllegalArgumentException("nothing is ever deleted here");
    }
    return AuditWire.link(value);
  }

  /** Every record of the audit, or of one key; how many there were. */
  private long each(
      Admin admin, @Nullable String key, Consumer<ConsumerRecord<String, byte[]>> taker) {
    var count = new long[1];
    try (var consumer = consumer()) {
      var partitions = assigned(consumer, List.of(clients.names().of(Topics.AUDIT)));
      read(
          admin,
          consumer,
          partitions,
          record -> {
            if (key == null || key.equals(record.key())) {
              count[0]++;
              taker.accept(record);
            }
          });
    }
    return count[0];
  }

  /** By subject, what is new of it. */
  private static Map<String, AuditHead> heads(
      Admin admin,
      KafkaConsumer<String, byte[]> consumer,
      Collection<TopicPartition> changelogs,
      @Nullable String key) {
    var heads = new HashMap<String, AuditHead>();
    read(
        admin,
        consumer,
        changelogs,
        record -> {
          if (record.value() != null && (key == null || key.equals(record.key()))) {
            heads.put(record.key(), head(record));
          }
        });
    return heads;
  }

  private static AuditHead head(ConsumerRecord<String, byte[]> record) {
    try {
      return StatePackings.AUDIT_HEADS.unpack(record.value());
    } catch (IllegalStateException | UncheckedIOException e) {
      throw unreadable(record, e);
    }
  }

  private static ClusterException unreadable(ConsumerRecord<?, ?> record, RuntimeException e) {
    return new ClusterException(
        "the record at %s cannot be read: no instance of this version wrote it"
            .formatted(place(record)),
        e);
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return clients.consumer("audit-" + UUID.randomUUID(), /* fromBeginning= */ true);
  }

  private static List<TopicPartition> assigned(
      KafkaConsumer<String, byte[]> consumer, List<String> topics) {
    var partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return partitions;
  }

  /**
   * Everything from where it stands up to where the partitions end when this begins. What is open
   * there must have been decided first: a consumer of what is committed stands before it till then.
   */
  private static void read(
      Admin admin,
      KafkaConsumer<String, byte[]> consumer,
      Collection<TopicPartition> partitions,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    var ends = ends(admin, partitions);
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        until = System.nanoTime() + PATIENCE.toNanos();
      }
      if (System.nanoTime() > until) {
        throw new ClusterException(
            "the brokers gave nothing of %s for a minute; look whether they run"
                .formatted(partitions.iterator().next().topic()));
      }
      records.forEach(each);
    }
  }

  private static Map<TopicPartition, Long> ends(
      Admin admin, Collection<TopicPartition> partitions) {
    var asked = partitions.stream().collect(toMap(p -> p, p -> OffsetSpec.latest()));
    return ClusterAnswers.answer(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }
}
