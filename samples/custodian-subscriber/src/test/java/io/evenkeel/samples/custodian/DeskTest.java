package io.evenkeel.samples.custodian;

import static io.evenkeel.samples.custodian.Records.LATE;
import static io.evenkeel.samples.custodian.Records.NOW;
import static io.evenkeel.samples.custodian.Records.TEN;
import static io.evenkeel.samples.custodian.Records.batch;
import static io.evenkeel.samples.custodian.Records.buy;
import static io.evenkeel.samples.custodian.Records.cancel;
import static io.evenkeel.samples.custodian.Records.held;
import static io.evenkeel.samples.custodian.Records.release;
import static io.evenkeel.samples.custodian.Records.replacing;
import static io.evenkeel.samples.custodian.Records.sell;
import static io.evenkeel.samples.custodian.Records.transfers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Lot;
import io.evenkeel.schemas.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each test is a rule of the contract in docs/for-custodians.md. */
@DisplayName("A custodian that keeps the contract")
class DeskTest {
  private static final BigDecimal PRICE = new BigDecimal("60.0000000000");
  private final Desk desk = new Desk();
  private final List<ExecutionResult> said = new ArrayList<>();

  private List<String> take(ApprovedTradeBatch record, Instant now) {
    desk.take(record);
    return due(now);
  }

  private List<String> take(ApprovedTradeBatch record) {
    return take(record, NOW);
  }

  private List<String> due(Instant now) {
    return say(desk.due(now));
  }

  private List<String> say(List<ExecutionResult> results) {
    results.forEach(desk::said);
    said.addAll(results);
    return results.stream().map(ExecutionResult::getExecutionId).toList();
  }

  private List<String> trade(String orderId, int number, String quantity) {
    return report(
        new Market.Traded(orderId, number, new BigDecimal(quantity).setScale(10), PRICE, NOW));
  }

  private List<String> report(Market.Report report) {
    return say(desk.answer(report).stream().toList());
  }

  private List<String> placed() {
    return ids(desk.toPlace(NOW));
  }

  private static List<String> ids(List<Order> orders) {
    return orders.stream().map(Order::getOrderId).toList();
  }

  private ExecutionResult last() {
    return said.get(said.size() - 1);
  }

  @Test
  void acknowledgesABatchOnceAndPutsItsOrdersIntoTheMarket() {
    assertThat(take(batch("B-1", sell("S"), sell("T")))).containsExactly("B-1/ACK");
    assertThat(due(NOW)).isEmpty();
    assertThat(placed()).containsExactly("S", "T");
  }

  @Test
  void executesAnOrderIdOnceForEver() {
    take(batch("B-1", sell("S")));
    trade("S", 1, "10");
    assertThat(placed()).isEmpty();

    assertThat(take(batch("B-1", sell("S")))).as("the same batch again").isEmpty();
    assertThat(placed()).isEmpty();
    assertThat(take(batch("B-2", sell("S")))).as("its order in another").containsExactly("B-2/ACK");
    assertThat(placed()).isEmpty();
  }

  @Test
  void saysATradeOnceHoweverOftenTheMarketReportsIt() {
    take(batch("B-1", sell("S")));

    assertThat(trade("S", 1, "4")).containsExactly("S/1");
    assertThat(last().getExecType()).isEqualTo(ExecType.PARTIAL);
    assertThat(trade("S", 1, "4")).isEmpty();
    assertThat(trade("S", 2, "6")).containsExactly("S/2");
    assertThat(last().getExecType()).isEqualTo(ExecType.FILL);
    assertThat(trade("S", 2, "6")).isEmpty();
  }

  @Test
  void refusesWhatIsNotWhatWasApproved() {
    var approved = batch("B-1", sell("S"), held(buy("B")));
    approved.setBatchHash(BatchHash.of(approved));
    var changed = ApprovedTradeBatch.newBuilder(approved).build();
    changed.getOrders().get(0).setQuantity(TEN.add(TEN));

    assertThat(take(changed)).containsExactly("B-1/REJECT");
    assertThat(last().getReason()).isEqualTo("its batchHash is of another content");
    assertThat(last().getOrderId()).isNull();
    assertThat(placed()).isEmpty();
    assertThat(due(LATE)).as("nothing more is said of it").isEmpty();
  }

