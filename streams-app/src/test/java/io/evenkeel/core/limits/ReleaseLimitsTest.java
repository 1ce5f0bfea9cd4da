package io.evenkeel.core.limits;

import static io.evenkeel.core.limits.LastStep.TEN;
import static io.evenkeel.core.limits.LastStep.batch;
import static io.evenkeel.core.limits.LastStep.buy;
import static io.evenkeel.core.limits.LastStep.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.BusinessCalendars;
import io.evenkeel.core.approval.Halt;
import io.evenkeel.core.approval.ReleaseDecision;
import io.evenkeel.core.limits.Breach.Rule;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.TradeSide;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The limits of the last step")
class ReleaseLimitsTest {
  /** An order 1,000, a batch 1,500, 5 %, 4 days, 5 orders, 2,000 and 3,000 a minute, 1 minute. */
  private static final LimitSettings LIMITS =
      new LimitSettings(
          Optional.of(Money.of("1000")),
          Optional.of(Money.of("1500")),
          Optional.of(Rational.of("0.05")),
          Optional.of(Duration.ofDays(4)),
          Optional.of(5),
          new PerMinute(Optional.of(Money.of("2000")), Map.of(), 1),
          new PerMinute(Optional.of(Money.of("3000")), Map.of(), 1),
          Optional.of(Duration.ofMinutes(1)),
          BusinessCalendars.DEFAULT);

  private final LastStep step = new LastStep(LIMITS);

  private static void assertBroken(LimitedRelease release, Rule rule, Halt.Scope scope, String id) {
    assertThat(release.decision()).isInstanceOf(ReleaseDecision.Refused.class);
    var halt = release.halt();
    assertThat(halt).isNotNull();
    assertThat(halt.rule()).isEqualTo(rule);
    assertThat(halt.key()).isEqualTo(scope + "/" + id);
    assertThat(halt.halt().setBy()).isEqualTo("limits");
    assertThat(((ReleaseDecision.Refused) release.decision()).task().sentence())
        .contains("is halted; ")
        .contains("./evenkeel resume " + scope + " " + id + " --reason TEXT");
  }

  private static void assertRefusedWithoutAHalt(LimitedRelease release, String words) {
    assertThat(release.halt()).isNull();
    assertThat(((ReleaseDecision.Refused) release.decision()).task().sentence()).contains(words);
  }

