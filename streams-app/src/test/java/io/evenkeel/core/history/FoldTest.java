package io.evenkeel.core.history;

import static io.evenkeel.core.history.Executions.TEN;
import static io.evenkeel.core.history.Executions.at;
import static io.evenkeel.core.history.Executions.batch;
import static io.evenkeel.core.history.Executions.bust;
import static io.evenkeel.core.history.Executions.correct;
import static io.evenkeel.core.history.Executions.execution;
import static io.evenkeel.core.history.Executions.fill;
import static io.evenkeel.core.history.Executions.says;
import static io.evenkeel.core.history.Executions.transfersOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.history.Anomaly.Code;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.history.OrderFill.State;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Execution results")
class FoldTest {
  private static OrderFill first(Fold fold) {
    return fold.fills().get(0);
  }

  private static void assertFilled(BatchFills fills, String quantity, State state) {
    var first = first(fills.fold());
    assertThat(first.filled()).isEqualTo(Quantity.of(quantity));
    assertThat(first.state()).isEqualTo(state);
  }

  private static List<Code> anomalies(BatchFills fills) {
    return fills.fold().anomalies().stream().map(Anomaly::code).toList();
  }

  private static BatchFills andReversed(Execution... executions) {
    var forward = batch(executions);
    var backward = batch();
    for (var i = executions.length - 1; i >= 0; i--) {
      backward = backward.plus(executions[i]);
    }
    assertThat(backward).isEqualTo(forward);
    assertThat(backward.fold()).isEqualTo(forward.fold());
    return forward;
  }

  @Nested
  @DisplayName("of an order")
  class OfAnOrder {
    @Test
    void leaveItSentUntilTheCustodianSaysAnything() {
      var fold = batch().fold();

      assertThat(fold.fills())
          .containsExactly(
              new OrderFill("O-1", Quantity.of("10"), Quantity.ZERO, null, State.SENT, null),
              new OrderFill("O-2", Quantity.of("4"), Quantity.ZERO, null, State.SENT, null));
      assertThat(fold.acknowledged()).isFalse();
      assertThat(fold.finished()).isFalse();
    }

    @Test
    void acknowledgeIt() {
      assertFilled(batch(says(Type.ACK, "e1", "O-1", 1)), "0", State.ACKNOWLEDGED);
    }

    @Test
    void acknowledgeEveryOrderWhereTheyNameTheWholeBatch() {
      var fold = batch(says(Type.ACK, "e1", null, 1)).fold();

      assertThat(fold.acknowledged()).isTrue();
      assertThat(fold.fills()).allMatch(f -> f.state() == State.ACKNOWLEDGED);
    }

    @Test
    void sumUpToItsQuantity() {
      var partly = batch(execution("e1", Type.PARTIAL, null, "O-1", "3", "100", 1));
      assertFilled(partly, "3", State.PARTIALLY_FILLED);

      assertFilled(partly.plus(fill("e2", "O-1", "7", "101", 2)), "10", State.FILLED);
    }

    @Test
    void averageTheirPricesByQuantityToSixPlaces() {
      var fold = batch(fill("e1", "O-1", "1", "10", 1), fill("e2", "O-1", "2", "11", 2)).fold();

      assertThat(first(fold).averagePrice()).isEqualTo(Price.of("10.666667"));
    }

    @Test
    void leaveItPartlyFilledWhereTheLastOneCameBeforeTheOthers() {
      assertFilled(batch(fill("e2", "O-1", "7", "101", 2)), "7", State.PARTIALLY_FILLED);
    }

    @Test
    void rejectItWithTheReason() {
      var fold = batch(says(Type.REJECT, "e1", "O-1", 1)).fold();

      assertThat(first(fold).state()).isEqualTo(State.REJECTED);
      assertThat(first(fold).reason()).isEqualTo("no shares to borrow");
    }

    @Test
    void rejectEveryOrderWhereTheyNameTheWholeBatch() {
      var fold = batch(says(Type.REJECT, "e1", null, 1)).fold();

      assertThat(fold.fills()).allMatch(f -> f.state() == State.REJECTED);
      assertThat(fold.fill()).isEqualTo(FillStatus.REJECTED);
      assertThat(fold.finished()).isTrue();
    }

