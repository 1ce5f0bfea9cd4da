package io.evenkeel.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Packed state")
class PackingTest {
  private static final Packing<Everything> EVERYTHING = Packing.of(Everything.class, List.of());

  sealed interface Choice {
    record Left(int number) implements Choice {}

    record Right(@Nullable String text) implements Choice {}
  }

  record Everything(
      String text,
      boolean flag,
      int number,
      long large,
      Instant at,
      LocalDate day,
      Rational third,
      Money money,
      Component.Kind kind,
      @Nullable Money nothing,
      Optional<String> maybe,
      List<Choice> choices,
      SortedSet<String> sorted,
      SortedMap<String, Long> byName,
      Map<String, List<Money>> inOrder) {}

  record Before(String name, int gone) {}

  record After(String name, @Nullable String added, List<String> more, boolean flag) {}

  @Test
  void comesBackAsItWas() {
    var value = everything();

    var again = EVERYTHING.unpack(EVERYTHING.pack(value));

    assertThat(again).isEqualTo(value);
    assertThat(again.inOrder().keySet()).containsExactly("z", "a");
  }

  @Test
  void isTheSameBytesForTheSameValue() {
    assertThat(EVERYTHING.pack(everything())).isEqualTo(EVERYTHING.pack(everything()));
  }

  @Test
  void ofAnEarlierSchemaIsStillReadable() {
    var before = Packing.of(Before.class, List.of());
    var renamed = schemaNamed(before.schema(), "PackingTest_After");
    var after = Packing.of(After.class, List.of(renamed));

    var packedBefore = ByteBuffer.wrap(before.pack(new Before("kept", 7)));
    packedBefore
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(1, SchemaNormalization.parsingFingerprint64(renamed));

    assertThat(after.unpack(packedBefore.array()))
        .isEqualTo(new After("kept", null, List.of(), false));
  }

  @Test
  void ofAnUnknownSchemaIsRefusedWithWhatToDo() {
    var packed = Packing.of(Before.class, List.of()).pack(new Before("x", 1));

    assertThatThrownBy(() -> Packing.of(After.class, List.of()).unpack(packed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("start the newer release");
  }

  @Test
  void ofAnUnknownVersionIsRefused() {
    var packed = EVERYTHING.pack(everything());
    packed[0] = 9;

    assertThatThrownBy(() -> EVERYTHING.unpack(packed)).hasMessageContaining("no version");
  }

  @Test
  void refusesATypeThatItCannotHoldWhenItIsMade() {
    record Bad(Thread thread) {}

    assertThatThrownBy(() -> Packing.of(Bad.class, List.of()))
        .hasMessageContaining("Bad.thread")
        .hasMessageContaining("java.lang.Thread");
  }

  /** As if the earlier release's type had borne the later one's name. */
  private static Schema schemaNamed(Schema schema, String name) {
    var json = schema.toString().replace("PackingTest_Before", name);
    var renamed = new Schema.Parser().parse(json);
    assertThat(renamed.getName()).isEqualTo(name);
    return renamed;
  }

  private static Everything everything() {
    var inOrder = new LinkedHashMap<String, List<Money>>();
    inOrder.put("z", List.of(Money.of("-1.25"), Money.ZERO));
    inOrder.put("a", List.of());
    return new Everything(
        "text",
        true,
        -3,
        Long.MIN_VALUE,
        Instant.parse("2026-11-20T14:00:00.123456789Z"),
        LocalDate.of(2026, 11, 20),
        Rational.of(1).dividedBy(Rational.of(3)),
        Money.of("100000000000000.01"),
        Component.Kind.MODEL,
        null,
        Optional.of("there"),
        List.of(new Choice.Left(1), new Choice.Right(null), new Choice.Right("r")),
        new TreeSet<>(List.of("b", "a")),
        new TreeMap<>(Map.of("one", 1L)),
        inOrder);
  }
}
