package io.evenkeel.core.approval;

import static io.evenkeel.core.approval.Samples.TEN;
import static io.evenkeel.core.approval.Samples.batch;
import static io.evenkeel.core.approval.Samples.halting;
import static io.evenkeel.core.approval.Samples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The last step before a custodian")
class ReleasingTest {
  private static final Controls NOTHING_HALTED = halting(null, "");
  private static final ReleaseState FIRST = ReleaseState.first("SCHWAB");

  private static ReleaseDecision decide(ReleaseState state, Batch batch, Controls controls) {
    return decide(state, null, BatchRelease.whole(batch), controls);
  }

  /** Where one thing is remembered, or nothing. */
  private static ReleaseDecision decide(
      ReleaseState state, @Nullable ReleasedBatch known, BatchRelease release, Controls controls) {
    return Releasing.decide(
        state,
        id -> known != null && known.batchId().equals(id) ? known : null,
        release,
        controls,
        TEN);
  }

  private static Batch batchOf(String accountId) {
    return batch(proposal(accountId, TEN));
  }

  @Test
  void numbersBatchesFromOneWithoutGaps() {
    var first = (ReleaseDecision.Released) decide(FIRST, batchOf("A-1"), NOTHING_HALTED);
    var refused = decide(first.state(), batchOf("A-2"), halting(Halt.Scope.ACCOUNT, "A-2"));
    var second = (ReleaseDecision.Released) decide(first.state(), batchOf("A-3"), NOTHING_HALTED);

    assertThat(first.batchSeq()).isEqualTo(1);
    assertThat(refused).isInstanceOf(ReleaseDecision.Refused.class);
    assertThat(second.batchSeq()).isEqualTo(2);
    assertThat(second.batch()).isEqualTo(batchOf("A-3"));
  }

  @Test
  void neverGivesABatchASecondNumber() {
    var first = (ReleaseDecision.Released) decide(FIRST, batchOf("A-1"), NOTHING_HALTED);
    var again =
        decide(
            first.state(), first.remembered(), BatchRelease.whole(batchOf("A-1")), NOTHING_HALTED);

    assertThat(again).isEqualTo(new ReleaseDecision.Repeated(first.remembered()));
    assertThat(first.remembered().batchSeq()).isEqualTo(1);
  }

