package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.Limit;
import io.evenkeel.core.rebalance.LineNote;
import io.evenkeel.core.tax.AccountGain;
import io.evenkeel.core.tax.GroupSale;
import io.evenkeel.core.tax.LossSale;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account with tax lots")
class TaxedAccountTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-18");

  private static Lot lot(String quantity, @Nullable String basis, String acquired) {
    return new Lot(
        Quantity.of(quantity), basis == null ? null : Money.of(basis), LocalDate.parse(acquired));
  }

  private static Sleeve managed(Holding... holdings) {
    return new Sleeve(
        "MANAGED",
        Sleeve.Kind.MANAGED,
        null,
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        List.of(holdings));
  }

  private static Holding holding(String id, String quantity, Lot... lots) {
    return new Holding(id, Quantity.of(quantity), List.of(lots));
  }

  /** 60 units of AAA cheap and long held, 30 dear and new; half of the account is to be BBB. */
  private static Story lopsided(LotMethod method) {
    var story = Story.begun();
    var plain =
        story
            .boards
            .target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"))
            .target("HALVES");
    story.boards.put(
        new Target(
            "HALVES",
            plain.ownerFirmId(),
            2,
            plain.createdAt(),
            plain.scope(),
            null,
            plain.components(),
            TradeLogic.BEST_FIT,
            method,
            null));
    story.account(grouped("HOUSE"));
    story.positions(
        List.of(
            managed(
                holding(
                    "AAA", "90", lot("60", "3000", "2020-01-02"), lot("30", "3600", "2026-06-01")),
                holding("BBB", "10"))));
    story.command(new Ask.OpeningState("HALVES", true, true, new java.util.TreeMap<>()));
    return story.judged();
  }

  private static Account grouped(@Nullable String group) {
    var plain = Story.ACCOUNT;
    return new Account(
        plain.accountId(),
        plain.firmId(),
        plain.advisorId(),
        plain.custodianId(),
        plain.custodianAccountRef(),
        plain.registration(),
        plain.type(),
        plain.marginEnabled(),
        null,
        group,
        plain.currency(),
        plain.status());
  }

  private static Order sale(Story story) {
    return story.pending().orders().get(0);
  }

  @Test
  void sellsTheCustodiansDefaultLotsWhereTheTargetDoesNotAsk() {
    var story = lopsided(LotMethod.CUSTODIAN_DEFAULT);
    story.build("R-1");

    assertThat(sale(story).quantity()).isEqualTo(Quantity.of("40"));
    assertThat(sale(story).lots()).containsExactly(lot("40", "2000", "2020-01-02"));
  }

  @Test
  void sellsTheLotsOfTheCustodianThatIsConfiguredOtherwise() {
    var story = lopsided(LotMethod.CUSTODIAN_DEFAULT);
    var plain = TaxSettings.DEFAULTS;
    story.settings =
        withTax(
            new TaxSettings(
                plain.lotMethod(),
                Map.of("SCHWAB", LotMethod.HIFO),
                plain.shortTermRate(),
                plain.longTermRate()));
    story.build("R-1");

    assertThat(sale(story).lots())
        .containsExactly(lot("30", "3600", "2026-06-01"), lot("10", "500", "2020-01-02"));
  }

  private static AccountSettings withTax(TaxSettings tax) {
    var plain = AccountSettings.DEFAULTS;
    return new AccountSettings(
        plain.drift(),
        plain.build(),
        plain.calendars(),
        plain.maxPriceMove(),
        plain.maintenanceMargin(),
        plain.custodianMargins(),
        plain.negativeCashFrom(),
        plain.unacknowledgedAfter(),
        plain.waitForAccount(),
        tax);
  }

  @Test
  void sellsTheLotsThatTheTargetAsksForAndTradesTheSame() {
    var trades = lopsided(LotMethod.CUSTODIAN_DEFAULT);
    trades.build("R-1");
    var story = lopsided(LotMethod.MIN_TAX);
    story.build("R-1");

    assertThat(sale(story).lots())
        .containsExactly(lot("30", "3600", "2026-06-01"), lot("10", "500", "2020-01-02"));
    assertThat(sale(story).quantity()).isEqualTo(sale(trades).quantity());
  }

  @Test
  void showsTheGainByTermOfEveryOrderAndOfTheAccount() {
    var story = lopsided(LotMethod.HIFO);
    story.build("R-1");

    var gain = java.util.Objects.requireNonNull(sale(story).gain());
    assertThat(gain.shortTerm()).isEqualTo(Money.of("-600"));
    assertThat(gain.longTerm()).isEqualTo(Money.of("500"));
    assertThat(gain.total()).isEqualTo(Money.of("-100"));
    assertThat(story.pending().gain())
        .isEqualTo(new AccountGain(Money.of("-600"), Money.of("500"), Money.of("-100"), 0));
    assertThat(story.pending().orders().get(1).gain()).as("of the purchase").isNull();
  }

  @Test
  void namesOtherLotsUnderAnotherHash() {
    var fifo = lopsided(LotMethod.FIFO);
    fifo.build("R-1");
    var hifo = lopsided(LotMethod.HIFO);
    hifo.build("R-1");

    assertThat(fifo.pending().contentHash()).isNotEqualTo(hifo.pending().contentHash());
  }

  @Test
  void carriesWhatItsGainsCanBeEstimatedAgainFrom() {
    var story = lopsided(LotMethod.HIFO);
    story.build("R-1");

    var built = story.said(Output.Built.class).get(0).proposal();
    assertThat(RecomputeProposal.answer(built)).isEqualTo(new RecomputeProposal.Answer.Agrees());
  }

  // Wash sales.

  /** The sale of the dear lot at 100 that cost 120. */
  private static Story soldAtLoss() {
    var story = lopsided(LotMethod.HIFO);
    story.build("R-1");
    story.approve("R-1");
    story.executed(at(story.fill(story.orderOf("AAA"), "40"), "100"));
    return story;
  }

  private static Execution at(Execution plain, String price) {
    return at(plain, price, null, null);
  }

  private static Execution at(
      Execution plain, String price, @Nullable String fees, @Nullable String netAmount) {
    return new Execution(
        plain.executionId(),
        plain.type(),
        plain.refExecutionId(),
        plain.orderId(),
        null,
        plain.accountId(),
        plain.batchId(),
        plain.custodianId(),
        plain.quantity(),
        Price.of(price),
        fees == null ? null : Money.of(fees),
        netAmount == null ? null : Money.of(netAmount),
        TODAY,
        null,
        null,
        plain.at());
  }

  private static void wantsBack(Story story) {
    story.filled();
    story.positionsThroughNow(List.of(managed(holding("AAA", "10"), holding("BBB", "90"))));
    story.judged();
  }

  private static List<LineNote> notes(Story story) {
    var built = story.said(Output.Built.class);
    return built.get(built.size() - 1).proposal().notes();
  }

  @Test
  void tellsItsGroupWhatItSoldAtALoss() {
    var story = soldAtLoss();

    var sold = story.said(Output.SoldAtLoss.class);
    assertThat(sold).hasSize(1);
    assertThat(sold.get(0).newest())
        .isEqualTo(
            new LossSale(
                "F-1", "A-1", "HOUSE", "AAA", story.openBatch().orders().get(0).orderId(), TODAY));
  }

  /** FIFO sells 40 of what cost 50 each; filled so that they bring just that, before fees. */
  private static Story soldAtCost(@Nullable String fees, @Nullable String netAmount) {
    var story = lopsided(LotMethod.FIFO);
    story.build("R-1");
    story.approve("R-1");
    story.executed(at(story.fill(story.orderOf("AAA"), "40"), "50", fees, netAmount));
    return story;
  }

  @Test
  void countsTheFeesOfASaleInWhatIsALoss() {
    assertThat(soldAtCost(null, null).said(Output.SoldAtLoss.class)).isEmpty();
    assertThat(soldAtCost("0.01", null).said(Output.SoldAtLoss.class)).hasSize(1);
  }

  @Test
  void countsTheNetAmountThatASaleStatesInWhatIsALoss() {
    assertThat(soldAtCost("0.01", "2000").said(Output.SoldAtLoss.class)).isEmpty();
    assertThat(soldAtCost(null, "1999.99").said(Output.SoldAtLoss.class)).hasSize(1);
  }

  @Test
  void countsFeesOverAllThatTheSaleWasFilledBy() {
    var story = lopsided(LotMethod.FIFO);
    story.build("R-1");
    story.approve("R-1");
    var order = story.orderOf("AAA");

    story.executed(at(story.fill(order, "20"), "50.10", null, null));
    assertThat(story.said(Output.SoldAtLoss.class)).isEmpty();
    story.executed(at(story.fill(order, "20"), "50.00", "2.01", null));

    assertThat(story.said(Output.SoldAtLoss.class))
        .as("it brought 1,999.99 and cost 2,000")
        .hasSize(1);
  }

  @Test
  void takesALossBackThatACorrectionOfItsFeesMends() {
    var story = soldAtCost("0.01", null);
    var order = story.orderOf("AAA");
    var mended = story.execution("E-c", Execution.Type.CORRECT, order, "40", "SCHWAB", "E-1");
    story.forgotten();

    story.executed(at(mended, "50", "0.00", null));

    assertThat(story.said(Output.SoldAtLoss.class))
        .containsExactly(new Output.SoldAtLoss("AAA", null, story.now));
  }

  @Test
  void tellsNothingOfASaleAtAGain() {
    var story = lopsided(LotMethod.FIFO);
    story.build("R-1");
    story.approve("R-1");
    story.executed(at(story.fill(story.orderOf("AAA"), "40"), "100"));

    assertThat(story.said(Output.SoldAtLoss.class)).isEmpty();
  }

  @Test
  void tellsNothingOfASaleWhoseBasisIsMissing() {
    var story = lopsided(LotMethod.HIFO);
    story.positions(
        List.of(
            managed(holding("AAA", "90", lot("90", null, "2026-06-01")), holding("BBB", "10"))));
    story.build("R-1");
    story.approve("R-1");
    story.executed(at(story.fill(story.orderOf("AAA"), "40"), "1"));

    assertThat(story.said(Output.SoldAtLoss.class)).isEmpty();
  }

  @Test
  void buysNothingBackWithinThirtyDaysOfASaleAtALossAndSaysWhy() {
    var story = soldAtLoss();
    wantsBack(story);

    story.later(Duration.ofDays(30)).build("R-2");

    assertThat(story.pending().orders()).noneMatch(o -> o.securityId().equals("AAA"));
    assertThat(notes(story))
        .containsExactly(
            new LineNote(
                "SECURITY:AAA",
                "AAA",
                Limit.Code.WASH_SALE,
                "AAA was sold at a loss by the account on 2026-11-18: bought again before"
                    + " 2026-12-19 it would be a wash sale."));
  }

  @Test
  void buysAgainOnTheThirtyFirstDay() {
    var story = soldAtLoss();
    wantsBack(story);

    story.later(Duration.ofDays(31)).build("R-2");

    assertThat(story.pending().orders()).anyMatch(o -> o.securityId().equals("AAA"));
  }

  @Test
  void withdrawsTheBlockWhenTheSaleIsBusted() {
    var story = soldAtLoss();
    var fill = story.openBatch();
    story.forgotten();

    story.executed(
        new Execution(
            "E-bust",
            Execution.Type.BUST,
            "E-1",
            fill.orders().get(0).orderId(),
            null,
            "A-1",
            fill.batchId(),
            "SCHWAB",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            story.now));

    assertThat(story.said(Output.SoldAtLoss.class))
        .containsExactly(new Output.SoldAtLoss("AAA", null, story.now));
  }

  @Test
  void buysNothingThatAnotherAccountOfItsGroupSoldAtALoss() {
    var story = lopsided(LotMethod.FIFO);
    story.boards.lossSale(new LossSale("F-1", "A-2", "HOUSE", "BBB", "O-9", TODAY.minusDays(3)));

    story.build("R-1");

    assertThat(story.pending().orders()).noneMatch(o -> o.securityId().equals("BBB"));
    assertThat(notes(story).get(0).sentence())
        .startsWith("BBB was sold at a loss by account A-2 of its group on 2026-11-15");
  }

  @Test
  void mindsNoSaleOfAnotherGroup() {
    var story = lopsided(LotMethod.FIFO);
    story.boards.lossSale(new LossSale("F-1", "A-2", "OTHERS", "BBB", "O-9", TODAY));

    story.build("R-1");

    assertThat(story.pending().orders()).anyMatch(o -> o.securityId().equals("BBB"));
  }

  @Test
  void doesNotTradeAPurchaseThatItsGroupBlockedSinceItWasProposed() {
    var story = lopsided(LotMethod.FIFO);
    story.build("R-1");
    story.boards.lossSale(new LossSale("F-1", "A-2", "HOUSE", "BBB", "O-9", TODAY));

    story.approve("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.RESTRICTED);
    assertThat(story.said(Output.Release.class)).isEmpty();
  }

  // Within one request.

  private static AccountTask.Build again(Story story, String requestId, GroupSale... sales) {
    return new AccountTask.Build(
        requestId,
        "A-1",
        "F-1",
        null,
        new BuildScope.WholeAccount(),
        Acr.Source.REBALANCE,
        List.of(sales),
        story.now);
  }

  private static Decision buildsAgain(Story story, GroupSale... sales) {
    var task = again(story, "R-1", sales);
    return story.does((book, moment) -> Building.build(book, task, moment));
  }

  @Test
  void buildsAgainWithoutWhatAnotherOneOfItsGroupSellsAtALossInTheSameRequest() {
    var story = lopsided(LotMethod.FIFO);
    story.build("R-1");
    assertThat(story.pending().orders()).anyMatch(o -> o.securityId().equals("BBB"));
    var before = story.pending().contentHash();

    buildsAgain(story, new GroupSale("BBB", "A-2"));

    assertThat(story.pending().orders()).noneMatch(o -> o.securityId().equals("BBB"));
    assertThat(story.pending().contentHash()).isNotEqualTo(before);
    assertThat(notes(story))
        .containsExactly(
            new LineNote(
                "SECURITY:BBB",
                "BBB",
                Limit.Code.WASH_SALE,
                "BBB is sold at a loss by account A-2 of its group in the same request: bought by another one it would be a wash sale."));
    assertThat(RecomputeProposal.answer(lastBuilt(story)))
        .isEqualTo(new RecomputeProposal.Answer.Agrees());
  }

  @Test
  void isToldWithItsGroupWhatItProposes() {
    var story = lopsided(LotMethod.FIFO);

    story.build("R-1");

    assertThat(story.lastOutcome())
        .isEqualTo(new AccountOutcome.Proposed(story.pending(), "F-1", "advisor-7", "HOUSE"));
  }

  @Test
  void tradesWhatWasBuiltLastAndNothingOfWhatWasBuiltBefore() {
    var story = lopsided(LotMethod.FIFO);
    story.build("R-1");
    var first = story.pending().contentHash();
    buildsAgain(story, new GroupSale("BBB", "A-2"));

    story.approve("R-1", first);
    assertThat(story.lastIssue()).isEqualTo(IssueCode.STALE_PROPOSAL);

    var other = lopsided(LotMethod.FIFO);
    other.build("R-1");
    buildsAgain(other, new GroupSale("BBB", "A-2"));
    other.approve("R-1", other.pending().contentHash());
    assertThat(other.openBatch().orders()).allMatch(o -> o.securityId().equals("AAA"));
  }

  @Test
  void answersTheSameSecondBuildTheSame() {
    var story = lopsided(LotMethod.FIFO);
    story.build("R-1");
    buildsAgain(story, new GroupSale("BBB", "A-2"));
    var before = story.book;

    var decision = buildsAgain(story, new GroupSale("BBB", "A-2"));

    assertThat(story.book).isSameAs(before);
    assertThat(decision.outputs())
        .containsExactly(new Output.Outcome(story.lastOutcome()))
        .hasSize(1);
  }

  @Test
  void forgetsTheFirstProposalWhereTheSecondBuildFails() {
    var story = lopsided(LotMethod.FIFO);
    story.build("R-1");
    story.boards.withoutPrice("BBB");

    buildsAgain(story, new GroupSale("AAA", "A-2"));

    assertThat(story.lastIssue()).isEqualTo(IssueCode.UNCHECKABLE);
    assertThat(story.book.pending()).isNull();
  }

  /** Half of the account is in a sleeve, 25 AAA and 25 CCC, that is to be levered from now on. */
  private static Story leveredAnew() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "CCC 0.5");
    story.boards.target("T", Story.model("TECH", "0.5", "1.5"), security("BBB", "0.5"));
    story.account(grouped("HOUSE"));
    story.positions(
        List.of(managed(holding("BBB", "50")), Story.following("TECH", "0", "AAA 25", "CCC 25")));
    story.command(new Ask.OpeningState("T", true, true, new java.util.TreeMap<>()));
    story.judged().build("R-1");
    return story;
  }

  @Test
  void cancelsAnAcrThatTheSecondBuildDoesNotProposeAnyMore() {
    var story = leveredAnew();
    assertThat(story.acrStates()).containsExactly(Acr.State.PROPOSED);

    buildsAgain(story, new GroupSale("AAA", "A-2"), new GroupSale("CCC", "A-2"));

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.NoTrades.class);
    assertThat(story.book.pending()).isNull();
    assertThat(story.acrStates()).containsExactly(Acr.State.PROPOSED, Acr.State.CANCELED);
  }

  @Test
  void proposesAnAcrAsItIsNowWhereTheSecondBuildStillNeedsIt() {
    var story = leveredAnew();
    var before = story.pending().acrs().get(0).acrId();

    buildsAgain(story, new GroupSale("AAA", "A-2"));

    assertThat(story.pending().acrs()).extracting(Acr::acrId).containsExactly(before);
    assertThat(story.acrStates()).containsExactly(Acr.State.PROPOSED, Acr.State.PROPOSED);
    assertThat(story.pending().orders()).extracting(Order::securityId).containsExactly("CCC");
  }

  // Halts.

  @Test
  void doesNotTradeWhatTheMarketHalted() {
    var story = lopsided(LotMethod.FIFO);
    story.boards.halted("AAA");

    story.build("R-1");

    assertThat(story.lastOutcome())
        .isInstanceOf(io.evenkeel.core.approval.AccountOutcome.NoTrades.class);
    assertThat(notes(story))
        .containsExactly(
            new LineNote("SECURITY:AAA", "AAA", Limit.Code.HALTED, "Trading in AAA is halted."));
  }

  @Test
  void doesNotTradeWhatAnOperatorHalted() {
    var story = lopsided(LotMethod.FIFO);
    story.boards.haltedBy("operator-1", "AAA", "bad print");

    story.build("R-1");

    assertThat(notes(story).get(0).sentence()).isEqualTo("AAA is halted by operator-1: bad print.");
  }

  /** 100 of AAA in MANAGED and none in the sleeve: the target wants all of it there. */
  private static Story moving(Lot... lots) {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 1");
    story.boards.target("T", Story.model("TECH", "0.5"), security("BBB", "0.5"));
    story.account(grouped("HOUSE"));
    story.positions(
        List.of(
            managed(holding("AAA", "50", lots), holding("BBB", "50")),
            Story.following("TECH", "0")));
    story.command(new Ask.OpeningState("T", true, true, new java.util.TreeMap<>()));
    return story.judged();
  }

  @Test
  void neverBuysInOneSleeveWhatItSellsAtALossInAnother() {
    var story = moving(lot("50", "6000", "2020-01-02"));
    story.build("R-1");

    assertThat(story.pending().orders())
        .extracting(order -> order.side() + " " + order.securityId())
        .containsExactly("SELL AAA");
    var proposal = lastBuilt(story);
    assertThat(proposal.notes())
        .contains(
            new LineNote(
                "TECH/AAA",
                "AAA",
                Limit.Code.WASH_SALE,
                "AAA is sold at a loss from sleeve MANAGED just now: bought in another one it would be a wash sale."));
    assertThat(RecomputeProposal.answer(proposal)).isEqualTo(new RecomputeProposal.Answer.Agrees());
  }

  @Test
  void buysInOneSleeveWhatItSellsAtAGainInAnother() {
    var story = moving(lot("50", "4000", "2020-01-02"));
    story.build("R-1");

    assertThat(story.pending().orders())
        .extracting(order -> order.side() + " " + order.securityId())
        .containsExactly("SELL AAA", "BUY AAA");
  }

  @Test
  void tellsOfASaleAtALossWhoseSecurityWasBoughtWithinThe30DaysBefore() {
    assertThat(notesOfSelling("2026-10-19"))
        .containsExactly(
            new LineNote(
                "SECURITY:AAA",
                "AAA",
                Limit.Code.WASH_SALE,
                "AAA is sold at a loss, and 30 of it that the account keeps were bought within the last 30 days: so much of the loss would be a wash sale."));
    assertThat(notesOfSelling("2026-10-18")).as("31 days before").isEmpty();
  }

  /** FIFO sells 40 of the 60 that cost 120 each; 30 were bought later. */
  private static List<LineNote> notesOfSelling(String boughtOn) {
    var story = lopsided(LotMethod.FIFO);
    story.positions(
        List.of(
            managed(
                holding("AAA", "90", lot("60", "7200", "2020-01-02"), lot("30", "3600", boughtOn)),
                holding("BBB", "10"))));
    story.build("R-1");
    return lastBuilt(story).notes();
  }

  private static TradeProposal lastBuilt(Story story) {
    var built = story.said(Output.Built.class);
    return built.get(built.size() - 1).proposal();
  }
}