  @Test
  void takesWhatIsWhatWasApprovedAndWhatNamesNoHash() {
    var approved = batch("B-1", sell("S"));
    approved.setBatchHash(BatchHash.of(approved));

    assertThat(take(approved)).containsExactly("B-1/ACK");
    assertThat(take(batch("B-2", sell("T")))).containsExactly("B-2/ACK");
    assertThat(placed()).containsExactly("S", "T");
  }

  @Test
  void refusesABatchAfterItsExecuteByAndAnswersEachOrderWithExpired() {
    assertThat(take(batch("B-1", sell("S"), buy("B")), LATE))
        .containsExactly("S/EXPIRED", "B/EXPIRED");
    assertThat(desk.toPlace(LATE)).isEmpty();
    assertThat(due(LATE)).isEmpty();
    assertThat(last().getQuantity()).isZero();
  }

  @Test
  void acceptsABatchThatComesExactlyAtItsExecuteBy() {
    assertThat(take(batch("B-1", sell("S")), Records.EXECUTE_BY)).containsExactly("B-1/ACK");
  }

  @Test
  void refusesABatchOfTransfersAloneAfterItsExecuteByAsAWhole() {
    assertThat(take(transfers("B-1"), LATE)).containsExactly("B-1/REJECT");
    assertThat(last().getOrderId()).isNull();
  }

  @Test
  void takesWhatIsNotFilledByItsExecuteByOutOfTheMarketAndSaysHowMuchWas() {
    take(batch("B-1", sell("S"), buy("B")));
    trade("S", 1, "4");

    assertThat(desk.toPlace(LATE)).isEmpty();
    assertThat(ids(desk.toWithdraw(LATE))).containsExactly("S");
    assertThat(due(LATE)).as("was never in the market").containsExactly("B/EXPIRED");
    assertThat(report(new Market.Canceled("S", LATE))).containsExactly("S/EXPIRED");
    assertThat(last().getQuantity()).isEqualByComparingTo("4");
  }

  @Test
  void letsBuysWaitForSells() {
    take(batch("B-1", sell("S"), sell("T"), buy("B")));
    assertThat(placed()).containsExactly("S", "T");

    trade("S", 1, "10");
    assertThat(placed()).containsExactly("T");

    report(new Market.Refused("T", "no borrower", NOW));
    assertThat(last().getExecType()).isEqualTo(ExecType.REJECT);
    assertThat(placed()).as("a sell that ended otherwise is done too").containsExactly("B");
  }

  @Test
  void leavesAHeldOrderUntilARecordOfItsBatchReleasesIt() {
    take(batch("B-1", sell("S"), held(sell("H"))));
    assertThat(placed()).containsExactly("S");

    assertThat(take(release("B-1", sell("H")))).isEmpty();
    assertThat(placed()).containsExactly("S", "H");
  }

  @Test
  void letsPurchasesWaitForHeldSalesToo() {
    take(batch("B-1", held(sell("H")), buy("B")));
    assertThat(placed()).isEmpty();

    take(release("B-1", sell("H")));
    assertThat(placed()).containsExactly("H");
    trade("H", 1, "10");
    assertThat(placed()).containsExactly("B");
  }

  @Test
  void refusesWhatNobodyReleasedByExecuteBy() {
    take(batch("B-1", held(sell("H"))));

    assertThat(due(LATE)).containsExactly("H/EXPIRED");
  }

  @Test
  void endsWhatIsOpenOfACanceledBatchAndSaysHowMuchWasFilledBefore() {
    take(batch("B-1", sell("S"), held(sell("H")), buy("B")));
    trade("S", 1, "4");

    assertThat(take(cancel("B-1"))).containsExactly("H/CANCELED", "B/CANCELED");
    assertThat(placed()).isEmpty();
    assertThat(ids(desk.toWithdraw(NOW))).containsExactly("S");
    assertThat(report(new Market.Canceled("S", NOW))).containsExactly("S/CANCELED");
    assertThat(last().getQuantity()).isEqualByComparingTo("4");
    assertThat(due(NOW)).isEmpty();
  }

