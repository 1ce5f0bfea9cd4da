package io.evenkeel.core.tax;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An estimated gain")
class GainTest {
  private static final TaxTerms TERMS =
      new TaxTerms(
          LotMethod.FIFO,
          GivenWeight.of("0.37"),
          GivenWeight.of("0.20"),
          LocalDate.parse("2026-11-18"));

  private static Lot lot(String quantity, @Nullable String basis, @Nullable String acquired) {
    return new Lot(
        Quantity.of(quantity),
        basis == null ? null : Money.of(basis),
        acquired == null ? null : LocalDate.parse(acquired));
  }

  private static Gain of(String sold, Lot... lots) {
    return Gain.of(Quantity.of(sold), Price.of("100"), List.of(lots), TERMS);
  }

  @Test
  void isLongTermOnlyAfterMoreThanAYear() {
    assertThat(of("1", lot("1", "60", "2025-11-18")).shortTerm()).isEqualTo(Money.of("40"));
    assertThat(of("1", lot("1", "60", "2025-11-17")).longTerm()).isEqualTo(Money.of("40"));
  }

  @Test
  void onceRealisedIsWhatIsLeftAfterFeesSharedByTheLots() {
    var gain =
        Gain.realised(
            Quantity.of("10"),
            Money.of("998.75"),
            List.of(lot("4", "300", "2020-01-01"), lot("6", "700", "2026-06-01")),
            TERMS);

    assertThat(gain.longTerm()).isEqualTo(Money.of("99.50"));
    assertThat(gain.shortTerm()).isEqualTo(Money.of("-100.75"));
    assertThat(gain.total()).isEqualTo(Money.of("-1.25"));
  }

  @Test
  void isNegativeWhereItIsALoss() {
    assertThat(of("2", lot("2", "300", "2020-01-01")).total()).isEqualTo(Money.of("-100"));
  }

  @Test
  void showsAMissingBasisAsMissingAndNotAsZero() {
    var gain = of("3", lot("3", null, "2020-01-01"));

    assertThat(gain.total()).isNull();
    assertThat(gain.shortTerm()).isNull();
    assertThat(gain.longTerm()).isNull();
    assertThat(gain.withoutBasis()).isEqualTo(Quantity.of("3"));
  }

  @Test
  void countsUnitsThatNoLotNamesAsWithoutBasis() {
    var gain = of("5", lot("2", "150", "2020-01-01"));

    assertThat(gain.total()).isEqualTo(Money.of("50"));
    assertThat(gain.withoutBasis()).isEqualTo(Quantity.of("3"));
  }

  @Test
  void hasNoTermWhereTheDateIsMissing() {
    var gain = of("1", lot("1", "60", null));

    assertThat(gain.total()).isEqualTo(Money.of("40"));
    assertThat(gain.shortTerm()).isNull();
    assertThat(gain.withoutDate()).isEqualTo(Quantity.of("1"));
  }

  @Test
  void ofAnAccountSumsWhatIsKnownAndCountsTheSalesThatAreNot() {
    var known = of("1", lot("1", "60", "2020-01-01"));
    var missing = of("1");

    assertThat(AccountGain.of(List.of(known, missing)))
        .isEqualTo(new AccountGain(Money.ZERO, Money.of("40"), Money.of("40"), 1));
    assertThat(AccountGain.of(List.of(missing))).isEqualTo(new AccountGain(null, null, null, 1));
    assertThat(AccountGain.of(List.of())).isNull();
  }
}
