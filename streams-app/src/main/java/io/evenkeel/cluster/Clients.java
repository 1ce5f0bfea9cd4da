package io.evenkeel.cluster;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.wireformat.AvroSerdes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The clients of one configuration. Security settings reach every client as they are written; those
 * that begin with {@code producer.}, {@code consumer.}, {@code admin.} or {@code streams.} reach
 * only such clients, without the prefix.
 */
public final class Clients {
  private static final List<String> FOR_ALL = List.of("security.", "sasl.", "ssl.", "client.");
  private static final List<String> FOR_REGISTRY =
      List.of("basic.auth.", "bearer.auth.", "schema.registry.ssl.");

  private static final int MEMBER_FETCH_BYTES = 4 * 1024 * 1024;
  private static final int MEMBER_PARTITION_FETCH_BYTES = 256 * 1024;
  private static final int HEARTBEATS = 3;

  private final Configuration configuration;
  private final TopicNames names;

  public Clients(Configuration configuration) {
    this.configuration = configuration;
    this.names =
        new TopicNames(configuration.get(Keys.TOPIC_PREFIX), configuration.get(Keys.CUSTODIANS));
  }

  public TopicNames names() {
    return names;
  }

  public Admin admin() {
    var settings = connection("admin.");
    settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
    return Admin.create(settings);
  }

  /** A producer that repeats nothing and loses nothing. */
  public KafkaProducer<String, byte[]> producer() {
    return producer(connection("producer."));
  }

  /** The same for transactions; of each such id one writes at a time, the last that began. */
  public KafkaProducer<String, byte[]> producer(String transactionalId) {
    var settings = connection("producer.");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    return producer(settings);
  }

  private static KafkaProducer<String, byte[]> producer(Properties settings) {
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "2");
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** A consumer that sees only what was committed. */
  public KafkaConsumer<String, byte[]> consumer(String groupId, boolean fromBeginning) {
    return consumer(connection("consumer."), groupId, fromBeginning);
  }

  /**
   * A consumer that shares topics with the others of its group, sees only what was committed, and
   * begins with what comes where the group has read nothing yet. It takes a little at a time.
   */
  public KafkaConsumer<String, byte[]> member(String groupId) {
    var settings = connection("consumer.");
    settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "100");
    settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(MEMBER_FETCH_BYTES));
    settings.putIfAbsent(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        String.valueOf(MEMBER_PARTITION_FETCH_BYTES));
    settings.putIfAbsent(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        String.valueOf(configuration.get(Keys.SESSION_TIMEOUT).toMillis()));
    settings.putIfAbsent(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        String.valueOf(configuration.get(Keys.SESSION_TIMEOUT).toMillis() / HEARTBEATS));
    settings.putIfAbsent(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return consumer(settings, groupId, /* fromBeginning= */ false);
  }

  private static KafkaConsumer<String, byte[]> consumer(
      Properties settings, String groupId, boolean fromBeginning) {
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // A misspelt name must not make a topic on a cluster that creates what is asked for.
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, fromBeginning ? "earliest" : "latest");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  public AvroSerdes serdes() {
    return AvroSerdes.configured(registry());
  }

  /** What the serdes are configured with. */
  public Map<String, Object> registry() {
    var settings = new HashMap<String, Object>();
    passed(FOR_REGISTRY, settings);
    settings.put(AvroSerdes.REGISTRY_URL, configuration.get(Keys.REGISTRY_URL));
    settings.put("auto.register.schemas", configuration.get(Keys.AUTO_REGISTER).toString());
    settings.put(AvroSerdes.MAX_WAIT_MS, configuration.get(Keys.REGISTRY_WAIT).toMillis());
    settings.put(AvroSerdes.SERIALIZER_CLASS, configuration.get(Keys.SERIALIZER));
    settings.put(AvroSerdes.DESERIALIZER_CLASS, configuration.get(Keys.DESERIALIZER));
    settings.put(AvroSerdes.TOPIC_PREFIX, configuration.get(Keys.TOPIC_PREFIX));
    return settings;
  }

  /** Where the brokers are and how to speak to them, with what is meant for such clients alone. */
  public Properties connection(String prefix) {
    var settings = new HashMap<String, Object>();
    passed(FOR_ALL, settings);
    configuration
        .passedThrough()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                settings.put(name.substring(prefix.length()), value);
              }
            });
    settings.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, configuration.get(Keys.BOOTSTRAP_SERVERS));
    var properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  private void passed(List<String> prefixes, Map<String, Object> settings) {
    configuration
        .passedThrough()
        .forEach(
            (name, value) -> {
              if (prefixes.stream().anyMatch(name::startsWith)) {
                settings.put(name, value);
              }
            });
  }
}
