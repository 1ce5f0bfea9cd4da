package io.evenkeel.chaos.judge;

import static io.evenkeel.chaos.judge.Planted.changed;
import static io.evenkeel.chaos.judge.Planted.twice;
import static io.evenkeel.chaos.judge.Planted.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.RebalanceCommandType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The judge")
class JudgeTest {
  private static final Recording CLEAN = RecordedRun.made();

  @Test
  void findsNothingInACleanRunAndHasSomethingToCheckForEveryInvariant() {
    var verdict =
        Judge.judge(Planted.withSpans(CLEAN, new Span("drift-events", 0, 1, 0, 0, 3, true)));

    var told = String.join("\n", VerdictForm.lines(verdict));
    assertThat(verdict.findings()).as(told).allMatch(Finding::holds);
    assertThat(verdict.findings()).as(told).allMatch(finding -> finding.checked() > 0);
    assertThat(verdict.counts().approvedOrders()).isGreaterThan(4);
  }

  /** What is planted, which invariant must find it, and what it is. */
  static Stream<Arguments> planted() {
    return Stream.of(
        plant(
            "an approved batch that never reached its topic",
            "approved-orders-reach-the-custodian",
            r -> without(r, Topics.APPROVED_TRADES, row -> row.said().getBatchSeq() == 2)),
        plant(
            "a batch that is gone from the middle of its numbers",
            "batch-numbers-gapless",
            r -> without(r, Topics.APPROVED_TRADES, row -> row.said().getBatchSeq() == 1)),
        plant(
            "an approved account of which history forgets how it ended",
            "approved-orders-reach-the-custodian",
            r ->
                without(
                    r,
                    Topics.REBALANCE_HISTORY_ACCOUNTS,
                    row -> row.said().getStatus() == HistoryAccountStatus.COMPLETE)),
        plant(
            "a batch that was sent twice",
            "approved-orders-come-once",
            r -> twice(r, Topics.APPROVED_TRADES, JudgeTest::isTheFirst)),
        plant(
            "a number that was given twice",
            "batch-numbers-unrepeated",
            r -> twice(r, Topics.APPROVED_TRADES, JudgeTest::isTheFirst)),
        plant(
            "an order that its custodian got by two records",
            "custodian-gets-an-order-once",
            r -> Planted.with(r, gotAgain(r.custodians()))),
        plant(
            "a batch that its custodian never got",
            "custodian-gets-every-batch",
            r -> Planted.with(r, gotLess(r.custodians()))),
        plant(
            "a batch that its custodian got and nobody committed",
            "custodian-gets-only-what-was-committed",
            r -> without(r, Topics.APPROVED_TRADES, JudgeTest::isTheFirst)),
        plant(
            "a batch of a request that nobody approved",
            "no-order-without-approval",
            r ->
                without(
                    r,
                    Topics.REBALANCE_COMMANDS,
                    row -> row.said().getType() == RebalanceCommandType.APPROVE)),
        plant(
            "an account that trades although the approval left it out",
            "no-order-without-approval",
            r ->
                changed(
                    r,
                    Topics.REBALANCE_COMMANDS,
                    row -> row.said().getType() == RebalanceCommandType.APPROVE,
                    command -> command.getApprove().setExcept(List.of("A-1")))),
        plant(
            "an order of another quantity than was approved",
            "approval-bound-to-content",
            r ->
                changed(
                    r,
                    Topics.APPROVED_TRADES,
                    JudgeTest::isTheFirst,
                    b -> b.getOrders().get(0).setQuantity(new BigDecimal("1.0000000000")))),
        plant(
            "an approved batch that goes to another account of its custodian",
            "approval-bound-to-content",
            r ->
                changed(
                    r,
                    Topics.APPROVED_TRADES,
                    JudgeTest::isTheFirst,
                    b -> b.setCustodianAccountRef("X-2"))),
        plant(
            "a batch that lost the hash of what was approved",
            "approval-bound-to-content",
            r ->
                changed(
                    r, Topics.APPROVED_TRADES, JudgeTest::isTheFirst, b -> b.setBatchHash(null))),
        plant(
            "a proposal whose hash is of something else",
            "approval-bound-to-content",
            r ->
                changed(
                    r,
                    Topics.TRADE_PROPOSALS,
                    row -> row.key().equals("A-1"),
                    p -> p.getOrders().get(0).setPrice(new BigDecimal("1.0000000000")))),
        plant(
            "an execution that fills more than was ordered",
            "fills-within-orders",
            r ->
                changed(
                    r,
                    Topics.EXECUTION_RESULTS,
                    row -> row.said().getExecutionId().endsWith("/2"),
                    e -> e.setQuantity(e.getQuantity().add(new BigDecimal("9.0000000000"))))),
        plant(
            "an order that its custodian filled beyond what was ordered",
            "fills-within-orders",
            r -> Planted.with(r, filledMore(r.custodians()))),
        plant(
            "an execution that history does not know of",
            "history-is-fold",
            r ->
                without(
                    r,
                    Topics.REBALANCE_HISTORY_ACCOUNTS,
                    row ->
                        row.said().getOrders().stream().anyMatch(o -> o.getFilled().signum() > 0))),
        plant(
            "an execution that was counted twice",
            "history-is-fold",
            r ->
                changed(
                    r,
                    Topics.REBALANCE_HISTORY_ACCOUNTS,
                    row -> row.said().getStatus() == HistoryAccountStatus.COMPLETE,
                    h ->
                        h.getOrders()
                            .forEach(
                                o ->
                                    o.setFilled(
                                        o.getFilled().add(new BigDecimal("1.0000000000")))))),
        plant(
            "a request that counts an account too many",
            "history-adds-up",
            r ->
                changed(
                    r,
                    Topics.REBALANCE_HISTORY,
                    row -> true,
                    h -> h.setComplete(h.getComplete() + 1))),
        plant(
            "a drift event that is gone",
            "drift-sequences-gapless",
            r -> without(r, Topics.DRIFT_EVENTS, row -> row.said().getSequence() == 1)),
        plant(
            "the last drift event that is gone, which only the status knows of",
            "drift-sequences-gapless",
            r ->
                without(
                    r,
                    Topics.DRIFT_EVENTS,
                    row -> row.key().equals("A-3") && row.said().getSequence() == lastOfA3(r))),
        plant(
            "a drift event that was said twice",
            "drift-sequences-unrepeated",
            r -> twice(r, Topics.DRIFT_EVENTS, row -> row.said().getSequence() == 1)),
        plant(
            "an account that is cleared before it was flagged",
            "statuses-alternate",
            r ->
                changed(
                    r,
                    Topics.DRIFT_EVENTS,
                    row -> row.said().getSequence() == 1,
                    e -> e.setKind(DriftEventKind.CLEARED))),
        plant(
            "an event whose equity does not follow from what it carries",
            "events-recompute",
            r ->
                changed(
                    r,
                    Topics.DRIFT_EVENTS,
                    row -> row.said().getSequence() == 1,
                    e -> e.setEquity(e.getEquity().add(BigDecimal.ONE.setScale(4))))),
        plant(
            "an event that is computed from a price which nobody published",
            "events-come-from-what-was-said",
            r ->
                changed(
                    r,
                    Topics.PRICES,
                    row -> row.key().equals("XOM"),
                    p -> p.setAsOf(p.getAsOf().plusMillis(1)))),
        plant(
            "an event that tells older news than the one before",
            "news-never-goes-back",
            r ->
                changed(
                    r,
                    Topics.DRIFT_EVENTS,
                    row -> row.said().getSequence() == 2,
                    e ->
                        e.getInputs()
                            .getSleeves()
                            .forEach(
                                s -> s.getHoldings().forEach(h -> h.setPriceAsOf(Instant.EPOCH))))),
        plant(
            "a final status that no judgement leads to",
            "final-status-exact",
            r ->
                changed(
                    r,
                    Topics.ACCOUNT_STATUS,
                    row -> true,
                    s -> {
                      s.setStatus(MonitoringStatus.NOT_FLAGGED);
                      s.setCauses(List.of());
                      s.setTiles(List.of());
                      s.setBreachedLines(List.of());
                    })),
        plant(
            "a last price that was never judged",
            "final-status-exact",
            r ->
                changed(
                    r,
                    Topics.PRICES,
                    row -> row.key().equals("XOM"),
                    p -> p.setPrice(new BigDecimal("61.0000000000")))),
        plant(
            "garbage that nobody speaks of",
            "every-input-ends",
            r -> without(r, Topics.DEAD_LETTERS, row -> row.said().getTopic().equals("positions"))),
        plant(
            "an approval that nothing came of",
            "every-input-ends",
            r -> without(r, Topics.REBALANCE_HISTORY, row -> row.key().equals("R-2"))),
        plant(
            "a refused command of which nobody was told",
            "every-input-ends",
            r -> without(r, Topics.REJECTIONS, row -> true)),
        plant(
            "a record that was acknowledged and is not there",
            "every-input-ends",
            r ->
                without(
                    r,
                    Topics.PRICES,
                    row -> row.taken().offset() == r.topic("prices").size() - 1L)),
        plant(
            "a record that was not read",
            "every-input-ends",
            r -> Planted.withLags(r, new Lag("positions", 0, 4))),
        plant(
            "a dead letter that was written twice",
            "no-input-ends-twice-or-without-cause",
            r -> twice(r, Topics.DEAD_LETTERS, row -> row.said().getTopic().equals("positions"))),
        plant(
            "a good record that is dead-lettered",
            "no-input-ends-twice-or-without-cause",
            r ->
                changed(
                    r,
                    Topics.DEAD_LETTERS,
                    row -> row.said().getTopic().equals("positions"),
                    letter -> letter.setOffset(0))),
        plant(
            "a second batch while the first is not over",
            "one-live-batch",
            r -> without(r, Topics.EXECUTION_RESULTS, row -> true)),
        plant(
            "a second batch before positions cover the first",
            "one-live-batch",
            r ->
                without(
                    r,
                    Topics.POSITIONS,
                    row -> row.key().equals("A-1") && row.said().getVersion() == 2)),
        plant(
            "a zombie that committed around what the new owner wrote",
            "one-writer-at-a-time",
            r ->
                Planted.withSpans(
                    r,
                    new Span("drift-events", 0, 1, 0, 0, 9, true),
                    new Span("drift-events", 0, 2, 0, 4, 6, true))),
        plant(
            "a producer that commits in an old epoch",
            "one-writer-at-a-time",
            r ->
                Planted.withSpans(
                    r,
                    new Span("drift-events", 0, 1, 5, 0, 3, true),
                    new Span("drift-events", 0, 1, 4, 5, 6, true))),
        plant("a run in which nothing happened", "work-happened", Planted::withoutAnything),
        plant(
            "a fault that nobody saw an effect of",
            "faults-fired",
            r ->
                Planted.withFaults(
                    r, new FiredFault("kill", "app-1", Instant.EPOCH, Instant.EPOCH, ""))),
        plant(
            "a fault that was never over",
            "faults-fired",
            r ->
                Planted.withFaults(
                    r, new FiredFault("stop-60s", "app-1", Instant.EPOCH, null, "stopped"))));
  }

