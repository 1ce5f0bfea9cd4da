package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.market.CorporateAction;
import io.evenkeel.core.market.GuardSettings;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.Refusal;
import io.evenkeel.core.market.RefusalReason;
import io.evenkeel.core.market.Tick;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Rational;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The price board")
class PriceBoardTest {
  private static final Refusal UNREADABLE = new Refusal(RefusalReason.MALFORMED, "unreadable");
  private static final int PARTITION = 2;

  private PriceBoard board = board();

  @Test
  void knowsNoPriceBeforeTheFirst() {
    assertThat(board.quote("X")).isNull();
  }

  @Test
  void keepsTheLastGoodPrice() {
    take(1, "100", 0);
    take(2, "101", 1);

    var quote = Objects.requireNonNull(board.quote("X"));
    assertThat(quote.price()).isEqualTo(Price.of("101"));
    assertThat(quote.currency()).isEqualTo("USD");
    assertThat(quote.asOf()).isEqualTo(at(1));
    assertThat(quote.quarantined()).isFalse();
  }

  @Test
  void quarantinesTheLastGoodPriceWhileAJumpIsHeld() {
    take(1, "100", 0);

    assertThat(take(2, "50", 1)).isEqualTo(RefusalReason.JUMP);

    assertThat(price()).isEqualTo("100 quarantined");
    assertThat(board.hold("X"))
        .isEqualTo(
            new PriceHold(
                "X", RefusalReason.JUMP, tick("100", 0), tick("50", 1), false, null, PARTITION, 2));
  }

  @Test
  void endsTheHoldOnceALaterTickAgrees() {
    take(1, "100", 0);
    take(2, "50", 1);

    assertThat(take(3, "50.1", 2)).isEqualTo(RefusalReason.JUMP);
    assertThat(take(4, "50.2", 3)).isNull();

    assertThat(price()).isEqualTo("50.2");
    assertThat(board.hold("X")).isNull();
  }

  @Test
  void keepsAHoldWhateverElseIsRefusedMeanwhile() {
    take(1, "100", 0);
    take(2, "50", 1);

    unreadable(3);
    take(4, "-1", 2);
    take(5, "100", -5);

    assertThat(price()).isEqualTo("100 quarantined");
    assertThat(Objects.requireNonNull(board.hold("X")).offset()).isEqualTo(2);
  }

  @Test
  void notesThatTheNewestRecordWasRefusedUntilAGoodOneComes() {
    take(1, "100", 0);

    unreadable(2);

    assertThat(price()).isEqualTo("100");
    assertThat(board.hold("X"))
        .isEqualTo(
            new PriceHold(
                "X", RefusalReason.MALFORMED, tick("100", 0), null, false, null, PARTITION, 2));
    take(3, "101", 1);
    assertThat(board.hold("X")).isNull();
  }

  @Test
  void forgetsAWithdrawnPriceAndTakesTheNextForTheFirst() {
    take(1, "100", 0);
    take(2, "50", 1);

    board.withdraw("X", place(3));

    assertThat(board.quote("X")).isNull();
    assertThat(board.hold("X")).isNull();
    assertThat(take(4, "7", 2)).isNull();
    assertThat(price()).isEqualTo("7");
  }

  @Test
  void carriesAnotherCurrencySoThatItsHoldersAreUncheckable() {
    take(1, "100", 0);

    assertThat(board.take("X", new Tick(Price.of("90"), "EUR", at(1)), place(2))).isNull();

    assertThat(Objects.requireNonNull(board.quote("X")).currency()).isEqualTo("EUR");
  }

  @Test
  void announcesWhatTasksHaveToLookAtAndNothingElse() {
    var changes = board.changes();
    take(1, "100", 0);
    drained(changes);

    take(2, "100", 0);
    unreadable(3);
    assertThat(drained(changes)).isEmpty();

    take(4, "50", 1);
    assertThat(drained(changes)).containsExactly("X");
    take(5, "50", 3);
    assertThat(drained(changes)).containsExactly("X");
    board.withdraw("X", place(6));
    assertThat(drained(changes)).containsExactly("X");
  }

  @Test
  void takesAHeldPriceThatAnOperatorReleased() {
    take(1, "100", 0);
    take(2, "50", 1);
    take(3, "50", 2);

    board.recorded("X", Objects.requireNonNull(board.hold("X")).releasedBy("operator-1"));

    assertThat(price()).isEqualTo("50");
    assertThat(board.hold("X")).isNull();
    assertThat(take(4, "51", 3)).isNull();
  }

  @Test
  void ignoresTheReleaseOfAPriceThatIsNotHeldAnyMore() {
    take(1, "100", 0);
    take(2, "50", 1);
    var released = Objects.requireNonNull(board.hold("X")).releasedBy("operator-1");
    take(3, "30", 2);

    board.recorded("X", released);

    assertThat(price()).isEqualTo("100 quarantined");
  }