  @Test
  void cancelsWhateverTheTime() {
    take(batch("B-1", sell("S")));

    take(cancel("B-1"), LATE);
    report(new Market.Canceled("S", LATE));

    assertThat(last().getExecType()).isEqualTo(ExecType.CANCELED);
  }

  @Test
  void saysThatItIsTooLateToCancelWhereNothingIsOpenAnyMore() {
    take(batch("B-1", sell("S")));
    trade("S", 1, "10");

    assertThat(take(cancel("B-1"))).containsExactly("B-1/CANCEL_REJECTED");
    assertThat(take(cancel("B-1"))).isEmpty();
  }

  @Test
  void letsATradeThatWasQuickerThanTheCancellationStand() {
    take(batch("B-1", sell("S")));
    take(cancel("B-1"));

    assertThat(trade("S", 1, "10")).containsExactly("S/1");
    assertThat(due(NOW)).containsExactly("B-1/CANCEL_REJECTED");
  }

  @Test
  void answersTheCancellationOfABatchThatItNeverTookOnceAndNeverWorksItAfterwards() {
    assertThat(take(cancel("B-1"))).containsExactly("B-1/CANCELED");
    assertThat(last().getOrderId()).isNull();

    assertThat(take(batch("B-1", sell("S")))).isEmpty();
    assertThat(take(cancel("B-1"))).isEmpty();
    assertThat(placed()).isEmpty();
  }

  @Test
  void worksNothingOfACanceledBatchThatComesAgain() {
    take(batch("B-1", sell("S")));
    take(cancel("B-1"));
    report(new Market.Canceled("S", NOW));

    assertThat(take(batch("B-1", sell("S")))).isEmpty();
    assertThat(take(release("B-1", sell("S")))).isEmpty();
    assertThat(placed()).isEmpty();
  }

  @Test
  void rejectsAReplacementWhileAnOrderOfTheReplacedBatchIsOpen() {
    take(batch("B-1", sell("S")));

    assertThat(take(replacing("B-1", "B-2", sell("T")))).containsExactly("B-2/REJECT");
    assertThat(last().getOrderId()).isNull();
    trade("S", 1, "10");
    assertThat(due(NOW)).as("nor later").isEmpty();
    assertThat(placed()).isEmpty();
  }

  @Test
  void worksAReplacementOnceTheReplacedBatchHasEnded() {
    take(batch("B-1", sell("S")));
    take(cancel("B-1"));
    report(new Market.Canceled("S", NOW));

    assertThat(take(replacing("B-1", "B-2", sell("T")))).containsExactly("B-2/ACK");
    assertThat(placed()).containsExactly("T");
  }

  @Test
  void acceptsABatchOfTransfersAlone() {
    assertThat(take(transfers("B-1"))).containsExactly("B-1/ACK");
    assertThat(due(NOW)).isEmpty();
  }

  @Test
  void handsTheNamedTaxLotsToTheMarket() {
    var order = sell("S");
    order.setLots(List.of(Lot.newBuilder().setQuantity(TEN).build()));

    take(batch("B-1", order));

    assertThat(desk.toPlace(NOW)).flatExtracting(Order::getLots).hasSize(1);
  }

  @Test
  void stopsAtAnInstructionThatItDoesNotKnow() {
    assertThatThrownBy(() -> desk.take(Records.record(BatchInstruction.UNKNOWN, "B-1")))
        .hasMessageContaining("does not know");
  }

  @Test
  void goesOnAfterARestartFromWhatWasReadAndSaidAlone() {
    var batch = batch("B-1", sell("S"), buy("B"));
    take(batch);
    trade("S", 1, "4");

    var restarted = new Desk();
    restarted.take(batch);
    said.forEach(restarted::said);

    assertThat(restarted.due(NOW)).isEmpty();
    assertThat(ids(restarted.toPlace(NOW))).containsExactly("S");
    assertThat(restarted.answer(new Market.Traded("S", 1, new BigDecimal("4"), PRICE, NOW)))
        .isEmpty();
    assertThat(restarted.account(last())).isEqualTo("A-1");
  }
}
