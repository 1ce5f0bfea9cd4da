package io.evenkeel.wireformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.platform.StartupException;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Price;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The wire format")
class WireFormatTest {
  private static final String SCOPE = "wire-format-test";

  private final AvroSerdes serdes = AvroSerdes.inMemory(SCOPE);
  private final Price price = new SampleRecords(1).next(Price.class);

  @AfterEach
  void forget() {
    AvroSerdes.forget(SCOPE);
  }

  @Test
  void isAZeroTheSchemaIdAndAvroBinary() {
    var bytes = write("prices", price);

    assertThat(bytes[0]).isZero();
    assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(1);
    assertThat(serdes.deserializer(Price.class).deserialize("prices", bytes)).isEqualTo(price);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsARecordAsItWasWritten(long seed) {
    var event = new SampleRecords(seed).next(DriftEvent.class);

    var read = serdes.deserializer(DriftEvent.class).deserialize("d", write("d", event));

    assertThat(read).isEqualTo(event);
  }

  @Test
  void keepsATombstone() {
    assertThat(serdes.serializer(Price.class).serialize("prices", null)).isNull();
    assertThat(serdes.deserializer(Price.class).deserialize("prices", null)).isNull();
  }

  @Test
  void readsAnyRecordGenerically() {
    var read = serdes.genericDeserializer().deserialize("prices", write("prices", price));

    assertThat(read.getSchema().getFullName()).isEqualTo("io.evenkeel.schemas.Price");
    assertThat(read.get("currency")).hasToString(price.getCurrency());
  }

  @Test
  void refusesARecordThatIsCutOffAnywhere() {
    var bytes = write("prices", price);
    var reader = serdes.deserializer(Price.class);

    for (var length = 0; length < bytes.length; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> reader.deserialize("prices", cut))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(UnreadableRecordException.class)
          .hasMessageContaining("A record on prices");
    }
    assertThat(reader.deserialize("prices", bytes))
        .as("the same reader still reads")
        .isEqualTo(price);
  }

  @Test
  void refusesBytesThatAreLeftOver() {
    var bytes = write("prices", price);

    assertUnreadable(Arrays.copyOf(bytes, bytes.length + 1), "bytes are left over");
  }

  @Test
  void refusesWhatDoesNotBeginWithTheMagicByte() {
    assertUnreadable("{\"price\":1}".getBytes(StandardCharsets.UTF_8), "begins with byte 123");
  }

  @Test
  void refusesAnUnknownSchemaId() {
    assertUnreadable(new byte[] {0, 0, 0, 0, 99, 1, 2, 3}, "Schema id 99 is unknown");
  }

  @Test
  void refusesALengthThatTheRecordCannotHaveWithoutReservingIt() {
    var bytes = write("prices", price);
    var hugeLength = new byte[] {-2, -1, -1, -1, 15}; // 2^31 - 1 bytes of price

    assertUnreadable(
        ByteBuffer.allocate(10).put(bytes, 0, 5).put(hugeLength).array(), "A record on prices");
  }

  @Test
  void refusesARecordOfAnotherType() {
    var result = new SampleRecords(3).next(ExecutionResult.class);

    assertUnreadable(write("execution-results.SCHWAB", result), "is not what its schema says");
  }

  @Test
  void saysWhichRecordCannotBeWritten() {
    var incomplete = new Price();

    assertThatThrownBy(() -> write("prices", incomplete))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Cannot write a io.evenkeel.schemas.Price to prices");
    assertThat(write("prices", price))
        .as("nothing is left of the failed one")
        .isEqualTo(write("prices", price));
  }

  @Test
  void givesAllCustodiansOneSubject() {
    var prefixed =
        AvroSerdes.configured(
            Map.of(AvroSerdes.REGISTRY_URL, "mock://" + SCOPE, AvroSerdes.TOPIC_PREFIX, "ek."));

    assertThat(serdes.subject("approved-trades.SCHWAB")).isEqualTo("approved-trades-value");
    assertThat(serdes.subject("execution-results.FIDELITY")).isEqualTo("execution-results-value");
    assertThat(serdes.subject("prices")).isEqualTo("prices-value");
    assertThat(prefixed.subject("ek.approved-trades.SCHWAB")).isEqualTo("ek.approved-trades-value");
    assertThat(prefixed.subject("approved-trades.SCHWAB"))
        .isEqualTo("approved-trades.SCHWAB-value");
  }

  @Test
  void writesUnderTheSubjectThatAnotherStrategyNames() {
    var others =
        AvroSerdes.configured(
            Map.of(
                AvroSerdes.REGISTRY_URL,
                "mock://" + SCOPE,
                AvroSerdes.SUBJECT_NAMES_CLASS,
                OneSubjectForAll.class.getName()));

    assertThat(others.subject("prices")).isEqualTo("everything-value");
  }