  @Test
  void hearsWithoutEffectWhatItHadWrittenItself() {
    take(1, "100", 0);
    take(2, "50", 1);
    var changes = board.changes();
    drained(changes);

    board.recorded("X", board.hold("X"));

    assertThat(drained(changes)).isEmpty();
    assertThat(price()).isEqualTo("100 quarantined");
  }

  /** Each test plays what a compacted topic still has to a new board. */
  @Nested
  @DisplayName("restarted")
  class Restarted {
    @Test
    void findsTheLastGoodPriceThatAHeldOneReplaced() {
      take(1, "100", 0);
      take(2, "50", 1);
      restart();

      take(2, "50", 1);

      assertThat(price()).isEqualTo("100 quarantined");
      assertThat(take(3, "50", 3)).isNull();
      assertThat(price()).isEqualTo("50");
    }

    @Test
    void findsTheLastGoodPriceThatAnUnreadableRecordReplaced() {
      take(1, "100", 0);
      unreadable(2);
      restart();

      unreadable(2);

      assertThat(price()).isEqualTo("100");
      assertThat(take(3, "50", 3)).isEqualTo(RefusalReason.JUMP);
    }

    @Test
    void findsTheLastGoodPriceThatAnOlderOneReplaced() {
      take(1, "100", 0);
      assertThat(take(2, "90", -1)).isEqualTo(RefusalReason.OLDER_THAN_LAST);
      restart();

      take(2, "90", -1);

      assertThat(price()).isEqualTo("100");
    }

    @Test
    void goesOnWaitingWhereAHoldWasNotOver() {
      take(1, "100", 0);
      take(2, "50", 1);
      restart();

      assertThat(take(3, "50.1", 2)).isEqualTo(RefusalReason.JUMP);

      assertThat(price()).isEqualTo("100 quarantined");
    }

    @Test
    void believesAReleasedPrice() {
      take(1, "100", 0);
      take(2, "50", 1);
      restart(Objects.requireNonNull(board.hold("X")).releasedBy("operator-1"));

      take(2, "50", 1);

      assertThat(price()).isEqualTo("50");
      assertThat(board.hold("X")).isNull();
    }

    @Test
    void takesAPriceAfterAHoldThatWasOverForTheFirst() {
      take(1, "100", 0);
      take(2, "50", 1);
      var held = Objects.requireNonNull(board.hold("X"));
      take(3, "50", 3);
      restart(held.endedBy(tick("50", 3), 3));

      assertThat(take(9, "30", 60)).isNull();

      assertThat(price()).isEqualTo("30");
    }

    @Test
    void looksAtNothingTwiceThatPriceHoldsAccountsFor() {
      take(1, "100", 0);
      take(2, "50", 1);
      take(3, "30", 2);
      restart();

      take(2, "50", 1);

      assertThat(price()).isEqualTo("100 quarantined");
      assertThat(Objects.requireNonNull(board.hold("X")).refused()).isEqualTo(tick("30", 2));
    }

    @Test
    void mendsItselfWherePriceHoldsComesAfterThePrice() {
      take(1, "100", 0);
      take(2, "50", 1);
      var held = Objects.requireNonNull(board.hold("X"));
      board = board();
      take(2, "50", 1);
      assertThat(price()).isEqualTo("50");

      board.recorded("X", held);

      assertThat(price()).isEqualTo("100 quarantined");
      assertThat(board.hold("X")).isEqualTo(held);
    }

    @Test
    void trustsItselfWhereItHasComePastPriceHolds() {
      take(1, "100", 0);
      take(2, "50", 1);
      var held = Objects.requireNonNull(board.hold("X"));
      take(3, "50", 4);

      board.recorded("X", held);

      assertThat(price()).isEqualTo("50");
    }

    @Test
    void stillKnowsNoPriceOfASecurityThatWasWithdrawn() {
      take(1, "100", 0);
      take(2, "50", 1);
      restart();

      board.withdraw("X", place(3));

      assertThat(board.quote("X")).isNull();
      assertThat(board.hold("X")).isNull();
    }

    @Test
    void ignoresHoldsOfATopicThatWasMadeAnew() {
      take(1_000, "100", 0);
      take(1_001, "50", 1);
      restart();

      assertThat(take(0, "7", 3_600)).isNull();

      assertThat(price()).isEqualTo("7");
    }

    @Test
    void ignoresHoldsOfAnotherPartition() {
      restart(
          new PriceHold(
              "X",
              RefusalReason.JUMP,
              tick("100", 0),
              tick("50", 1),
              false,
              null,
              PARTITION + 1,
              2));

      assertThat(take(2, "50", 1)).isNull();

      assertThat(price()).isEqualTo("50");
    }