  @Test
  void letPassAnOrderThatIsWorthExactlyTheLimitAndHaltTheAccountForACentMore() {
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "80")))).isTrue();
    assertBroken(
        step.offer(batch("R-2", "A-2", buy("o-2", "80.0008"))),
        Rule.ORDER_NOTIONAL,
        Halt.Scope.ACCOUNT,
        "A-2");
  }

  @Test
  void countAnOrderAtTheHigherOfItsPriceAndTheLastGoodOne() {
    step.price("XOM", "12.6");

    assertBroken(
        step.offer(batch("R-1", "A-1", buy("o-1", "80"))),
        Rule.ORDER_NOTIONAL,
        Halt.Scope.ACCOUNT,
        "A-1");
    assertThat(step.refusal(batch("R-2", "A-2", buy("o-2", "80")))).contains("is worth 1008");
  }

  @Test
  void haltTheAccountWhoseBatchIsWorthMoreThanABatchMay() {
    var three = batch("R-1", "A-1", buy("o-1", "41"), buy("o-2", "40"), buy("o-3", "40"));

    assertBroken(step.offer(three), Rule.BATCH_NOTIONAL, Halt.Scope.ACCOUNT, "A-1");
  }

  @Test
  void countWhatIsHeldInABatchAgainstTheBatch() {
    var batch = batch("R-1", "A-1", buy("o-1", "61"), buy("o-2", "60").withHeld(true));

    assertBroken(step.offer(batch), Rule.BATCH_NOTIONAL, Halt.Scope.ACCOUNT, "A-1");
  }

  @Test
  void letPassAPriceExactlyOnTheCollarAndHaltTheSecurityBeyondIt() {
    step.price("XOM", "13.125");
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "1")))).isTrue();
    step.price("XOM", "11.875");
    assertThat(step.sends(batch("R-2", "A-2", buy("o-2", "1")))).isTrue();

    step.price("XOM", "11.874999");
    assertBroken(
        step.offer(batch("R-3", "A-3", buy("o-3", "1"))),
        Rule.PRICE_COLLAR,
        Halt.Scope.SECURITY,
        "XOM");
    step.price("XOM", "12.5");
    assertThat(step.refusal(batch("R-4", "A-4", buy("o-4", "1"))))
        .startsWith("security XOM is halted since");
  }

  @Test
  void refuseAnOrderWhosePriceIsUnknownAndHaltNothing() {
    step.withdraw("XOM");

    assertRefusedWithoutAHalt(
        step.offer(batch("R-1", "A-1", buy("o-1", "1"))), "there is no price of XOM");
    step.price("XOM", "12.5");
    assertThat(step.sends(batch("R-2", "A-1", buy("o-2", "1")))).isTrue();
  }

  @Test
  void refuseAnOrderWhosePriceIsHeldByTheGuard() {
    step.hold("XOM");

    assertRefusedWithoutAHalt(
        step.offer(batch("R-1", "A-1", buy("o-1", "1"))), "the newest price of XOM is held");
  }

  @Test
  void refuseAnOrderOnAPriceThatIsOlderThanItMayBe() {
    step.pass(Duration.ofDays(4));
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "1")))).isTrue();

    step.pass(Duration.ofMillis(1));
    assertRefusedWithoutAHalt(step.offer(batch("R-2", "A-1", buy("o-2", "2"))), "which is too old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void haltTheAccountOfAnOrderThatIsNone(String quantity) {
    assertBroken(
        step.offer(batch("R-1", "A-1", buy("o-1", quantity))),
        Rule.NOT_AN_ORDER,
        Halt.Scope.ACCOUNT,
        "A-1");
  }

  @Test
  void countTheOrdersOfAnAccountByItsCustodiansBusinessDay() {
    var at = Instant.parse("2026-11-20T20:58:00Z");
    step.pass(Duration.between(TEN, at));
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "1"), buy("o-2", "2")))).isTrue();
    assertThat(step.sends(batch("R-2", "A-1", buy("o-3", "3"), buy("o-4", "4")))).isTrue();
    assertThat(step.sends(batch("R-3", "A-2", buy("o-5", "1"), buy("o-6", "2")))).isTrue();

    assertBroken(
        step.offer(batch("R-4", "A-1", buy("o-7", "5"), buy("o-8", "6"))),
        Rule.ORDERS_PER_DAY,
        Halt.Scope.ACCOUNT,
        "A-1");
    step.pass(Duration.ofMinutes(2)).says(Halt.Scope.ACCOUNT, "A-1", false);
    assertThat(step.sends(batch("R-5", "A-1", buy("o-9", "5"), buy("o-10", "6"))))
        .as("the cut-off is at 16:00 in New York: this is Monday's")
        .isTrue();
  }

  @Test
  void letAnAccountHaveExactlyAsManyOrdersAsItMay() {
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "1"), buy("o-2", "2"), buy("o-3", "3"))))
        .isTrue();
    assertThat(step.sends(batch("R-2", "A-1", buy("o-4", "4"), buy("o-5", "5")))).isTrue();
    assertBroken(
        step.offer(batch("R-3", "A-1", buy("o-6", "6"))),
        Rule.ORDERS_PER_DAY,
        Halt.Scope.ACCOUNT,
        "A-1");
  }

  @Test
  void haltTheCustodianOnceMoreThanMayGoToItWithinAnyMinute() {
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "80")))).isTrue();
    step.pass(Duration.ofSeconds(59));
    assertThat(step.sends(batch("R-2", "A-2", buy("o-2", "80")))).isTrue();

    assertBroken(
        step.offer(batch("R-3", "A-3", buy("o-3", "1"))),
        Rule.CUSTODIAN_PER_MINUTE,
        Halt.Scope.CUSTODIAN,
        "SCHWAB");
    assertThat(step.refusal(batch("R-4", "A-4", buy("o-4", "1"))))
        .startsWith("custodian SCHWAB is halted since");
  }

  @Test
  void countNothingThatWasRefusedAndNothingThatIsAMinuteOld() {
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "80")))).isTrue();
    assertThat(step.sends(batch("R-2", "A-2", buy("o-2", "80.5")))).isFalse();
    assertThat(step.sends(batch("R-3", "A-3", buy("o-3", "80")))).isTrue();

    step.pass(Duration.ofSeconds(61));

    assertThat(step.sends(batch("R-4", "A-4", buy("o-4", "80")))).isTrue();
  }

  @Test
  void haltTheFirmOnceItsShareOfAMinuteIsUsed() {
    var halves =
        new LimitSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PerMinute.OFF,
            new PerMinute(Optional.of(Money.of("3000.01")), Map.of(), 2),
            Optional.empty(),
            BusinessCalendars.DEFAULT);
    var one = new LastStep(halves);

    assertThat(one.sends(batch("R-1", "A-1", buy("o-1", "120")))).isTrue();
    assertBroken(
        one.offer(batch("R-2", "A-2", buy("o-2", "0.01"))),
        Rule.FIRM_PER_MINUTE,
        Halt.Scope.FIRM,
        "F-1");
  }

  @Test
  void countAnOrderThatWasHeldByTheMinuteOnlyWhenItIsReleased() {
    var held = buy("o-1", "80").withHeld(true);
    var batch = batch("R-1", "A-1", held);
    assertThat(step.sends(batch)).isTrue();
    assertThat(step.sends(batch("R-2", "A-2", buy("o-2", "80")))).isTrue();
    assertThat(step.sends(batch("R-3", "A-3", buy("o-3", "79")))).isTrue();

    assertBroken(
        step.offer(BatchRelease.held(batch, "C-1", new TreeSet<>(List.of("o-1")))),
        Rule.CUSTODIAN_PER_MINUTE,
        Halt.Scope.CUSTODIAN,
        "SCHWAB");
  }

  @Test
  void haltTheAccountWhereAnOrderThatWasHeldIsOutsideTheCollarBecauseItIsMerelyOld() {
    var batch = batch("R-1", "A-1", buy("o-1", "1").withHeld(true));
    assertThat(step.sends(batch)).isTrue();
    step.price("XOM", "20");

    assertBroken(
        step.offer(BatchRelease.held(batch, "C-1", new TreeSet<>(List.of("o-1")))),
        Rule.PRICE_COLLAR,
        Halt.Scope.ACCOUNT,
        "A-1");
  }

  @Test
  void haltTheAccountOfTheSameOrderUnderAnotherIdWithinTheWindow() {
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "7")))).isTrue();
    step.pass(Duration.ofMinutes(1));

    var again = step.offer(batch("R-2", "A-1", buy("o-2", "7.0")));

    assertBroken(again, Rule.DUPLICATE, Halt.Scope.ACCOUNT, "A-1");
    assertThat(again.halt().halt().reason())
        .isEqualTo(
            "order o-2 asks to buy 7 XOM in sleeve MANAGED, as order o-1 did a moment ago (limits.duplicateWindow)");
  }

  @Test
  void letTheSameOrderPassAfterTheWindowAndAnotherSideSecurityQuantityOrAccountWithinIt() {
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "7")))).isTrue();

    assertThat(step.sends(batch("R-2", "A-1", order("o-2", "XOM", TradeSide.SELL, "7", "12.5"))))
        .isTrue();
    assertThat(step.sends(batch("R-3", "A-1", order("o-3", "AAPL", TradeSide.BUY, "7", "100"))))
        .isTrue();
    assertThat(step.sends(batch("R-4", "A-1", buy("o-4", "8")))).isTrue();
    assertThat(step.sends(batch("R-5", "A-2", buy("o-5", "7")))).isTrue();
    step.pass(Duration.ofMinutes(1).plusMillis(1));
    assertThat(step.sends(batch("R-6", "A-1", buy("o-6", "7")))).isTrue();
  }

  @Test
  void haltTheAccountOfABatchThatSaysTheSameTwice() {
    assertBroken(
        step.offer(batch("R-1", "A-1", buy("o-1", "7"), buy("o-2", "7"))),
        Rule.DUPLICATE,
        Halt.Scope.ACCOUNT,
        "A-1");
  }

  @Test
  void takeNoOrderForADuplicateOfTheBatchThatItReplacesOrThatWasCanceled() {
    var first = batch("R-1", "A-1", buy("o-1", "7"));
    assertThat(step.sends(first)).isTrue();
    assertThat(step.sends(batch("R-2", "A-1", first.batchId(), buy("o-2", "7")))).isTrue();

    var other = batch("R-3", "A-2", buy("o-3", "7"));
    assertThat(step.sends(other)).isTrue();
    step.offer(BatchRelease.cancellation(other, "C-1", new TreeSet<>(List.of("o-3"))));
    assertThat(step.sends(batch("R-4", "A-2", buy("o-4", "7")))).isTrue();
  }

  @Test
  void letTheSameOrderPassOnceSomebodyResumedTheAccount() {
    assertThat(step.sends(batch("R-1", "A-1", buy("o-1", "7")))).isTrue();
    step.pass(Duration.ofSeconds(1));
    assertThat(step.sends(batch("R-2", "A-1", buy("o-2", "7")))).isFalse();
    step.pass(Duration.ofSeconds(1)).says(Halt.Scope.ACCOUNT, "A-1", false);

    assertThat(step.sends(batch("R-3", "A-1", buy("o-3", "7")))).isTrue();
    step.pass(Duration.ofSeconds(1));
    assertThat(step.sends(batch("R-4", "A-1", buy("o-4", "7"))))
        .as("only what came before")
        .isFalse();
  }

  @Test
  void letACancellationPassEveryLimit() {
    var batch = batch("R-1", "A-1", buy("o-1", "7"));
    assertThat(step.sends(batch)).isTrue();
    step.withdraw("XOM");

    assertThat(
            step.offer(BatchRelease.cancellation(batch, "C-1", new TreeSet<>(List.of("o-1"))))
                .decision())
        .isInstanceOf(ReleaseDecision.Released.class);
  }

  @Test
  void holdFromTheVeryNextBatchOnBeforeTheBoardHasTheHalt() {
    var broken = step.offer(batch("R-1", "A-1", buy("o-1", "81")));

    assertThat(broken.halt().published()).isFalse();
    assertThat(step.refusal(batch("R-2", "A-1", buy("o-2", "1"))))
        .startsWith(
            "account A-1 is halted since 2026-11-20T15:00:00Z by limits (order o-1 is worth");
  }

  @Test
  void holdUntilSomebodyResumesAndNotUntilTheControlIsMerelyGone() {
    var halt = step.offer(batch("R-1", "A-1", buy("o-1", "81"))).halt();
    assertThat(halt.isOver(null)).isFalse();

    step.publishes(halt);
    var seen = halt.seen(step.word(Halt.Scope.ACCOUNT, "A-1"));
    assertThat(seen.published()).isTrue();
    assertThat(seen.isOver(null)).isFalse();

    step.says(Halt.Scope.ACCOUNT, "A-1", false);
    assertThat(seen.isOver(step.word(Halt.Scope.ACCOUNT, "A-1"))).isTrue();
    step.own.put(seen.key(), seen);
    assertThat(step.sends(batch("R-2", "A-1", buy("o-2", "1")))).isTrue();
  }

  @Test
  void areNotLiftedByAResumptionThatIsOlderThanTheHalt() {
    step.says(Halt.Scope.ACCOUNT, "A-1", false).pass(Duration.ofSeconds(1));
    step.offer(batch("R-1", "A-1", buy("o-1", "81")));

    assertThat(step.sends(batch("R-2", "A-1", buy("o-2", "1")))).isFalse();
  }

  @Test
  void areNoneWhereTheyAreSwitchedOff() {
    var free = new LastStep(LimitSettings.OFF).withdraw("XOM");

    assertThat(free.sends(batch("R-1", "A-1", buy("o-1", "1000000"), buy("o-2", "1000000"))))
        .isTrue();
  }

  @Test
  void leaveRoomAsShippedForTheLargestRequestOfMillionDollarAccounts() {
    var shipped = new LastStep(LimitSettings.DEFAULTS);

    for (var i = 0; i < 10_000; i++) {
      var whole = batch("R-1", "A-" + i, buy("o-" + i, "80000"), buy("p-" + i, "79999"));
      assertThat(shipped.sends(whole)).isTrue();
    }
  }
}