  /** Named in configuration. */
  public static final class OneSubjectForAll implements SubjectNames {
    @Override
    public String family(String topic) {
      return "everything";
    }
  }

  @Test
  void writesOnlyWhatIsRegisteredWhereRegisteringIsOff() {
    var careful =
        AvroSerdes.configured(
            Map.of(AvroSerdes.REGISTRY_URL, "mock://" + SCOPE, "auto.register.schemas", "false"));

    assertThatThrownBy(() -> careful.serializer(Price.class).serialize("prices", price))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining("Subject prices-value does not have the schema")
        .hasMessageContaining("auto.register.schemas=true");

    serdes.prepare("prices", Price.getClassSchema());
    assertThat(careful.serializer(Price.class).serialize("prices", price))
        .isEqualTo(write("prices", price));
  }

  @Test
  void writesUnderTheLatestVersionOnlyIfThatIsWhatItWrites() {
    var latest =
        AvroSerdes.configured(
            Map.of(
                AvroSerdes.REGISTRY_URL,
                "mock://" + SCOPE,
                "auto.register.schemas",
                false,
                "use.latest.version",
                true));
    serdes.prepare("prices", Price.getClassSchema());
    assertThat(latest.serializer(Price.class).serialize("prices", price))
        .isEqualTo(write("prices", price));

    serdes.prepare("prices", withoutSource());
    assertThatThrownBy(() -> latest.serializer(Price.class).serialize("prices", price))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining("latest version (2) of subject prices-value");
  }

  private static Schema withoutSource() {
    var fields =
        Price.getClassSchema().getFields().stream()
            .filter(f -> !f.name().equals("source"))
            .map(f -> new Schema.Field(f, f.schema()))
            .toList();
    return Schema.createRecord("Price", "", "io.evenkeel.schemas", false, fields);
  }

  @Test
  void readsWhatAnotherVersionOfTheSchemaWrote() {
    var record = new GenericData.Record(withoutSource());
    record.getSchema().getFields().stream()
        .filter(f -> !f.name().equals("price") && !f.name().equals("asOf"))
        .forEach(f -> record.put(f.pos(), defaultOf(f)));
    record.put("price", ByteBuffer.wrap(new byte[] {1}));
    record.put("asOf", 1L);
    var writer = new WireFormatSerializer<GenericRecord>();
    writer.configure(Map.of(AvroSerdes.REGISTRY_URL, "mock://" + SCOPE), false);

    var read =
        serdes.deserializer(Price.class).deserialize("prices", writer.serialize("prices", record));

    assertThat(read.getPrice()).isEqualByComparingTo("0.0000000001");
    assertThat(read.getSource()).isNull();
  }

  private static Object defaultOf(Schema.Field field) {
    return GenericData.get().getDefaultValue(field);
  }

  @Test
  void worksForManyThreadsAtOnce() throws Exception {
    var serializer = serdes.serializer(DriftEvent.class);
    var deserializer = serdes.deserializer(DriftEvent.class);
    var threads = Executors.newFixedThreadPool(4);
    try {
      var rounds =
          IntStream.range(0, 400)
              .<Callable<Boolean>>mapToObj(
                  seed ->
                      () -> {
                        var event = new SampleRecords(seed).next(DriftEvent.class);
                        var bytes = serializer.serialize("drift-events-" + seed % 3, event);
                        return event.equals(deserializer.deserialize("drift-events", bytes));
                      })
              .toList();
      for (var round : threads.invokeAll(rounds)) {
        assertThat(round.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void namesTheSettingThatCannotBeUsed() {
    assertThatThrownBy(() -> AvroSerdes.configured(Map.of()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("set schema.registry.url");
    assertThatThrownBy(() -> configuredWith("auto.register.schemas", "yes"))
        .hasMessageContaining("auto.register.schemas is true or false, not 'yes'");
    assertThatThrownBy(() -> configuredWith(AvroSerdes.MAX_WAIT_MS, "1m"))
        .hasMessageContaining("is a number of milliseconds, not '1m'");
    assertThatThrownBy(
            () ->
                configuredWith(AvroSerdes.SERIALIZER_CLASS, "no.such.Serializer")
                    .serializer(Price.class))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("no.such.Serializer")
        .hasMessageContaining("put its jar on the class path");
  }

  private static AvroSerdes configuredWith(String key, Object value) {
    return AvroSerdes.configured(Map.of(AvroSerdes.REGISTRY_URL, "mock://" + SCOPE, key, value));
  }

  private byte[] write(String topic, SpecificRecord record) {
    return serdes.serializer(SpecificRecord.class).serialize(topic, record);
  }

  private void assertUnreadable(byte[] bytes, String words) {
    assertThatThrownBy(() -> serdes.deserializer(Price.class).deserialize("prices", bytes))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining(words);
  }
}
