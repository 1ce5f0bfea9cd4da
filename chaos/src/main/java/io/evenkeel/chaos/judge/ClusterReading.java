package io.evenkeel.chaos.judge;

import io.evenkeel.cluster.Clients;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads every topic of a cluster, read_committed, from its beginning to its end. */
final class ClusterReading {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Configuration configuration;
  private final Clients clients;
  private final TopicNames names;

  private ClusterReading(Configuration configuration) {
    this.configuration = configuration;
    this.clients = new Clients(configuration);
    this.names = clients.names();
  }

  static Recording of(Evidence evidence) {
    var reading = new ClusterReading(evidence.configuration());
    var partitions = new HashMap<String, Integer>();
    var topics = reading.read(partitions);
    return new Recording(
        evidence.configuration(),
        reading.names,
        reading.clients.serdes(),
        topics,
        partitions,
        CustodianBook.of(JsonLines.of(evidence.custodianBook(), Function.identity())),
        sent(evidence),
        evidence.faults(),
        evidence.skipped(),
        reading.lags(partitions),
        evidence.logDirs().isEmpty() ? null : Segments.spans(evidence.logDirs(), partitions));
  }

  private static List<Sent> sent(Evidence evidence) {
    return JsonLines.of(
        evidence.sentRecords(),
        line ->
            new Sent(
                line.path("topic").asText().intern(),
                line.path("partition").asInt(),
                line.path("offset").asLong(),
                line.path("key").asText(),
                line.path("what").asText().intern()));
  }

  private Map<String, List<Taken>> read(Map<String, Integer> partitions) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings())) {
      var all = new ArrayList<TopicPartition>();
      for (var name : Topics.ALL.stream().flatMap(t -> names.each(t).stream()).toList()) {
        var infos = consumer.partitionsFor(name);
        partitions.put(name, infos.size());
        infos.forEach(info -> all.add(new TopicPartition(name, info.partition())));
      }
      consumer.assign(all);
      consumer.seekToBeginning(all);
      return read(consumer, consumer.endOffsets(all));
    }
  }

  private static Map<String, List<Taken>> read(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    var topics = new HashMap<String, List<Taken>>();
    var until = Instant.now().plus(PATIENCE);
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (var record : consumer.poll(POLL)) {
        topics.computeIfAbsent(record.topic(), t -> new ArrayList<>()).add(taken(record));
        until = Instant.now().plus(PATIENCE);
      }
      if (Instant.now().isAfter(until)) {
        throw new IllegalStateException(
            "a topic could not be read to its end within %s: is a transaction open, or a broker down?"
                .formatted(PATIENCE));
      }
    }
    topics
        .values()
        .forEach(t -> t.sort(Comparator.comparing(Taken::partition).thenComparing(Taken::offset)));
    return topics;
  }

  private static Taken taken(ConsumerRecord<byte[], byte[]> record) {
    return new Taken(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        record.value());
  }

  private Properties settings() {
    var settings = clients.connection("consumer.");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  /** Boards are read by every instance for itself, and no group tells how far. */
  private List<Lag> lags(Map<String, Integer> partitions) {
    try (var admin = clients.admin()) {
      var group = configuration.get(Keys.APPLICATION_ID);
      var committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group).get();
      var read = new ArrayList<TopicPartition>();
      for (var topic : Topics.ALL) {
        if (topic.group() != Topic.Group.OUTPUT && topic.group() != Topic.Group.BOARD) {
          names.each(topic).forEach(name -> read.addAll(partitionsOf(name, partitions)));
        }
      }
      var lags = new ArrayList<Lag>();
      for (var partition : read) {
        var at = committed.get(partition);
        lags.add(new Lag(partition.topic(), partition.partition(), at == null ? 0 : at.offset()));
      }
      return lags;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "how far the application has read could not be asked: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking how far the application is", e);
    }
  }

  private static List<TopicPartition> partitionsOf(String name, Map<String, Integer> partitions) {
    var all = new ArrayList<TopicPartition>();
    for (var p = 0; p < partitions.getOrDefault(name, 0); p++) {
      all.add(new TopicPartition(name, p));
    }
    return all;
  }
}
