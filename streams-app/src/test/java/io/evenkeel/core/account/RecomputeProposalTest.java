package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.changed;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.RecomputeProposal.Answer;
import io.evenkeel.core.account.TradeProposal.BuiltFrom;
import io.evenkeel.core.account.TradeProposal.Result;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.RandomBook;
import io.evenkeel.core.rebalance.SleeveChange;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A proposal recomputed from what it carries")
class RecomputeProposalTest {
  private static final int BOOKS_PER_SEED = 40;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 10);
  }

  private static Story drifted() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    return story.opened("HALF", List.of(managed("1000", "AAA 90")));
  }

  private static Story inModel() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5", "1.5"), cash("0.5"));
    return story.opened(
        "MIXED", List.of(managed("8000"), following("TECH", "0", "AAA 10", "BBB 10")));
  }

  private static TradeProposal built(Story story) {
    story.build("R-1");
    return told(story);
  }

  private static TradeProposal told(Story story) {
    var all = story.said(Output.Built.class);
    return all.get(all.size() - 1).proposal();
  }

  private static List<String> sentences(TradeProposal proposal) {
    return ((Answer.Differs) RecomputeProposal.answer(proposal)).sentences();
  }

  private static TradeProposal with(TradeProposal built, Result result) {
    return with(built, result, built.lines(), built.builtFrom());
  }

  private static TradeProposal with(
      TradeProposal built, Result result, List<Line> lines, @Nullable BuiltFrom from) {
    return new TradeProposal(
        built.requestId(),
        built.accountId(),
        built.owner(),
        built.source(),
        result,
        lines,
        List.of(),
        from,
        built.at());
  }

  private static TradeProposal with(TradeProposal built, UnaryOperator<Proposal> change) {
    var proposal = ((Result.Proposed) built.result()).proposal();
    return with(built, new Result.Proposed(change.apply(proposal)));
  }

  private static Proposal with(
      Proposal of, List<Order> orders, List<Transfer> transfers, List<Acr> acrs, String hash) {
    return new Proposal(
        of.requestId(),
        of.accountId(),
        of.logic(),
        orders,
        transfers,
        acrs,
        of.basis(),
        hash,
        of.builtAt());
  }

  private static TradeProposal withOrder(TradeProposal built, UnaryOperator<Order> change) {
    return with(
        built,
        p ->
            with(
                p,
                p.orders().stream().map(change).toList(),
                p.transfers(),
                p.acrs(),
                p.contentHash()));
  }

  private static TradeProposal withChange(TradeProposal built, UnaryOperator<SleeveChange> change) {
    return with(
        built,
        p ->
            with(
                p,
                p.orders(),
                p.transfers(),
                p.acrs().stream()
                    .map(
                        acr ->
                            new Acr(
                                acr.acrId(),
                                acr.requestId(),
                                acr.accountId(),
                                change.apply(acr.change()),
                                acr.source()))
                    .toList(),
                p.contentHash()));
  }

  @Test
  void agreesWithWhatWasBuilt() {
    assertThat(RecomputeProposal.answer(built(drifted()))).isEqualTo(new Answer.Agrees());
    assertThat(RecomputeProposal.answer(built(inModel()))).isEqualTo(new Answer.Agrees());
  }

  @Test
  void agreesThoughTheBoardsHaveMovedOn() {
    var story = inModel();
    var built = built(story);
    story.boards.price("AAA", "140").model("TECH", "CCC 1").withoutTarget("MIXED");

    assertThat(RecomputeProposal.answer(built)).isEqualTo(new Answer.Agrees());
  }

  @Test
  void carriesNoMoreThanWasAskedOfTheBoards() {
    var story = drifted();
    story.boards.model("TECH", "BBB 1");

    var boards = built(story).builtFrom().boards();

    assertThat(boards.securitiesAsked()).containsExactly("AAA");
    assertThat(boards.models()).isEmpty();
  }

  @Test
  void agreesWithWhatWasAskedByHand() {
    var story = inModel();

    story.build("R-1", new BuildScope.LiquidateSleeve("TECH"));
    assertThat(RecomputeProposal.answer(told(story))).isEqualTo(new Answer.Agrees());

    story = inModel();
    story.build("R-1", new BuildScope.AllocateSleeve("TECH", Money.of("1.00")));
    assertThat(RecomputeProposal.answer(told(story))).isEqualTo(new Answer.Agrees());
  }

  @Test
  void agreesWithABuildThatGaveNoTrades() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    var built = built(story.opened("HALF", List.of(managed("5000", "AAA 50"))));

    assertThat(built.result()).isEqualTo(new Result.NoTrades());
    assertThat(RecomputeProposal.answer(built)).isEqualTo(new Answer.Agrees());
  }

  @Test
  void agreesWithABuildThatFailedOnItsInputs() {
    var story = inModel();
    story.account(changed("F-1", AccountType.CASH, true, null, "USD", AccountStatus.ACTIVE));
    var built = built(story);

    assertThat(story.lastIssue()).isEqualTo(IssueCode.MARGIN_NOT_ENABLED);
    assertThat(RecomputeProposal.answer(built)).isEqualTo(new Answer.Agrees());
    assertThat(sentences(with(built, new Result.Failed(IssueCode.REG_T_EXCEEDED, "No."))))
        .singleElement()
        .asString()
        .startsWith("The build gives FAILED with MARGIN_NOT_ENABLED")
        .endsWith("the proposal says FAILED with REG_T_EXCEEDED (No.).");
  }

  @Test
  void hasNothingToComputeWhereNothingWasBuilt() {
    var story = drifted();
    story.boards.quarantined("AAA", "100");
    var built = built(story);

    assertThat(built.builtFrom()).isNull();
    assertThat(RecomputeProposal.answer(built))
        .isInstanceOfSatisfying(
            Answer.NothingToCompute.class,
            answer -> assertThat(answer.sentence()).contains("UNCHECKABLE", "AAA"));
  }

  @Test
  void doesNotAgreeWhereItProposesAndCarriesNoInputs() {
    var built = built(drifted());

    assertThat(sentences(with(built, built.result(), built.lines(), null)))
        .containsExactly("It says what was built, and carries no inputs.");
  }

  @Test
  void doesNotAgreeWithAnotherResult() {
    assertThat(sentences(with(built(drifted()), new Result.NoTrades())))
        .containsExactly("The build gives PROPOSED, the proposal says NO_TRADES.");
  }

  @Test
  void doesNotAgreeOnceAnOrderIsAltered() {
    var built = built(drifted());

    assertThat(sentences(withOrder(built, RecomputeProposalTest::oneShareMore)))
        .containsExactly("The quantity of the order of SECURITY:AAA is 40, the proposal says 41.");
    assertThat(sentences(withOrder(built, RecomputeProposalTest::altered)))
        .containsExactly(
            "The id of the order of SECURITY:AAA is "
                + order(built).orderId()
                + ", the proposal says O-1.",
            "The sleeve of the order of SECURITY:AAA is MANAGED, the proposal says TECH.",
            "The security of the order of SECURITY:AAA is AAA, the proposal says BBB.",
            "The side of the order of SECURITY:AAA is SELL, the proposal says BUY.",
            "The price of the order of SECURITY:AAA is 100, the proposal says 101.",
            "The cash of the order of SECURITY:AAA is 4000, the proposal says 1.",
            "The list of lots of the order of SECURITY:AAA is [], the proposal says"
                + " [Lot[quantity=1, costBasis=null, acquired=null]].",
            "The holding back of the order of SECURITY:AAA is false, the proposal says true.",
            "The gain of the order of SECURITY:AAA is "
                + order(built).gain()
                + ", the proposal says nothing.");
    assertThat(
            sentences(
                with(built, p -> with(p, List.of(), p.transfers(), p.acrs(), p.contentHash()))))
        .containsExactly("Lines with orders are [SECURITY:AAA], the proposal says [].");
  }

  private static Order order(TradeProposal built) {
    return ((Result.Proposed) built.result()).proposal().orders().get(0);
  }

  private static Order oneShareMore(Order order) {
    return new Order(
        order.orderId(),
        order.line(),
        order.sleeveId(),
        order.securityId(),
        order.side(),
        order.quantity().plus(Quantity.of("1")),
        order.price(),
        order.cash(),
        order.lots(),
        order.gain(),
        order.held());
  }

  private static Order altered(Order order) {
    return new Order(
        "O-1",
        order.line(),
        "TECH",
        "BBB",
        TradeSide.BUY,
        order.quantity(),
        Price.of("101"),
        Money.of("1.00"),
        List.of(new Lot(Quantity.of("1"), null, null)),
        null,
        true);
  }

  @Test
  void doesNotAgreeOnceATransferAnAcrOrTheHashIsAltered() {
    var built = built(inModel());

    assertThat(sentences(with(built, p -> with(p, p.orders(), List.of(), List.of(), "no hash"))))
        .satisfiesExactly(
            s -> assertThat(s).startsWith("Transfers are [Transfer[fromSleeveId=MANAGED"),
            s -> assertThat(s).isEqualTo("Models with ACRs are [TECH], the proposal says []."),
            s -> assertThat(s).endsWith("the proposal says no hash."));
    assertThat(sentences(withChange(built, RecomputeProposalTest::altered)))
        .extracting(s -> s.substring(0, s.indexOf(" of the ACR of TECH is")))
        .containsExactly(
            "The sleeve",
            "The type",
            "The amount",
            "The leverage before",
            "The leverage applied",
            "The latching");
  }

  private static SleeveChange altered(SleeveChange change) {
    return new SleeveChange(
        change.modelId(),
        "OTHER",
        SleeveChange.Type.CLOSE,
        Money.of("0.01"),
        Leverage.of("1.7"),
        Leverage.of("1.8"),
        !change.latches());
  }

  @Test
  void doesNotAgreeOnceALineIsAltered() {
    var built = built(drifted());
    var without = built.lines().subList(0, 1);

    assertThat(sentences(with(built, built.result(), without, built.builtFrom())))
        .containsExactly("Lines are [SECURITY:AAA, CASH], the proposal says [SECURITY:AAA].");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesOnRandomBooks(long seed) {
    for (var logic : List.of(TradeLogic.BEST_FIT, TradeLogic.MIN_TRANSACTION)) {
      for (long book = seed * BOOKS_PER_SEED; book < (seed + 1) * BOOKS_PER_SEED; book++) {
        var built = ProposedBook.of(RandomBook.of(book, logic));

        assertThat(RecomputeProposal.answer(built))
            .as("book %d, %s", book, logic)
            .isEqualTo(new Answer.Agrees());
      }
    }
  }
}