  @Test
  void doesNotReleaseLaterWhatItRefusedAndSaidSo() {
    var refused =
        (ReleaseDecision.Refused) decide(FIRST, batchOf("A-1"), halting(Halt.Scope.FIRM, "F-1"));
    var again =
        decide(FIRST, refused.remembered(), BatchRelease.whole(batchOf("A-1")), NOTHING_HALTED);

    assertThat(again).isInstanceOf(ReleaseDecision.Repeated.class);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"FIRM,F-1", "CUSTODIAN,SCHWAB", "ACCOUNT,A-1", "SECURITY,XOM"})
  void refusesWhatIsHaltedAndTellsTheAccountWhoHaltedItAndWhy(Halt.Scope scope, String scopeId) {
    var refused = (ReleaseDecision.Refused) decide(FIRST, batchOf("A-1"), halting(scope, scopeId));
    var sentence =
        "%s %s is halted since 2026-11-20T15:00:00Z by ops-1 (a drill); lift the halt, then submit the account again"
            .formatted(scope.name().toLowerCase(java.util.Locale.ROOT), scopeId);

    assertThat(refused.task())
        .isEqualTo(
            new AccountTask.ReleaseRefused(
                "R-1", "A-1", OrderIds.batchId("R-1", "A-1"), sentence, TEN));
    assertThat(refused.remembered().refusal()).isEqualTo(sentence);
    assertThat(refused.remembered().batchSeq()).isZero();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"FIRM,F-2", "CUSTODIAN,PERSHING", "ACCOUNT,A-2", "SECURITY,AAPL", "SECURITY,F-1"})
  void releasesWhatAHaltOfSomethingElseDoesNotTouch(Halt.Scope scope, String scopeId) {
    assertThat(decide(FIRST, batchOf("A-1"), halting(scope, scopeId)))
        .isInstanceOf(ReleaseDecision.Released.class);
  }

  @Test
  void refusesABatchThatIsNotWhatWasApproved() {
    var approved = batchOf("A-1");
    var order = approved.orders().get(0);
    var more =
        new Order(
            order.orderId(),
            order.line(),
            order.sleeveId(),
            order.securityId(),
            order.side(),
            Quantity.of("11"),
            order.price(),
            order.cash());

    assertRefusedForContent(with(approved, List.of(more), approved.transfers()));
    assertRefusedForContent(with(approved, List.of(), approved.transfers()));
    assertRefusedForContent(with(approved, List.of(order, order), approved.transfers()));
    assertRefusedForContent(
        with(
            approved,
            approved.orders(),
            List.of(new Transfer("MANAGED", "TECH", Money.of("125.01")))));
  }

  @Test
  void refusesABatchWithHalfAContentHash() {
    var batch = batchOf("A-1");
    var half = batch.contentHash().substring(0, 32);

    assertRefusedForContent(
        new Batch(
            batch.batchId(),
            batch.requestId(),
            batch.accountId(),
            batch.firmId(),
            batch.advisorId(),
            batch.custodianId(),
            batch.custodianAccountRef(),
            half,
            batch.approvedBy(),
            batch.approvedAt(),
            batch.executeBy(),
            batch.orders(),
            batch.transfers()));
  }

  private static void assertRefusedForContent(Batch batch) {
    var refused = (ReleaseDecision.Refused) decide(FIRST, batch, NOTHING_HALTED);
    assertThat(refused.task().sentence())
        .endsWith("is not what was approved under its content hash; submit the account again");
  }

  private static Batch with(Batch batch, List<Order> orders, List<Transfer> transfers) {
    return new Batch(
        batch.batchId(),
        batch.requestId(),
        batch.accountId(),
        batch.firmId(),
        batch.advisorId(),
        batch.custodianId(),
        batch.custodianAccountRef(),
        batch.contentHash(),
        batch.approvedBy(),
        batch.approvedAt(),
        batch.executeBy(),
        orders,
        transfers);
  }

  @ParameterizedTest
  @CsvSource({
    "batchId,B-x",
    "firmId,F-2",
    "advisorId,ADV-2",
    "custodianAccountRef,ref-A-2",
    "replacesBatchId,B-old",
    "approvedBy,advisor-8"
  })
  void refusesABatchThatCarriesSomethingElseThanWasApproved(String field, String value) {
    assertRefusedForBatch(BatchHashTest.with(batchOf("A-1"), field, value));
  }

  @Test
  void refusesABatchThatWouldBeExecutedLaterOrInAnotherSideOfTheAccountThanWasApproved() {
    var batch = batchOf("A-1");

    assertRefusedForBatch(
        BatchHashTest.with(batch, "executeBy", batch.executeBy().plusSeconds(3600)));
    assertRefusedForBatch(BatchHashTest.with(batch, "approvedAt", TEN.minusSeconds(1)));
    assertRefusedForBatch(BatchHashTest.with(batch, "settlesIn", AccountType.MARGIN));
    assertRefusedForBatch(
        batch.withOrders(batch.orders().stream().map(o -> o.withHeld(true)).toList()));
  }

  private static void assertRefusedForBatch(Batch batch) {
    var refused = (ReleaseDecision.Refused) decide(FIRST, batch, NOTHING_HALTED);
    assertThat(refused.task().sentence())
        .isEqualTo(
            "batch %s is not what was approved under its batch hash; submit the account again"
                .formatted(batch.batchId()));
  }

  @Test
  void checksABatchThatAnEarlierReleaseApprovedByItsContentHashAlone() {
    var earlier = BatchHashTest.with(batchOf("A-1"), "batchHash", null);
    var elsewhere = BatchHashTest.with(earlier, "custodianAccountRef", "ref-A-2");

    assertThat(decide(FIRST, earlier, NOTHING_HALTED)).isInstanceOf(ReleaseDecision.Released.class);
    assertThat(decide(FIRST, elsewhere, NOTHING_HALTED))
        .isInstanceOf(ReleaseDecision.Released.class);
    assertRefusedForContent(with(earlier, List.of(), earlier.transfers()));
  }

  @Test
  void refusesHeldOrdersOfABatchThatIsAnotherOneByNowAndNeverItsCancellation() {
    var sent = sent();
    var elsewhere = BatchHashTest.with(sent.batch(), "custodianAccountRef", "ref-A-2");
    var ids = new TreeSet<>(List.of(elsewhere.orders().get(0).orderId()));

    var held =
        decide(
            sent.state(),
            sent.remembered(),
            BatchRelease.held(elsewhere, "C-8", ids),
            NOTHING_HALTED);
    var canceled =
        decide(
            sent.state(),
            sent.remembered(),
            BatchRelease.cancellation(elsewhere, "C-9", ids),
            NOTHING_HALTED);

    assertThat(((ReleaseDecision.Refused) held).task().sentence())
        .contains("not what was approved under its batch hash");
    assertThat(canceled).isInstanceOf(ReleaseDecision.Released.class);
  }

  private static ReleaseDecision.Released sent() {
    return (ReleaseDecision.Released) decide(FIRST, batchOf("A-1"), NOTHING_HALTED);
  }

  private static BatchRelease cancellation(String commandId) {
    var batch = batchOf("A-1");
    var ids = new TreeSet<>(batch.orders().stream().map(Order::orderId).toList());
    return BatchRelease.cancellation(batch, commandId, ids);
  }

  @Test
  void givesACancellationTheNextNumberAndOnlyOne() {
    var sent = sent();

    var canceled =
        (ReleaseDecision.Released)
            decide(sent.state(), sent.remembered(), cancellation("C-9"), NOTHING_HALTED);
    var again =
        decide(canceled.state(), canceled.remembered(), cancellation("C-9"), NOTHING_HALTED);

    assertThat(canceled.batchSeq()).isEqualTo(2);
    assertThat(canceled.remembered().batchId()).isEqualTo(sent.batch().batchId() + "/C-9");
    assertThat(again).isInstanceOf(ReleaseDecision.Repeated.class);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"FIRM,F-1", "CUSTODIAN,SCHWAB", "ACCOUNT,A-1", "SECURITY,XOM"})
  void letsACancellationPassEveryHalt(Halt.Scope scope, String scopeId) {
    var sent = sent();

    assertThat(
            decide(sent.state(), sent.remembered(), cancellation("C-9"), halting(scope, scopeId)))
        .isInstanceOf(ReleaseDecision.Released.class);
  }

  @Test
  void saysNothingLaterOfABatchThatItNeverSent() {
    var halted =
        (ReleaseDecision.Refused) decide(FIRST, batchOf("A-1"), halting(Halt.Scope.FIRM, "F-1"));
    var held = batchOf("A-1").orders().get(0).orderId();

    var canceled =
        (ReleaseDecision.Refused)
            decide(FIRST, halted.remembered(), cancellation("C-9"), NOTHING_HALTED);
    var released =
        decide(
            FIRST,
            halted.remembered(),
            BatchRelease.held(batchOf("A-1"), "C-8", new TreeSet<>(List.of(held))),
            NOTHING_HALTED);
    var unknown = decide(FIRST, null, cancellation("C-9"), NOTHING_HALTED);

    assertThat(canceled.task().isOfCancellation()).isTrue();
    assertThat(canceled.task().orderIds()).isEmpty();
    assertThat(canceled.task().sentence()).contains("was never sent to its custodian");
    assertThat(released).isInstanceOf(ReleaseDecision.Refused.class);
    assertThat(unknown).isInstanceOf(ReleaseDecision.Refused.class);
  }

  @Test
  void refusesABatchOfAnotherCustodian() {
    var refused =
        (ReleaseDecision.Refused)
            decide(ReleaseState.first("PERSHING"), batchOf("A-1"), NOTHING_HALTED);

    assertThat(refused.task().sentence()).contains("is for custodian SCHWAB and came to PERSHING");
  }

  @Test
  void remembersABatchForFourHundredDays() {
    var first = (ReleaseDecision.Released) decide(FIRST, batchOf("A-1"), NOTHING_HALTED);
    Instant last = TEN.plus(ReleasedBatch.KEPT);

    assertThat(first.remembered().isForgettable(last)).isFalse();
    assertThat(first.remembered().isForgettable(last.plusMillis(1))).isTrue();
  }
}