    @Test
    void keepWhatWasFilledBeforeItWasCanceledOrExpired() {
      var filled = batch(fill("e1", "O-1", "4", "100", 1));

      assertFilled(filled.plus(says(Type.CANCELED, "e2", "O-1", 2)), "4", State.CANCELED);
      assertFilled(filled.plus(says(Type.EXPIRED, "e2", "O-1", 2)), "4", State.EXPIRED);
    }
  }

  @Nested
  @DisplayName("repeated or out of order")
  class RepeatedOrOutOfOrder {
    @Test
    void changeNothingTheSecondTime() {
      var once = batch(fill("e1", "O-1", "4", "100", 1));

      assertThat(once.plus(fill("e1", "O-1", "4", "100", 1))).isSameAs(once);
    }

    @Test
    void countAnEarlierFillThatComesAfterALaterOne() {
      assertFilled(
          andReversed(fill("e1", "O-1", "3", "100", 1), fill("e2", "O-1", "7", "101", 2)),
          "10",
          State.FILLED);
    }

    @Test
    void raiseOneIdWithTwoContentsAndCountTheEarliest() {
      var fills = andReversed(fill("e1", "O-1", "4", "100", 1), fill("e1", "O-1", "5", "100", 2));

      assertFilled(fills, "4", State.PARTIALLY_FILLED);
      assertThat(anomalies(fills)).containsExactly(Code.CONFLICTING_DUPLICATE);
      assertThat(fills.executions().get("e1")).hasSize(2);
    }
  }

  @Nested
  @DisplayName("that bust or correct")
  class ThatBustOrCorrect {
    @Test
    void withdrawTheExecutionThatABustNamesAlsoWhereItComesFirst() {
      var fills =
          andReversed(
              fill("e1", "O-1", "4", "100", 1),
              fill("e2", "O-1", "6", "100", 2),
              bust("e3", "e2", 3));

      assertFilled(fills, "4", State.PARTIALLY_FILLED);
      assertThat(anomalies(fills)).isEmpty();
    }

    @Test
    void takeBackAFilledOrder() {
      var filled = batch(fill("e1", "O-1", "10", "100", 1));
      assertThat(first(filled.fold()).isTerminal()).isTrue();

      assertFilled(filled.plus(bust("e2", "e1", 2)), "0", State.ACKNOWLEDGED);
    }

    @Test
    void replaceTheExecutionThatACorrectionNamesAlsoWhereItComesFirst() {
      var fills =
          andReversed(fill("e1", "O-1", "4", "100", 1), correct("e2", "e1", "O-1", "3", "99", 2));

      assertFilled(fills, "3", State.PARTIALLY_FILLED);
      assertThat(first(fills.fold()).averagePrice()).isEqualTo(Price.of("99"));
    }

    @Test
    void countACorrectionWhoseExecutionHasNotComeYet() {
      assertFilled(batch(correct("e2", "e1", "O-1", "3", "99", 2)), "3", State.PARTIALLY_FILLED);
    }

    @Test
    void correctACorrection() {
      var fills =
          andReversed(
              fill("e1", "O-1", "4", "100", 1),
              correct("e2", "e1", "O-1", "3", "99", 2),
              correct("e3", "e2", "O-1", "5", "98", 3));

      assertFilled(fills, "5", State.PARTIALLY_FILLED);
      assertThat(anomalies(fills)).isEmpty();
    }

    @Test
    void countTheLastOfTwoCorrectionsOfOneExecutionAndRaiseIt() {
      var fills =
          andReversed(
              fill("e1", "O-1", "4", "100", 1),
              correct("e2", "e1", "O-1", "3", "99", 2),
              correct("e3", "e1", "O-1", "5", "98", 3));

      assertFilled(fills, "5", State.PARTIALLY_FILLED);
      assertThat(anomalies(fills)).containsExactly(Code.CORRECTED_TWICE);
    }

    @Test
    void withdrawTheWholeTradeWhereABustNamesAnyOfItsExecutions() {
      var trade =
          List.of(
              fill("e1", "O-1", "4", "100", 1),
              correct("e2", "e1", "O-1", "3", "99", 2),
              correct("e3", "e2", "O-1", "5", "98", 3));

      for (var named : List.of("e1", "e2", "e3")) {
        var fills = Executions.with(batch(bust("e9", named, 9)), trade);
        assertFilled(fills, "0", State.ACKNOWLEDGED);
        assertThat(anomalies(fills)).isEmpty();
      }
    }