  private static Arguments plant(String what, String invariant, UnaryOperator<Recording> how) {
    return Arguments.of(what, invariant, how);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("planted")
  void finds(String what, String invariant, UnaryOperator<Recording> how) {
    var verdict = Judge.judge(how.apply(CLEAN));

    var found =
        verdict.findings().stream().filter(finding -> !finding.holds()).map(Finding::invariant);
    assertThat(found).as(what).contains(invariant);
    assertThat(verdict.isClean()).isFalse();
  }

  @Test
  void hasSomethingPlantedForEveryInvariant() {
    var tried = planted().map(plant -> (String) plant.get()[1]).toList();

    assertThat(Judge.judge(CLEAN).findings())
        .extracting(Finding::invariant)
        .allMatch(tried::contains);
  }

  @Test
  void doesNotHoldAnAbortedTransactionOfAZombieAgainstAnybody() {
    var finding =
        OneWriter.atATime(
            Case.of(
                Planted.withSpans(
                    CLEAN,
                    new Span("drift-events", 0, 1, 0, 0, 9, false),
                    new Span("drift-events", 0, 2, 0, 4, 6, true))));

    assertThat(finding.holds()).isTrue();
  }

  @Test
  void countsHowEveryInputEnded() {
    var endings = Judge.judge(CLEAN).counts().endings();

    assertThat(endings.get("positions").deadLettered()).as("garbage").isEqualTo(1);
    assertThat(endings.get("prices").deadLettered()).as("garbage, and a jump").isEqualTo(2);
    assertThat(endings.get("rebalance-commands").rejected()).as("of nobody's request").isEqualTo(1);
    assertThat(endings.get("rebalance-commands").superseded()).as("the same again").isEqualTo(1);
    endings.forEach(
        (topic, ended) -> assertThat(ended.total()).as(topic).isEqualTo(CLEAN.topic(topic).size()));
  }

  @Test
  void countsARecordThatItsCustodianTookAgainAfterACrashOnce() {
    var line =
        """
        {"kind":"ARRIVED","topic":"approved-trades.SCHWAB","partition":0,"offset":7,"batchId":"B-1",\
        "instruction":"NEW","orders":[{"orderId":"O-1"}]}""";
    var read = io.evenkeel.json.Json.tree(line);

    assertThat(CustodianBook.of(List.of(read, read)).arrivals())
        .containsExactly(
            new CustodianBook.Arrival("approved-trades.SCHWAB-0@7", "NEW", "B-1", List.of("O-1")));
  }

  private static boolean isTheFirst(Row<io.evenkeel.schemas.ApprovedTradeBatch> row) {
    return row.said().getBatchSeq() == 1 && row.said().getCustodianId().equals("SCHWAB");
  }

  private static long lastOfA3(Recording recording) {
    return new Rows(recording)
        .of(Topics.DRIFT_EVENTS).stream()
            .filter(row -> row.key().equals("A-3"))
            .mapToLong(row -> row.said().getSequence())
            .max()
            .orElse(0);
  }

  private static CustodianBook gotAgain(CustodianBook book) {
    var arrivals = new ArrayList<>(book.arrivals());
    var one = arrivals.get(0);
    arrivals.add(
        new CustodianBook.Arrival(
            "approved-trades.SCHWAB-0@99", "NEW", one.batchId(), one.orderIds()));
    return new CustodianBook(arrivals, book.executions(), book.refused());
  }

  private static CustodianBook gotLess(CustodianBook book) {
    return new CustodianBook(
        book.arrivals().subList(1, book.arrivals().size()), book.executions(), book.refused());
  }

  private static CustodianBook filledMore(CustodianBook book) {
    var executions = new ArrayList<>(book.executions());
    var one = executions.get(0);
    executions.add(
        new CustodianBook.Executed(
            one.executionId() + "/x", one.orderId(), "FILL", BigDecimal.TEN));
    return new CustodianBook(book.arrivals(), executions, book.refused());
  }
}
