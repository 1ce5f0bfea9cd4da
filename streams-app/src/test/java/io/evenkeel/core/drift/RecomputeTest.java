package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.cash;
import static io.evenkeel.core.drift.Books.levered;
import static io.evenkeel.core.drift.Books.managed;
import static io.evenkeel.core.drift.Books.manager;
import static io.evenkeel.core.drift.Books.model;
import static io.evenkeel.core.drift.Books.positions;
import static io.evenkeel.core.drift.Books.security;
import static io.evenkeel.core.drift.Books.sleeve;
import static io.evenkeel.core.drift.Books.subTarget;
import static io.evenkeel.core.drift.Books.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An event recomputed from what it carries")
class RecomputeTest {
  private final MapBoards boards =
      new MapBoards()
          .price("XOM", "3")
          .price("AAPL", "7")
          .model(manager("TECH", "AAPL", "0.9"))
          .target(target("T", subTarget("SUB", "0.7"), cash("0.3")))
          .target(
              target("SUB", security("XOM", "0.35"), levered(model("TECH", "0.65"), "1.5", false)));

  private DriftEvent event() {
    var input =
        new JudgeInput(
            Books.account(),
            positions(managed("1000", "XOM", "77"), sleeve("TECH", "-3.33", "AAPL", "11.123456")),
            TargetExpansion.expand("T", boards),
            Map.of("TECH", Leverage.of("1.5")),
            Map.of(),
            Instant.EPOCH,
            boards);
    var watch = new DriftWatch(DriftSettings.DEFAULTS);
    var seen = watch.look(DriftMemory.NEW, input, CauseInput.of(true, true, Map.of()));
    return seen.events().get(0);
  }

  private static Rational rounded(Rational number, int places) {
    return Rational.of(number.toDecimal(places, RoundingMode.HALF_EVEN));
  }

  private static @Nullable Rational roundedOrNull(@Nullable Rational number, int places) {
    return number == null ? null : rounded(number, places);
  }

  /** The event as it is after a journey: weights to 8 places, money to cents. */
  private static DriftEvent shown(DriftEvent event) {
    var lines = new ArrayList<Line>();
    for (var line : event.lines()) {
      var band = line.band();
      lines.add(
          with(
              line,
              rounded(line.weight(), 8),
              new Band(
                  rounded(band.low(), 8), rounded(band.target(), 8), roundedOrNull(band.high(), 8)),
              line.side()));
    }
    return with(event, lines, event.causes(), event.tiles());
  }

  private static Line with(Line line, Rational weight, Band band, Side side) {
    return new Line(
        line.name(),
        line.kind(),
        line.modelId(),
        line.securityId(),
        line.value(),
        weight,
        band,
        side,
        line.triggers());
  }

  private static DriftEvent with(
      DriftEvent event, List<Line> lines, Set<Cause> causes, Set<Tile> tiles) {
    return new DriftEvent(
        event.subject(),
        event.kind(),
        event.sequence(),
        event.at(),
        causes,
        tiles,
        lines,
        roundedOrNull(event.overallDrift(), 8),
        roundedOrNull(event.equity(), 2),
        event.uncheckable(),
        event.inputs());
  }

  private static List<Line> replaced(DriftEvent event, Line by) {
    return event.lines().stream().map(line -> line.name().equals(by.name()) ? by : line).toList();
  }

  private static List<String> differences(DriftEvent event) {
    return ((Recompute.Answer.Differs) Recompute.answer(event)).sentences();
  }

  @Test
  void agreesExactlyAndAsShown() {
    assertThat(Recompute.agrees(event())).isTrue();
    assertThat(Recompute.agrees(shown(event()))).isTrue();
  }

  @Test
  void agreesWhereWeightsInLowestTermsHaveDenominatorsOfTheirOwn() {
    boards.target(
        target(
            "T",
            security("XOM", "0.125"),
            security("KO", "0.375"),
            security("PEP", "0.04"),
            cash("0.46")));

    assertThat(Recompute.answer(event())).isInstanceOf(Recompute.Answer.Agrees.class);
  }

  @Test
  void findsAWeightThatIsOffByMoreThanItsRounding() {
    var event = event();
    var line = event.lines().get(0);
    var off = line.weight().plus(Rational.of("0.00000001"));

    var changed = replaced(event, with(line, off, line.band(), line.side()));

    assertThat(differences(with(event, changed, event.causes(), event.tiles())))
        .singleElement()
        .asString()
        .startsWith("The weight of SECURITY:XOM is ");
  }

  @Test
  void findsABandASideACauseOrATileThatIsNotSo() {
    var event = event();
    var line = event.lines().get(0);
    var band = new Band(Rational.ZERO, line.band().target(), Rational.ONE);
    var other = replaced(event, with(line, line.weight(), band, Side.ABOVE));

    assertThat(differences(with(event, other, Set.of(Cause.TARGET), Set.of())))
        .hasSize(5)
        .anyMatch(s -> s.startsWith("Causes are [DRIFT, SWITCHED_ON], the event says [TARGET]"))
        .anyMatch(s -> s.startsWith("Tiles are "))
        .anyMatch(s -> s.startsWith("The lower edge of SECURITY:XOM is "))
        .anyMatch(s -> s.startsWith("The upper edge of SECURITY:XOM is "))
        .anyMatch(s -> s.startsWith("SECURITY:XOM is BELOW and triggers"));
  }

  @Test
  void findsAMissingLine() {
    var event = event();
    var fewer = event.lines().subList(1, event.lines().size());

    assertThat(differences(with(event, fewer, event.causes(), event.tiles())))
        .singleElement()
        .asString()
        .startsWith("Lines are ");
  }

  @Test
  void saysWhereThereIsNothingToCompute() {
    var stopped = DriftEvent.stopped(event().subject(), 1, Instant.EPOCH);
    boards.quotes.clear();

    assertThat(Recompute.answer(stopped)).isInstanceOf(Recompute.Answer.NothingToCompute.class);
    assertThat(Recompute.answer(event())).isInstanceOf(Recompute.Answer.NothingToCompute.class);
  }

  @Test
  void saysWhereInputsAreNotEnough() {
    var event = event();
    var inputs = Objects.requireNonNull(event.inputs());
    var without =
        new DriftInputs(
            inputs.positionsVersion(),
            inputs.provisional(),
            inputs.targets(),
            inputs.targetContent(),
            inputs.sleeves(),
            List.of(),
            inputs.effectiveLeverage(),
            inputs.sidesBefore(),
            inputs.hysteresis(),
            inputs.causes());

    assertThat(differences(withInputs(event, without)).get(0)).contains("MODEL_UNKNOWN");
  }

  private static DriftEvent withInputs(DriftEvent event, DriftInputs inputs) {
    return new DriftEvent(
        event.subject(),
        event.kind(),
        event.sequence(),
        event.at(),
        event.causes(),
        event.tiles(),
        event.lines(),
        event.overallDrift(),
        event.equity(),
        new TreeSet<>(),
        inputs);
  }
}