    @Test
    void keepABustedTradeDeadAndRaiseALaterCorrection() {
      var fills =
          andReversed(
              fill("e1", "O-1", "4", "100", 1),
              bust("e2", "e1", 2),
              correct("e3", "e1", "O-1", "4", "99", 3));

      assertFilled(fills, "0", State.ACKNOWLEDGED);
      assertThat(anomalies(fills)).containsExactly(Code.BAD_REFERENCE);
    }

    @Test
    void moveAnExecutionToAnotherOrder() {
      var fills =
          andReversed(fill("e1", "O-1", "4", "100", 1), correct("e2", "e1", "O-2", "4", "100", 2));

      assertFilled(fills, "0", State.ACKNOWLEDGED);
      assertThat(fills.fold().fills().get(1).state()).isEqualTo(State.FILLED);
    }

    @Test
    void leaveNothingWhereACorrectionSaysZero() {
      var corrected = execution("e2", Type.CORRECT, "e1", "O-1", "0", null, 2);

      assertFilled(
          andReversed(fill("e1", "O-1", "4", "100", 1), corrected), "0", State.ACKNOWLEDGED);
    }

    @Test
    void areRaisedAndNotCountedWhereTheyNameNoExecution() {
      var fills =
          andReversed(
              fill("e1", "O-1", "4", "100", 1),
              bust("e2", null, 2),
              correct("e3", null, "O-1", "3", "99", 3));

      assertFilled(fills, "4", State.PARTIALLY_FILLED);
      assertThat(anomalies(fills)).containsExactly(Code.MISSING_REFERENCE, Code.MISSING_REFERENCE);
    }

    @Test
    void areRaisedWhereTheyNameWhatIsNoFill() {
      var fills = andReversed(says(Type.CANCELED, "e1", "O-1", 1), bust("e2", "e1", 2));

      assertFilled(fills, "0", State.CANCELED);
      assertThat(anomalies(fills)).containsExactly(Code.BAD_REFERENCE);
    }

    @Test
    void areCountedAndRaisedWhereTheyCorrectWhatIsNoFill() {
      var fills =
          andReversed(says(Type.ACK, "e1", "O-1", 1), correct("e2", "e1", "O-1", "3", "99", 2));

      assertFilled(fills, "3", State.PARTIALLY_FILLED);
      assertThat(anomalies(fills)).containsExactly(Code.BAD_REFERENCE);
    }

    @Test
    void areRaisedWhereTheyCorrectAfterTheFirstOfTwoBusts() {
      var fills =
          andReversed(
              fill("e1", "O-1", "4", "100", 1),
              bust("e2", "e1", 2),
              correct("e3", "e1", "O-1", "4", "99", 3),
              bust("e4", "e1", 4));

      assertThat(anomalies(fills)).containsExactly(Code.BAD_REFERENCE);
    }

    @Test
    void tellNothingOfTheOrdersThatTheyDoNotName() {
      var fills = batch(fill("e1", "O-1", "4", "100", 1), bust("e2", "e1", 2));

      assertThat(fills.fold().fills().get(1).state()).isEqualTo(State.SENT);
    }

    @Test
    void areRaisedWhereTheyCorrectEachOtherAndTheLastCounts() {
      var fills =
          andReversed(
              correct("e1", "e2", "O-1", "3", "99", 1),
              correct("e2", "e1", "O-1", "5", "98", 2),
              correct("e3", "e3", "O-2", "1", "98", 2));

      assertFilled(fills, "5", State.PARTIALLY_FILLED);
      assertThat(anomalies(fills)).containsExactly(Code.BAD_REFERENCE, Code.BAD_REFERENCE);
    }
  }

  @Nested
  @DisplayName("that cannot be")
  class ThatCannotBe {
    @Test
    void areKeptAndRaisedForAnUnknownOrder() {
      var fills = batch(fill("e1", "O-9", "4", "100", 1));

      assertThat(anomalies(fills)).containsExactly(Code.UNKNOWN_ORDER);
      assertThat(fills.executions()).containsKey("e1");
      assertFilled(fills, "0", State.SENT);
      assertThat(fills.fold().acknowledged()).isFalse();
    }

