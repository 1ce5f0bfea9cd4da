package io.evenkeel.wireformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.platform.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Confluent's genuine classes and ours, beside each other on one registry. Theirs are on the test
 * class path only; the build unpacks them.
 */
@DisplayName("Confluent's serializer and deserializer")
class ConfluentCompatibilityTest {
  private static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
  private static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";
  private static final TopicNames NAMES = new TopicNames("", List.of("SCHWAB", "FIDELITY"));
  private static final int RECORDS_PER_TOPIC = 25;

  @TempDir static Path directory;
  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  static List<Topic<?>> topics() {
    return Topics.ALL;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  void readsWhatWeWriteOnEveryTopic(Topic<?> topic) {
    roundTrips(topic, ours(), theirs());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  void writesWhatWeReadOnEveryTopic(Topic<?> topic) {
    roundTrips(topic, theirs(), ours());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  void writesTheVeryBytesThatWeWrite(Topic<?> topic) {
    for (var name : NAMES.each(topic)) {
      var record = new SampleRecords(7).next(topic.value());

      assertThat(write(theirs(), name, record)).isEqualTo(write(ours(), name, record));
    }
  }

  private static <V extends SpecificRecord> void roundTrips(
      Topic<V> topic, AvroSerdes writing, AvroSerdes reading) {
    var serializer = writing.serializer(topic.value());
    var deserializer = reading.deserializer(topic.value());
    var ours = ours().serializer(topic.value());
    for (var name : NAMES.each(topic)) {
      var samples = new SampleRecords(name.hashCode());
      for (var n = 0; n < RECORDS_PER_TOPIC; n++) {
        var bytes = serializer.serialize(name, samples.next(topic.value()));
        var read = deserializer.deserialize(name, bytes);
        // As bytes: a list that Confluent's reader makes cannot be compared (see PlainListReader).
        assertThat(ours.serialize(name, read)).as(name).isEqualTo(bytes).hasSizeGreaterThan(5);
      }
    }
  }

  @Test
  void registersOneSubjectForAllCustodians() throws Exception {
    var record = new SampleRecords(1).next(Topics.APPROVED_TRADES.value());

    var schwab = write(theirs(), "approved-trades.SCHWAB", record);
    var fidelity = write(theirs(), "approved-trades.FIDELITY", record);

    assertThat(fidelity).isEqualTo(schwab);
    assertThat(subjects()).contains("approved-trades-value").doesNotContain("SCHWAB");
  }

  @Test
  void keepsATombstone() {
    var price = Topics.PRICES.value();

    assertThat(theirs().serializer(price).serialize("prices", null)).isNull();
    assertThat(theirs().deserializer(price).deserialize("prices", null)).isNull();
  }

  @Test
  void tellsAnUnreadableRecordFromARegistryThatIsDown() {
    var price = Topics.PRICES.value();
    var bytes = write(ours(), "prices", new SampleRecords(1).next(price));
    var reader = theirs().deserializer(price);
    var cutOff = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    var unknownId = new byte[] {0, 0, 1, 0, 0, 2, 2};
    var noRegistry = confluentAt("http://127.0.0.1:1", 600).deserializer(price);

    assertThatThrownBy(() -> reader.deserialize("prices", cutOff))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class, e -> assertThat(e.isUnknownSchema()).isFalse());
    assertThatThrownBy(() -> reader.deserialize("prices", unknownId))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class, e -> assertThat(e.isUnknownSchema()).isTrue());
    assertThatThrownBy(() -> noRegistry.deserialize("prices", bytes))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("has not answered for 600 ms");
  }

  @SuppressWarnings("unchecked")
  private static <V extends SpecificRecord> byte[] write(
      AvroSerdes serdes, String topic, V record) {
    var bytes = serdes.serializer((Class<V>) record.getClass()).serialize(topic, record);
    assertThat(bytes).isNotNull();
    return bytes;
  }

  private static AvroSerdes ours() {
    return AvroSerdes.configured(Map.of(AvroSerdes.REGISTRY_URL, registry.url()));
  }

  private static AvroSerdes theirs() {
    return confluentAt(registry.url(), 20_000);
  }

  private static AvroSerdes confluentAt(String url, long maxWaitMs) {
    var config = new HashMap<String, Object>();
    config.put(AvroSerdes.REGISTRY_URL, url);
    config.put(AvroSerdes.MAX_WAIT_MS, maxWaitMs);
    config.put(AvroSerdes.SERIALIZER_CLASS, SERIALIZER);
    config.put(AvroSerdes.DESERIALIZER_CLASS, DESERIALIZER);
    return AvroSerdes.configured(config);
  }

  private static String subjects() throws Exception {
    try (var answer = java.net.URI.create(registry.url() + "/subjects").toURL().openStream()) {
      return new String(answer.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
