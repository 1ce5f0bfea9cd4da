package io.evenkeel.core.tax;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Picking tax lots")
class LotPickingTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-18");
  private static final Price PRICE = Price.of("100");

  private static TaxTerms terms(LotMethod method) {
    return new TaxTerms(method, GivenWeight.of("0.37"), GivenWeight.of("0.20"), TODAY);
  }

  private static Lot lot(String quantity, @Nullable String basis, @Nullable String acquired) {
    return new Lot(
        Quantity.of(quantity),
        basis == null ? null : Money.of(basis),
        acquired == null ? null : LocalDate.parse(acquired));
  }

  private static List<String> pick(LotMethod method, String sold, Lot... lots) {
    return LotPicking.pick(List.of(lots), Quantity.of(sold), PRICE, terms(method)).stream()
        .map(lot -> lot.quantity() + " for " + lot.costBasis() + " of " + lot.acquired())
        .toList();
  }

  @Test
  void takesTheOldestFirstUnderFifo() {
    assertThat(
            pick(
                LotMethod.FIFO,
                "15",
                lot("10", "1100", "2026-05-01"),
                lot("10", "500", "2020-05-01")))
        .containsExactly("10 for 500 of 2020-05-01", "5 for 550 of 2026-05-01");
  }

  @Test
  void takesTheDearestPerUnitFirstUnderHifo() {
    assertThat(
            pick(
                LotMethod.HIFO,
                "6",
                lot("20", "1000", "2020-05-01"),
                lot("5", "450", "2026-05-01")))
        .containsExactly("5 for 450 of 2026-05-01", "1 for 50 of 2020-05-01");
  }

  @Test
  void takesShortTermLossesBeforeLongTermOnesUnderMinTax() {
    assertThat(
            pick(
                LotMethod.MIN_TAX,
                "2",
                lot("1", "120", "2020-05-01"),
                lot("1", "115", "2026-05-01")))
        .containsExactly("1 for 115 of 2026-05-01", "1 for 120 of 2020-05-01");
  }

  @Test
  void takesALargerLongTermGainBeforeAShortTermOneThatIsTaxedHigherUnderMinTax() {
    assertThat(
            pick(
                LotMethod.MIN_TAX, "1", lot("1", "80", "2026-05-01"), lot("1", "70", "2020-05-01")))
        .containsExactly("1 for 70 of 2020-05-01");
  }

  @Test
  void takesWhatHasNoBasisLastUnderHifoAndMinTax() {
    for (var method : List.of(LotMethod.HIFO, LotMethod.MIN_TAX)) {
      assertThat(pick(method, "1", lot("1", null, "2019-05-01"), lot("1", "1", "2026-05-01")))
          .as(method.name())
          .containsExactly("1 for 1 of 2026-05-01");
    }
  }

  @Test
  void takesWhatHasNoDateLastUnderFifo() {
    assertThat(pick(LotMethod.FIFO, "1", lot("1", "50", null), lot("1", "60", "2026-11-01")))
        .containsExactly("1 for 60 of 2026-11-01");
  }

  @Test
  void givesLessThanIsSoldWhereTheLotsDoNotComeToThat() {
    assertThat(pick(LotMethod.FIFO, "5", lot("2", "50", "2026-11-01")))
        .containsExactly("2 for 50 of 2026-11-01");
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  /** Every way to sell whole units from whole-unit lots is tried; none has a lower tax. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void paysUnderMinTaxNoMoreThanAnyOtherChoice(long seed) {
    var random = new Random(seed);
    var lots = lots(random);
    var total = lots.stream().mapToInt(lot -> lot.quantity().units().intValue()).sum();
    var sold = 1 + random.nextInt(total);
    var terms = terms(LotMethod.MIN_TAX);

    var picked = LotPicking.pick(lots, quantity(sold), PRICE, terms);

    assertThat(tax(picked)).isEqualTo(least(lots, 0, sold));
  }

  /** A lot's basis is a whole number of dollars per unit, so that no share of it is rounded. */
  private static List<Lot> lots(Random random) {
    var lots = new ArrayList<Lot>();
    for (var i = 0; i < 1 + random.nextInt(4); i++) {
      var units = 1 + random.nextInt(4);
      lots.add(
          new Lot(
              quantity(units),
              new Money(BigDecimal.valueOf((long) units * (50 + random.nextInt(100)))),
              TODAY.minusDays(random.nextInt(800))));
    }
    return lots;
  }

  private static Quantity quantity(int units) {
    return new Quantity(BigDecimal.valueOf(units));
  }

  private static Rational least(List<Lot> lots, int from, int sold) {
    if (sold == 0) {
      return Rational.ZERO;
    }
    Rational best = null;
    for (var take = 0; from < lots.size() && take <= sold; take++) {
      var lot = lots.get(from);
      if (take <= lot.quantity().units().intValue() && canSell(lots, from + 1, sold - take)) {
        var part = take == 0 ? List.<Lot>of() : List.of(LotPicking.part(lot, quantity(take)));
        var tax = tax(part).plus(least(lots, from + 1, sold - take));
        best = best == null || tax.isLessThan(best) ? tax : best;
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  private static boolean canSell(List<Lot> lots, int from, int sold) {
    return lots.subList(from, lots.size()).stream()
            .mapToInt(lot -> lot.quantity().units().intValue())
            .sum()
        >= sold;
  }

  /** Written down anew: units times gain times the rate of the year they were held. */
  private static Rational tax(List<Lot> lots) {
    var tax = Rational.ZERO;
    for (var lot : lots) {
      var basis = java.util.Objects.requireNonNull(lot.costBasis());
      var acquired = java.util.Objects.requireNonNull(lot.acquired());
      var gain = lot.quantity().exact().times(Rational.of(100)).minus(basis.exact());
      var isLong = TODAY.minusYears(1).isAfter(acquired);
      tax = tax.plus(gain.times(Rational.of(isLong ? "0.20" : "0.37")));
    }
    return tax;
  }

  /** Unit by unit: each time the unit that comes first by the method's own words. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void gainsUnderFifoAndHifoWhatSellingUnitByUnitWould(long seed) {
    var random = new Random(seed);
    var lots = lots(random);
    var total = lots.stream().mapToInt(lot -> lot.quantity().units().intValue()).sum();
    var sold = 1 + random.nextInt(total);

    for (var method : List.of(LotMethod.FIFO, LotMethod.HIFO)) {
      var terms = terms(method);
      var picked = LotPicking.pick(lots, quantity(sold), PRICE, terms);
      var gain = Gain.of(quantity(sold), PRICE, picked, terms);

      var units = units(lots, method).subList(0, sold);
      assertThat(gain.longTerm()).as(method.name()).isEqualTo(gain(units, true));
      assertThat(gain.shortTerm()).as(method.name()).isEqualTo(gain(units, false));
      assertThat(gain.total()).isEqualTo(gain(units, true).plus(gain(units, false)));
      assertThat(gain.withoutBasis()).isEqualTo(Quantity.ZERO);
    }
  }

  private record Unit(long basis, LocalDate acquired) {}

  private static List<Unit> units(List<Lot> lots, LotMethod method) {
    var units = new ArrayList<Unit>();
    for (var lot : lots) {
      var count = lot.quantity().units().intValue();
      var basis = java.util.Objects.requireNonNull(lot.costBasis()).dollars().longValueExact();
      for (var i = 0; i < count; i++) {
        units.add(new Unit(basis / count, java.util.Objects.requireNonNull(lot.acquired())));
      }
    }
    Comparator<Unit> oldest = Comparator.comparing(Unit::acquired);
    units.sort(
        method == LotMethod.FIFO
            ? oldest
            : Comparator.comparing(Unit::basis).reversed().thenComparing(oldest));
    return units;
  }

  private static Money gain(List<Unit> units, boolean longTerm) {
    var gain = 0L;
    for (var unit : units) {
      if (unit.acquired().plusYears(1).isBefore(TODAY) == longTerm) {
        gain += 100 - unit.basis();
      }
    }
    return new Money(BigDecimal.valueOf(gain));
  }
}