    @Test
    void takesWhatWasHeldWhereTheGuardIsOffNow() {
      take(1, "100", 0);
      take(2, "50", 1);
      var held = Objects.requireNonNull(board.hold("X"));
      board = new PriceBoard(GuardSettings.OFF, new BoardCounts());
      board.recorded("X", held);

      take(2, "50", 1);

      assertThat(price()).isEqualTo("50");
    }

    private void restart() {
      restart(Objects.requireNonNull(board.hold("X")));
    }

    private void restart(PriceHold recorded) {
      board = board();
      board.recorded("X", recorded);
    }
  }

  @Nested
  @DisplayName("beside a split that was told")
  class BesideASplit {
    private final Map<String, CorporateAction> told = new HashMap<>();

    @BeforeEach
    void readsActions() {
      board = knowing(told);
    }

    @Test
    void believesTheHalvedPriceWhicheverOfTheTwoItReadsFirst() {
      take(1, "100", -86_400);
      assertThat(take(2, "51", 1)).isEqualTo(RefusalReason.JUMP);
      assertThat(price()).isEqualTo("100 quarantined");

      tellOfTheSplit();

      assertThat(price()).isEqualTo("51");
      assertThat(board.hold("X")).isNull();
    }

    @Test
    void believesThePricesThatWereMadeTooSoonToConfirmTheHalvedOne() {
      take(1, "100", -86_400);
      take(2, "51", 1);
      take(3, "51.2", 2);
      take(4, "51.4", 3);

      tellOfTheSplit();

      assertThat(price()).isEqualTo("51.4");
      assertThat(board.hold("X")).isNull();
    }

    @Test
    void doubtsWhatJumpedAfterTheHalvedPriceAsIfItHadKnown() {
      take(1, "100", -86_400);
      take(2, "51", 1);
      take(3, "30", 2);
      var knew = knowing(told);
      var asItHeard = board;

      tellOfTheSplit();

      assertThat(price()).isEqualTo("51 quarantined");
      board = knew;
      take(1, "100", -86_400);
      take(2, "51", 1);
      take(3, "30", 2);
      assertThat(price()).isEqualTo("51 quarantined");
      assertThat(board.hold("X")).isEqualTo(asItHeard.hold("X"));
    }

    @Test
    void goesOnDoubtingAPriceThatTheSplitDoesNotExplain() {
      take(1, "100", -86_400);
      take(2, "30", 1);

      tellOfTheSplit();

      assertThat(price()).isEqualTo("100 quarantined");
    }

    @Test
    void doesNotGoBackWhereAnotherBoardHeldThePriceBeforeItHeardOfTheSplit() {
      take(1, "100", -86_400);
      take(2, "51", 1);
      var held = Objects.requireNonNull(board.hold("X"));
      board = knowing(told);
      tellOfTheSplit();
      take(1, "100", -86_400);
      take(2, "51", 1);

      board.recorded("X", held);

      assertThat(price()).isEqualTo("51");
    }

    private void tellOfTheSplit() {
      told.put(
          "X",
          new CorporateAction(
              "X",
              CorporateAction.Type.SPLIT,
              LocalDate.parse("2026-11-20"),
              Rational.of(2),
              /* newSecurityId= */ null));
      board.actionTold("X");
    }

    private static PriceBoard knowing(Map<String, CorporateAction> actions) {
      return new PriceBoard(GuardSettings.DEFAULTS, new BoardCounts(), actions::get);
    }
  }

  private static PriceBoard board() {
    return new PriceBoard(GuardSettings.DEFAULTS, new BoardCounts());
  }

  private @Nullable RefusalReason take(long offset, String price, int second) {
    var refusal = board.take("X", tick(price, second), place(offset));
    return refusal == null ? null : refusal.reason();
  }

  private void unreadable(long offset) {
    assertThat(board.unreadable("X", UNREADABLE, place(offset))).isEqualTo(UNREADABLE);
  }

  private String price() {
    var quote = board.quote("X");
    if (quote == null) {
      return "none";
    }
    return quote.price() + (quote.quarantined() ? " quarantined" : "");
  }

  private static List<String> drained(ChangeCursor changes) {
    var ids = new ArrayList<String>();
    changes.drain(ids::add);
    return ids;
  }

  private static Place place(long offset) {
    return new Place(PARTITION, offset, 1_000);
  }

  private static Tick tick(String price, int second) {
    return new Tick(Price.of(price), "USD", at(second));
  }

  private static Instant at(int second) {
    return Instant.parse("2026-11-20T17:00:00Z").plusSeconds(second);
  }
}
