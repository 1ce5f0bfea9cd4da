package io.evenkeel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.approval.RequestSettings;
import io.evenkeel.core.limits.LimitSettings;
import io.evenkeel.pipeline.market.MarketSettings;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.runtime.ClientSettings;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.wireformat.AvroSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline as others meet it: through topics on a real broker, with clients that read only what
 * is committed.
 */
final class RunningWorld implements AutoCloseable {
  static final TopicNames NAMES = new TopicNames("", List.of("SCHWAB", "FIDELITY"));
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String bootstrapServers;
  private final AvroSerdes serdes;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, KafkaConsumer<byte[], byte[]>> readers = new HashMap<>();
  private final List<String> deaths = new CopyOnWriteArrayList<>();

  RunningWorld(String bootstrapServers, String registryUrl, int partitions) {
    this.bootstrapServers = bootstrapServers;
    this.serdes = AvroSerdes.configured(Map.of(AvroSerdes.REGISTRY_URL, registryUrl));
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicCreation.createMissing(admin, new TopicPlan(NAMES, partitions, (short) 1));
    }
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Starts an instance and waits until it is ready. */
  EvenkeelStreams instance(Path stateDirectory) {
    return instance(stateDirectory, LimitSettings.DEFAULTS);
  }

  /** The same with limits of its own. */
  EvenkeelStreams instance(Path stateDirectory, LimitSettings limits) {
    var settings =
        PipelineSettings.of(NAMES, AccountSettings.DEFAULTS, RequestSettings.DEFAULT)
            .limiting(limits);
    var client = ClientSettings.of("evenkeel-test", bootstrapServers, stateDirectory.toString());
    var instance =
        EvenkeelStreams.create(
            client,
            settings,
            MarketSettings.DEFAULTS,
            serdes,
            PipelineMeters.unread(NAMES),
            deaths::add);
    instance.start();
    await("the instance is ready", () -> instance.whyNotReady().isEmpty());
    return instance;
  }

  <V extends SpecificRecord> RunningWorld send(Topic<V> topic, String key, @Nullable V value) {
    return send(topic, NAMES.of(topic), key, value);
  }

  <V extends SpecificRecord> RunningWorld sendTo(
      String custodian, Topic<V> topic, String key, V value) {
    return send(topic, NAMES.of(topic, custodian), key, value);
  }

  private <V extends SpecificRecord> RunningWorld send(
      Topic<V> topic, String name, String key, @Nullable V value) {
    var bytes = value == null ? null : serdes.serializer(topic.value()).serialize(name, value);
    return sendBytes(name, new StringSerializer().serialize(name, key), bytes);
  }

  RunningWorld sendBytes(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    try {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads on until something of a topic is as wanted, and returns it. */
  <V extends SpecificRecord> V awaitOne(Topic<V> topic, Predicate<V> wanted) {
    return awaitOne(topic, NAMES.of(topic), wanted);
  }

  <V extends SpecificRecord> V awaitOne(Topic<V> topic, String name, Predicate<V> wanted) {
    var seen = new ArrayList<V>();
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      for (var value : read(topic, name)) {
        seen.add(value);
        if (wanted.test(value)) {
          return value;
        }
      }
    }
    throw new AssertionError("not seen on " + name + " among " + seen + "; " + deaths);
  }

  /** What came by a topic since it was read last, as far as it comes within a moment. */
  <V extends SpecificRecord> List<V> read(Topic<V> topic, String name) {
    var values = new ArrayList<V>();
    var deserializer = serdes.deserializer(topic.value());
    for (var record : reader(name).poll(Duration.ofMillis(100))) {
      values.add(deserializer.deserialize(name, record.value()));
    }
    return values;
  }

  /** Everything that is on a topic now, by the order of each partition. */
  <V extends SpecificRecord> List<V> all(Topic<V> topic) {
    return all(topic, NAMES.of(topic));
  }

  <V extends SpecificRecord> List<V> all(Topic<V> topic, String name) {
    var deserializer = serdes.deserializer(topic.value());
    return bytes(name).stream().map(bytes -> deserializer.deserialize(name, bytes)).toList();
  }

  /** Every value that is on any topic now, as it lies there. */
  List<byte[]> bytes(String name) {
    var values = new ArrayList<byte[]>();
    try (var consumer = consumer()) {
      var partitions = partitionsOf(consumer, name);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    values.removeIf(java.util.Objects::isNull);
    return values;
  }

  void await(String what, java.util.function.BooleanSupplier condition) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + "; " + deaths).isLessThan(until);
      pause(Duration.ofMillis(20));
    }
  }

  List<String> deaths() {
    return List.copyOf(deaths);
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<byte[], byte[]> reader(String name) {
    return readers.computeIfAbsent(
        name,
        topic -> {
          var consumer = consumer();
          var partitions = partitionsOf(consumer, topic);
          consumer.assign(partitions);
          consumer.seekToBeginning(partitions);
          return consumer;
        });
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            "group.id",
            UUID.randomUUID().toString()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitionsOf(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  @Override
  public void close() {
    readers.values().forEach(KafkaConsumer::close);
    producer.close();
  }
}
