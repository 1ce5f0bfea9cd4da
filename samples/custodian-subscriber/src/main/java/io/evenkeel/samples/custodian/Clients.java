package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ExecutionResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The clients of a configuration file. Four keys are the subscriber's own ({@code custodian},
 * {@code journal.dir}, {@code topics.prefix}, and the two classes that read and write values);
 * every other one reaches the Kafka clients and the serdes as it is written.
 */
public final class Clients {
  private static final String DESERIALIZER = "value.deserializer";
  private static final String SERIALIZER = "value.serializer";
  private static final String ISOLATION = ConsumerConfig.ISOLATION_LEVEL_CONFIG;

  private final Properties written;

  /**
   * Clients as configured.
   *
   * @throws IllegalArgumentException where a key is missing, or breaks the contract
   */
  public Clients(Properties written) {
    this.written = written;
    var isolation = written.getProperty(ISOLATION, "read_committed");
    if (!isolation.equals("read_committed")) {
      throw new IllegalArgumentException(
          "isolation.level must be read_committed: what is not committed may never have been"
              + " approved");
    }
    topics();
    required(DESERIALIZER);
    required(SERIALIZER);
  }

  public Topics topics() {
    return new Topics(written.getProperty("topics.prefix", ""), required("custodian"));
  }

  public Path journal() {
    return Path.of(required("journal.dir"));
  }

  /** A consumer that sees only what was committed, and commits only what it is told to. */
  public <V extends SpecificRecord> KafkaConsumer<String, V> consumer() {
    var settings = settings();
    settings.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, "custodian-" + required("custodian"));
    settings.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ISOLATION, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    @SuppressWarnings("unchecked")
    var values = (Deserializer<V>) instance(required(DESERIALIZER));
    values.configure(settings, false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), values);
  }

  /** A producer that loses nothing and repeats nothing by itself. */
  public KafkaProducer<String, byte[]> producer() {
    var settings = settings();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @SuppressWarnings("unchecked")
  public Serializer<ExecutionResult> serializer() {
    var values = (Serializer<ExecutionResult>) instance(required(SERIALIZER));
    values.configure(settings(), false);
    return values;
  }

  /** The schemas are the platform's: a custodian registers none. */
  private Map<String, Object> settings() {
    var settings = new HashMap<String, Object>();
    written.stringPropertyNames().forEach(key -> settings.put(key, written.getProperty(key)));
    settings.remove(DESERIALIZER);
    settings.remove(SERIALIZER);
    settings.putIfAbsent("specific.avro.reader", "true");
    settings.putIfAbsent("auto.register.schemas", "false");
    return settings;
  }

  private static Object instance(String className) {
    try {
      return Class.forName(className).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "the class %s cannot be used (%s); put its jar on the class path".formatted(className, e),
          e);
    }
  }

  private String required(String key) {
    var value = written.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the configuration lacks " + key);
    }
    return value;
  }
}
