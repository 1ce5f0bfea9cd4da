package io.evenkeel.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A store of core values")
class PackedStoreTest {
  private static final Packing<Kept> PACKING = Packing.of(Kept.class, List.of());

  record Kept(String word) {}

  /** With a log, and without one; only the first writes to a changelog. */
  static Stream<Arguments> stores() {
    return Stream.of(
        Arguments.of(PackedStore.inMemory("kept", PACKING), true),
        Arguments.of(PackedStore.withoutLog("kept"), false));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void givesWhatWasPutLast(StoreBuilder<PackedStore<Kept>> builder, boolean logged) {
    try (var driver = driver(builder)) {
      var store = store(driver);
      store.put("A", new Kept("first"));
      store.put("A", new Kept("second"));

      assertThat(store.get("A")).isEqualTo(new Kept("second"));
      assertThat(store.holds("A")).isTrue();
      assertThat(store.get("B")).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void holdsNothingOfAKeyThatWasDeleted(StoreBuilder<PackedStore<Kept>> builder, boolean logged) {
    try (var driver = driver(builder)) {
      var store = store(driver);
      store.put("A", new Kept("first"));
      store.delete("A");

      assertThat(store.holds("A")).isFalse();
      assertThat(all(store)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void goesThroughKeysInTheOrderOfTheirBytes(
      StoreBuilder<PackedStore<Kept>> builder, boolean logged) {
    try (var driver = driver(builder)) {
      var store = store(driver);
      // As UTF-16 the second would come first; as UTF-8 it does not.
      for (var key : List.of("R/2", "\uFF5E", "\uD83D\uDE00", "R/1", "R0", "R")) {
        store.put(key, new Kept(key));
      }

      assertThat(all(store)).containsExactly("R", "R/1", "R/2", "R0", "\uFF5E", "\uD83D\uDE00");
      assertThat(beginning(store, "R/")).containsExactly("R/1", "R/2");
      assertThat(beginning(store, "S")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void writesToALogOnlyWhereThereIsOne(StoreBuilder<PackedStore<Kept>> builder, boolean logged) {
    try (var driver = driver(builder)) {
      store(driver).put("A", new Kept("first"));
      // The driver looks at what was written when it has processed a record.
      driver
          .createInputTopic("input", new ByteArraySerializer(), new ByteArraySerializer())
          .pipeInput(new byte[0]);

      assertThat(builder.loggingEnabled()).isEqualTo(logged);
      assertThat(driver.producedTopicNames().isEmpty()).isEqualTo(!logged);
    }
  }

  private static List<String> all(PackedStore<Kept> store) {
    var words = new ArrayList<String>();
    store.forEach(kept -> words.add(kept.word()));
    return words;
  }

  private static List<String> beginning(PackedStore<Kept> store, String prefix) {
    var words = new ArrayList<String>();
    store.forEachWithPrefix(prefix, kept -> words.add(kept.word()));
    return words;
  }

  @SuppressWarnings("unchecked")
  private static PackedStore<Kept> store(TopologyTestDriver driver) {
    return (PackedStore<Kept>) driver.getStateStore("kept");
  }

  private static TopologyTestDriver driver(StoreBuilder<PackedStore<Kept>> builder) {
    var topology = new Topology();
    topology.addSource("read", "input");
    ProcessorSupplier<byte[], byte[], Void, Void> ignores = Ignores::new;
    topology.addProcessor("ignore", ignores, "read");
    topology.addStateStore(builder, "ignore");
    var properties = new Properties();
    properties.putAll(
        Map.of(
            StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class,
            StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class));
    return new TopologyTestDriver(topology, properties);
  }

  private static final class Ignores implements Processor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {}
  }
}
