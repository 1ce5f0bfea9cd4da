package io.evenkeel.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.account.Owner;
import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Affiliation;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.approval.Refusal;
import io.evenkeel.core.approval.RetryMessage;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.CashFlow;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.SleeveChange;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.core.tax.GroupSale;
import io.evenkeel.schemas.AccountTaskType;
import io.evenkeel.wireformat.AvroSerdes;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one task says to another goes through bytes and comes back as it was. */
@DisplayName("What tasks say to each other")
class RoundTripTest {
  private static final Instant AT = Instant.parse("2026-11-20T15:00:00.123456Z");
  private static final Owner OWNER = new Owner("A-1", "F-1", "ADV-1", "SCHWAB");
  private static final AvroSerdes SERDES = AvroSerdes.inMemory("round-trip");

  static Stream<AccountTask> tasks() {
    return Stream.of(
        new AccountTask.Build(
            "R-1",
            "A-1",
            "F-1",
            TradeLogic.BEST_FIT,
            new BuildScope.WholeAccount(),
            Acr.Source.REBALANCE,
            AT),
        new AccountTask.Build(
            "R-1",
            "A-1",
            "F-1",
            null,
            new BuildScope.WholeAccount(),
            Acr.Source.REBALANCE,
            List.of(new GroupSale("T", "A-3"), new GroupSale("XOM", "A-2")),
            AT),
        new AccountTask.Build(
            "R-1",
            "A-1",
            null,
            null,
            new BuildScope.AllocateSleeve("TECH", Money.of("1.25")),
            Acr.Source.MANUAL,
            AT),
        new AccountTask.Build(
            "R-1",
            "A-1",
            null,
            TradeLogic.MIN_TRANSACTION,
            new BuildScope.LiquidateSleeve("TECH"),
            Acr.Source.MANUAL,
            AT),
        new AccountTask.Build(
            "M-1",
            "A-1",
            null,
            null,
            new BuildScope.CashMovement(
                "M-1",
                new CashFlow(
                    CashFlow.Direction.WITHDRAWAL,
                    Money.of("100.25"),
                    CashFlow.Method.CUSTOM,
                    List.of(
                        new CashFlow.Part("MANAGED", null, Money.of("40.25")),
                        new CashFlow.Part("TECH", "AAPL", Money.of("60"))),
                    Money.of("7.50"))),
            Acr.Source.CASH_MOVEMENT,
            AT),
        new AccountTask.Discard("M-1", "A-1", AccountTask.Discard.Reason.REQUEST_ID_USED, AT),
        new AccountTask.Approve("R-1", "A-1", "hash", "advisor-7", AT, AT.plusSeconds(60)),
        new AccountTask.Approve("R-1", "A-1", null, "advisor-7", AT, AT.plusSeconds(60)),
        new AccountTask.Discard("R-1", "A-1", AccountTask.Discard.Reason.NOT_ANSWERED, AT),
        new AccountTask.ReleaseRefused("R-1", "A-1", "B-1", "Halted.", AT),
        new AccountTask.ReleaseRefused(
            "R-1", "A-1", "B-1", "Halted.", AT, new TreeSet<>(List.of("O-1")), "C-1"),
        new AccountTask.ReleaseRefused(
            "R-1", "A-1", "B-1", "Never sent.", AT, new TreeSet<>(), "C-2"));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void isATask(AccountTask task) {
    var bytes =
        SERDES
            .serializer(io.evenkeel.schemas.AccountTask.class)
            .serialize("account-tasks", TaskWire.write(task));
    var wire =
        SERDES
            .deserializer(io.evenkeel.schemas.AccountTask.class)
            .deserialize("account-tasks", bytes);

    assertThat(TaskWire.read("A-1", wire)).isEqualTo(task);
  }

  static Stream<AccountOutcome> outcomes() {
    return Stream.of(
        new AccountOutcome.Opened(
            "R-1",
            "A-1",
            "F-1",
            "ADV-1",
            "advisor-7",
            TradeLogic.BEST_FIT,
            new BuildScope.WholeAccount(),
            Acr.Source.REBALANCE,
            AT),
        new AccountOutcome.Proposed(proposal(), "F-1", "ADV-1"),
        new AccountOutcome.Proposed(proposal(), "F-1", "ADV-1", "HOUSE"),
        new AccountOutcome.NoTrades("R-1", "A-1", "F-1", "ADV-1", AT),
        new AccountOutcome.Failed("R-1", "A-1", IssueCode.UNCHECKABLE, "No price.", AT),
        new AccountOutcome.HandedOver(batch(), AT),
        new AccountOutcome.Progress(
            "R-1", "A-1", "B-1", List.of(fill()), false, List.of("Overfilled."), AT));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void isAnOutcomeWithWhoItIsFrom(AccountOutcome outcome) {
    assertThat(again(OutcomeWire.write(OWNER, outcome)))
        .isEqualTo(new RequestMessage.Answer(outcome, new Affiliation("F-1", "ADV-1", "SCHWAB")));
  }

  @Test
  void isAnOutcomeOfAnAccountThatNobodyKnows() {
    var failed = new AccountOutcome.Failed("R-1", "A-1", IssueCode.UNKNOWN_ACCOUNT, "Who?", AT);

    assertThat(again(OutcomeWire.write(null, failed)))
        .isEqualTo(new RequestMessage.Answer(failed, null));
  }

  static Stream<RetryMessage> retries() {
    return Stream.of(
        new RetryMessage.Question("R-1", "R-2", "F-1", AT),
        new RetryMessage.Accounts(
            "R-2",
            "R-1",
            List.of("A-1", "A-2"),
            "F-1",
            TradeLogic.MIN_TRANSACTION,
            new BuildScope.WholeAccount(),
            Acr.Source.REBALANCE,
            AT),
        new RetryMessage.Refused(
            "R-2", "R-1", new Refusal(Refusal.Code.NOTHING_TO_RETRY, "Nothing failed."), AT));
  }

  @ParameterizedTest
  @MethodSource("retries")
  void isAWordBetweenRequests(RetryMessage message) {
    assertThat(again(OutcomeWire.write(message))).isEqualTo(new RequestMessage.Retry(message));
  }

  @Test
  void isABatchForRelease() {
    assertThat(againForRelease(BatchRelease.whole(batch()))).isTrue();
  }

  @Test
  void isWhatIsSaidOfABatchLater() {
    var ids = new TreeSet<>(List.of("O-1"));

    assertThat(againForRelease(BatchRelease.held(batch(), "C-1", ids))).isTrue();
    assertThat(againForRelease(BatchRelease.cancellation(batch(), "C-1", ids))).isTrue();
    assertThat(againForRelease(BatchRelease.cancellation(batch(), "C-1", new TreeSet<>())))
        .isTrue();
  }

  private static boolean againForRelease(BatchRelease release) {
    return ReleaseWire.read(ReleaseWire.write(release, AT)).equals(release);
  }

  @Test
  void isRefusedWhereItsKindIsNotKnown() {
    var wire = TaskWire.write(tasks().toList().get(0));
    wire.setType(AccountTaskType.UNKNOWN);

    assertThatThrownBy(() -> TaskWire.read("A-1", wire))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not known to this release");
  }

  private static RequestMessage again(io.evenkeel.schemas.AccountOutcome wire) {
    var bytes =
        SERDES
            .serializer(io.evenkeel.schemas.AccountOutcome.class)
            .serialize("account-outcomes", wire);
    return OutcomeWire.read(
        SERDES
            .deserializer(io.evenkeel.schemas.AccountOutcome.class)
            .deserialize("account-outcomes", bytes));
  }

  private static Proposal proposal() {
    var versions = new TreeMap<>(java.util.Map.of("GROWTH", 3L));
    return new Proposal(
        "R-1",
        "A-1",
        TradeLogic.BEST_FIT,
        List.of(order()),
        List.of(new Transfer("MANAGED", "TECH", Money.of("10.00"))),
        List.of(
            new Acr(
                "ACR-1",
                "R-1",
                "A-1",
                new SleeveChange(
                    "TECH",
                    "TECH",
                    SleeveChange.Type.CHANGE,
                    Money.of("-10.00"),
                    Leverage.NONE,
                    Leverage.of("1.5"),
                    true),
                Acr.Source.REBALANCE)),
        new Proposal.Basis("p", "t", "m", "", 7, versions, new TreeMap<>()),
        "hash",
        AT);
  }

  private static Batch batch() {
    return new Batch(
        "B-1",
        "R-1",
        "A-1",
        "F-1",
        "ADV-1",
        "SCHWAB",
        "X-1",
        "hash",
        "batch hash",
        "advisor-7",
        AT,
        AT.plusSeconds(60),
        List.of(order()),
        List.of(new Transfer("MANAGED", "TECH", Money.of("10.00"))),
        AccountType.MARGIN,
        "B-0");
  }

  private static Order order() {
    return new Order(
        "O-1",
        "SECURITY:XOM",
        "MANAGED",
        "XOM",
        TradeSide.SELL,
        Quantity.of("17.000001"),
        Price.of("76.123456"),
        Money.of("1294.10"));
  }

  private static OrderFill fill() {
    return new OrderFill(
        "O-1",
        Quantity.of("17"),
        Quantity.of("5"),
        Price.of("76.123456"),
        OrderFill.State.PARTIALLY_FILLED,
        null);
  }
}