    @Test
    void areKeptAndRaisedWhereTheyFillTheWholeBatchOrAnotherOne() {
      var ofAll = execution("e1", Type.FILL, null, null, "4", "100", 1);
      assertThat(anomalies(batch(ofAll))).containsExactly(Code.UNKNOWN_ORDER);

      var ofAnother = at("e1", Type.REJECT, null, null, "B-2", "SCHWAB", null, null, 1);
      assertThat(anomalies(batch(ofAnother))).containsExactly(Code.UNKNOWN_ORDER);
      assertFilled(batch(ofAnother), "0", State.SENT);
    }

    @Test
    void areKeptAndRaisedWhereTheyNameNoBatchOfTheAccount() {
      var unplaced = BatchFills.unplaced("SCHWAB").plus(fill("e1", "O-1", "4", "100", 1));
      assertThat(anomalies(unplaced)).containsExactly(Code.UNKNOWN_ORDER);

      assertThat(anomalies(BatchFills.unplaced("SCHWAB").plus(bust("e2", "e1", 1))))
          .containsExactly(Code.UNKNOWN_ORDER);
    }

    @Test
    void areKeptAndRaisedFromAnotherCustodianThanTheOrders() {
      var foreign = at("e1", Type.FILL, null, "O-1", "B-1", "PERSHING", "4", "100", 1);
      var fills = andReversed(foreign, fill("e1", "O-1", "3", "100", 1));

      assertFilled(fills, "3", State.PARTIALLY_FILLED);
      assertThat(anomalies(fills)).containsExactly(Code.WRONG_CUSTODIAN);
      assertThat(fills.executions().get("e1")).contains(foreign);
    }

    @Test
    void cannotBustAnotherCustodiansExecution() {
      var foreign = at("e2", Type.BUST, "e1", null, "B-1", "PERSHING", null, null, 2);

      assertFilled(
          andReversed(fill("e1", "O-1", "4", "100", 1), foreign), "4", State.PARTIALLY_FILLED);
    }

    @Test
    void areCountedAndRaisedWhereTheyNameAnotherBatchThanTheOrders() {
      var other = at("e1", Type.FILL, null, "O-1", "B-2", "SCHWAB", "4", "100", 1);
      var none = at("e1", Type.FILL, null, "O-1", "", "SCHWAB", "4", "100", 1);

      assertFilled(batch(other), "4", State.PARTIALLY_FILLED);
      assertThat(anomalies(batch(other))).containsExactly(Code.WRONG_BATCH);
      assertThat(anomalies(batch(none))).isEmpty();
    }

    @Test
    void areCountedAndRaisedWhereTheyOverfill() {
      var fills = andReversed(fill("e1", "O-1", "10", "100", 1), fill("e2", "O-1", "1", "100", 2));

      assertFilled(fills, "11", State.FILLED);
      assertThat(fills.fold().anomalies())
          .containsExactly(
              new Anomaly(Code.OVERFILL, null, "O-1", "order O-1 was filled 11 and ordered 10"));
    }

    @Test
    void areCountedAndRaisedWhereTheyFillAnOrderThatHasEnded() {
      var fills =
          andReversed(says(Type.CANCELED, "e1", "O-1", 1), fill("e2", "O-1", "4", "100", 2));

      assertFilled(fills, "4", State.CANCELED);
      assertThat(anomalies(fills)).containsExactly(Code.FILL_AFTER_TERMINAL);
    }

    @Test
    void areNotRaisedWhereTheFillWasBeforeTheEndAndCameAfterIt() {
      var fills =
          andReversed(says(Type.CANCELED, "e1", "O-1", 2), fill("e2", "O-1", "4", "100", 2));

      assertFilled(fills, "4", State.CANCELED);
      assertThat(anomalies(fills)).isEmpty();
    }

    @Test
    void fillAnOrderThatHadEndedWhereNothingIsMissing() {
      var fills = andReversed(says(Type.REJECT, "e1", "O-1", 1), fill("e2", "O-1", "10", "100", 2));

      assertFilled(fills, "10", State.FILLED);
      assertThat(first(fills.fold()).reason()).isNull();
    }

