package io.evenkeel.wireformat;

import io.evenkeel.platform.StartupException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes the serializers and deserializers of every topic, from configuration. All that one instance
 * makes share one registry and may be used by many threads.
 *
 * <p>{@code schema.registry.url} names the registry; {@code mock://scope} is one in memory, shared
 * by all that name the scope in this process. {@code value.serializer.class} and {@code
 * value.deserializer.class} put other classes in the place of ours, for example {@code
 * io.confluent.kafka.serializers.KafkaAvroSerializer}; they are given the same configuration.
 */
public final class AvroSerdes {
  /** Where the registry is: one address or several, or {@code mock://scope}. */
  public static final String REGISTRY_URL = "schema.registry.url";

  /** How long a question to a registry that is down is repeated before it fails; default 60000. */
  public static final String MAX_WAIT_MS = "schema.registry.max.wait.ms";

  /** The class that writes values; default {@link WireFormatSerializer}. */
  public static final String SERIALIZER_CLASS = "value.serializer.class";

  /** The class that reads values; default {@link WireFormatDeserializer}. */
  public static final String DESERIALIZER_CLASS = "value.deserializer.class";

  /** A class that implements {@link SubjectNames}; default: custodians share their subjects. */
  public static final String SUBJECT_NAMES_CLASS = "value.subject.name.strategy";

  /** What every topic's name begins with; default nothing. */
  public static final String TOPIC_PREFIX = "topics.prefix";

  private static final String CONFLUENT_DEFAULT_NAMES =
      "io.confluent.kafka.serializers.subject.TopicNameStrategy";

  private final Map<String, ?> config;
  private final SerdeSettings settings;
  private final SubjectNames subjects;
  private final SchemaRegistry registry;
  private final SchemaIds ids;

  private AvroSerdes(Map<String, ?> config, SubjectNames subjects) {
    AvroTrust.establish();
    this.config = Map.copyOf(withoutNulls(config));
    this.settings = SerdeSettings.of(config);
    this.subjects = subjects;
    this.registry = settings.registry();
    this.ids = new SchemaIds(registry, subjects, settings);
  }

  /** Serdes as configured. */
  public static AvroSerdes configured(Map<String, ?> config) {
    return new AvroSerdes(config, subjectNames(config));
  }

  /** Serdes as configured, except that the caller says which topics share a subject. */
  public static AvroSerdes configured(Map<String, ?> config, SubjectNames subjects) {
    return new AvroSerdes(config, subjects);
  }

  /** Serdes with a registry in memory; those with the same scope read each other. */
  public static AvroSerdes inMemory(String scope) {
    return configured(Map.of(REGISTRY_URL, MemoryRegistry.SCHEME + scope));
  }

  /** Forgets the registry in memory of a scope. */
  public static void forget(String scope) {
    MemoryRegistry.drop(scope);
  }

  /** Writes and reads values of a topic. */
  public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return Serdes.serdeFrom(serializer(type), deserializer(type));
  }

  /**
   * Writes values to any topic; the subject follows from the topic.
   *
   * @param type only fixes the type
   */
  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> Serializer<T> serializer(Class<T> type) {
    var className = SerdeSettings.text(config, SERIALIZER_CLASS);
    if (className.isEmpty() || className.get().equals(WireFormatSerializer.class.getName())) {
      return new WireFormatSerializer<>(ids);
    }
    var foreign = (Serializer<Object>) instance(className.get(), Serializer.class);
    foreign.configure(forForeign(type), false);
    return new ForeignSerializer<>(foreign, subjects);
  }

  /** Reads values of one type, whatever version of its schema wrote them. */
  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
    var className = SerdeSettings.text(config, DESERIALIZER_CLASS);
    if (className.isEmpty() || className.get().equals(WireFormatDeserializer.class.getName())) {
      return new WireFormatDeserializer<>(registry, type);
    }
    var foreign = (Deserializer<Object>) instance(className.get(), Deserializer.class);
    foreign.configure(forForeign(type), false);
    return new ForeignDeserializer<>(foreign, type, subjects, settings.maxWait());
  }

  /** Reads values of any topic as the schema they were written with describes them. */
  public Deserializer<GenericRecord> genericDeserializer() {
    return new WireFormatDeserializer<>(registry, null);
  }

  /**
   * Makes the schema known under the topic's subject, so that the first record need not wait for
   * it.
   *
   * @return its id
   * @throws SchemaRefusedException if the registry will not have it
   * @throws RegistryUnavailableException if the registry did not answer in time
   */
  public int prepare(String topic, Schema schema) {
    return ids.of(topic, schema);
  }

  /** The subject under which a topic's values are registered. */
  public String subject(String topic) {
    return subjects.valueSubject(topic);
  }

  /** Their classes read generated classes only when told, and by the schema that the class has. */
  private Map<String, Object> forForeign(Class<?> type) {
    var foreign = new HashMap<String, Object>(config);
    foreign.put("specific.avro.reader", true);
    foreign.put("specific.avro.value.type", type.getName());
    foreign.put(SUBJECT_NAMES_CLASS, CONFLUENT_DEFAULT_NAMES);
    return foreign;
  }

  static SubjectNames subjectNames(Map<String, ?> config) {
    var className =
        SerdeSettings.text(config, SUBJECT_NAMES_CLASS)
            .filter(name -> !name.equals(CONFLUENT_DEFAULT_NAMES));
    if (className.isPresent()) {
      return instance(className.get(), SubjectNames.class);
    }
    return SubjectNames.sharedByCustodians(SerdeSettings.text(config, TOPIC_PREFIX).orElse(""));
  }

  private static <C> C instance(String className, Class<C> kind) {
    try {
      return Utils.newInstance(className, kind);
    } catch (ClassNotFoundException | KafkaException | ClassCastException e) {
      throw new StartupException(
          "The class %s cannot be used as a %s (%s): put its jar on the class path, or correct the name."
              .formatted(className, kind.getSimpleName(), e),
          e);
    }
  }

  private static Map<String, Object> withoutNulls(Map<String, ?> config) {
    var copy = new HashMap<String, Object>(config);
    copy.values().removeIf(java.util.Objects::isNull);
    return copy;
  }
}