    @Test
    void areKeptAndRaisedAndNotCountedWithoutAQuantityOrAPriceAboveZero() {
      var bad =
          List.of(
              execution("e1", Type.FILL, null, "O-1", null, "100", 1),
              execution("e2", Type.FILL, null, "O-1", "0", "100", 1),
              execution("e3", Type.FILL, null, "O-1", "-4", "100", 1),
              execution("e4", Type.FILL, null, "O-1", "4", null, 1),
              execution("e5", Type.FILL, null, "O-1", "4", "0", 1),
              execution("e6", Type.CORRECT, "e9", "O-1", "-1", "100", 1),
              execution("e7", Type.CORRECT, "e9", "O-1", null, null, 1));
      var fills = Executions.with(batch(), bad);

      assertFilled(fills, "0", State.ACKNOWLEDGED);
      assertThat(anomalies(fills)).hasSize(bad.size()).containsOnly(Code.INCOMPLETE);
    }

    @Test
    void areToldOnceThoughTheFoldIsRepeated() {
      var before = batch(fill("e1", "O-9", "4", "100", 1));
      var after = before.plus(fill("e2", "O-8", "4", "100", 1));

      assertThat(after.fold().anomaliesSince(before.fold()))
          .extracting(Anomaly::executionId)
          .containsExactly("e2");
    }
  }

  @Nested
  @DisplayName("of a batch")
  class OfABatch {
    @Test
    void finishItWhenEveryOrderIsTerminal() {
      var one = batch(fill("e1", "O-1", "10", "100", 1));
      assertThat(one.fold().finished()).isFalse();

      assertThat(one.plus(says(Type.CANCELED, "e2", "O-2", 2)).fold().finished()).isTrue();
    }

    @Test
    void finishABatchOfTransfersWhenItIsAcceptedOrRejected() {
      assertThat(transfersOnly().fold().finished()).isFalse();
      assertThat(transfersOnly().plus(says(Type.ACK, "e1", null, 1)).fold().finished()).isTrue();
      assertThat(transfersOnly().plus(says(Type.REJECT, "e1", null, 1)).fold().finished()).isTrue();
    }

    @Test
    void sayWhenTheyLastChangedPositions() {
      var fills =
          batch(
              fill("e1", "O-1", "4", "100", 5),
              fill("e2", "O-1", "4", "100", 3),
              says(Type.CANCELED, "e3", "O-1", 9),
              says(Type.ACK, "e6", null, 9),
              fill("e4", "O-9", "4", "100", 8));
      assertThat(fills.fold().lastExecutionAt()).isEqualTo(TEN.plusSeconds(5));

      assertThat(fills.plus(bust("e5", "e1", 7)).fold().lastExecutionAt())
          .isEqualTo(TEN.plusSeconds(7));
    }

    @Test
    void changedNoPositionsWhereEverythingWasRejected() {
      assertThat(batch(says(Type.REJECT, "e1", null, 1)).fold().lastExecutionAt()).isNull();
    }

    @Test
    void changePositionsWhenTransfersAreAccepted() {
      var accepted = transfersOnly().plus(says(Type.ACK, "e1", null, 4));

      assertThat(accepted.fold().lastExecutionAt()).isEqualTo(TEN.plusSeconds(4));
      assertThat(accepted.fold().fill()).isEqualTo(FillStatus.NONE);
    }

    @Test
    void sumUpToNoneThenPartialThenFilled() {
      assertThat(batch().fold().fill()).isEqualTo(FillStatus.NONE);

      var one = batch(fill("e1", "O-1", "10", "100", 1));
      assertThat(one.fold().fill()).isEqualTo(FillStatus.PARTIAL);
      assertThat(one.plus(fill("e2", "O-2", "4", "9", 2)).fold().fill())
          .isEqualTo(FillStatus.FILLED);
    }

    @Test
    void sumUpToPartialWhereSomeIsFilledAndTheRestIsRejected() {
      var fills = batch(fill("e1", "O-1", "10", "100", 1), says(Type.REJECT, "e2", "O-2", 2));

      assertThat(fills.fold().fill()).isEqualTo(FillStatus.PARTIAL);
    }

    @Test
    void sumUpToNoneWhereOneIsRejectedAndAnotherMayStillFill() {
      assertThat(batch(says(Type.REJECT, "e1", "O-1", 1)).fold().fill()).isEqualTo(FillStatus.NONE);
    }
  }
}
