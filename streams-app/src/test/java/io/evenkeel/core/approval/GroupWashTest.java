package io.evenkeel.core.approval;

import static io.evenkeel.core.approval.Samples.TEN;
import static io.evenkeel.core.approval.Samples.header;
import static io.evenkeel.core.approval.Samples.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.RequestAccountState.Status;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.tax.GroupSale;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("In one request, an account of a group")
class GroupWashTest {
  private static final Instant LATER = TEN.plusSeconds(5);

  private final RequestRun run = new RequestRun("R-1");

  /** {@code "sell XOM"} at a loss, {@code "gain XOM"} at a gain, {@code "buy XOM"}. */
  private static AccountOutcome proposed(
      String accountId, @Nullable String group, Instant at, String... orders) {
    return proposedOf("F-1", accountId, group, at, orders);
  }

  private static AccountOutcome proposedOf(
      String firmId, String accountId, @Nullable String group, Instant at, String... orders) {
    var made = Arrays.stream(orders).map(words -> order(accountId, words)).toList();
    return new AccountOutcome.Proposed(
        Samples.proposal("R-1", accountId, made, at), firmId, "ADV-1", group);
  }

  private static Order order(String accountId, String words) {
    var verb = words.split(" ")[0];
    var security = words.split(" ")[1];
    var line = verb + ":" + security;
    var basis = verb.equals("sell") ? "150" : "100";
    var lot = new Lot(Quantity.of("10"), Money.of(basis), LocalDate.parse("2020-01-02"));
    return new Order(
        OrderIds.orderId("R-1", accountId, line),
        line,
        "MANAGED",
        security,
        verb.equals("buy") ? TradeSide.BUY : TradeSide.SELL,
        Quantity.of("10"),
        Price.of("12.5"),
        Money.of("125"),
        verb.equals("buy") ? List.of() : List.of(lot),
        null,
        false);
  }

  private static RequestCommand.Approve approve(Instant at) {
    return new RequestCommand.Approve(
        header("c-approve-" + at.toEpochMilli(), at), List.of(), Map.of(), "advisor-9");
  }

  /** Whoever is asked to build again, with what it is told. */
  private List<String> askedAgain() {
    return run.tasks().stream()
        .filter(AccountTask.Build.class::isInstance)
        .map(AccountTask.Build.class::cast)
        .map(build -> build.accountId() + " " + words(build.groupSales()))
        .toList();
  }

  private static String words(List<GroupSale> sales) {
    return String.join(
        ", ", sales.stream().map(s -> s.securityId() + " by " + s.accountId()).toList());
  }

  @Test
  void buildsAgainWithoutWhatAnotherOneSellsAtALoss() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", "HOUSE", TEN, "sell XOM"))
        .take(proposed("A-2", "HOUSE", TEN, "buy XOM", "buy T"));

    assertThat(askedAgain()).containsExactly("A-2 XOM by A-1");
    assertThat(run.row("A-1").status()).isEqualTo(Status.PROPOSED);
    assertThat(run.row("A-2").status()).isEqualTo(Status.BUILDING);
    assertThat(run.row("A-2").orders()).isEmpty();
    assertThat(run.phase()).isEqualTo(RequestPhase.BUILDING);
  }

  @Test
  void isAskedOnlyOnceEveryAccountHasAnsweredWhicheverWasFirst() {
    run.send(submit("A-1", "A-2", "A-3")).take(proposed("A-2", "HOUSE", TEN, "buy XOM"));
    assertThat(askedAgain()).isEmpty();
    run.take(proposed("A-1", "HOUSE", TEN, "sell XOM"));
    assertThat(askedAgain()).isEmpty();

    run.take(Samples.noTrades("A-3", TEN));

    assertThat(askedAgain()).containsExactly("A-2 XOM by A-1");
  }

  @Test
  void isPartOfTheRequestAgainOnceItHasAnswered() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", "HOUSE", TEN, "sell XOM"))
        .take(proposed("A-2", "HOUSE", TEN, "buy XOM"));
    assertThat(run.send(approve(LATER)).refused()).containsExactly(Refusal.Code.STILL_BUILDING);

    run.take(proposed("A-2", "HOUSE", LATER, "buy T"));

    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
    assertThat(run.row("A-2").orders()).extracting(Order::securityId).containsExactly("T");
    run.send(approve(LATER.plusSeconds(1)));
    assertThat(run.tasks()).hasSize(2);
    assertThat(run.tasks()).allMatch(task -> task instanceof AccountTask.Approve);
  }

  @Test
  void thatDoesNotAnswerAgainWithinSixtySecondsHasFailedAndHoldsUpNobody() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", "HOUSE", TEN.plusSeconds(40), "sell XOM"))
        .take(proposed("A-2", "HOUSE", TEN.plusSeconds(50), "buy XOM"));

    run.pass(TEN.plusSeconds(110));
    assertThat(run.row("A-2").status())
        .as("60 s from when it was asked")
        .isEqualTo(Status.BUILDING);
    run.pass(TEN.plusSeconds(111));

    assertThat(run.row("A-2").issue()).isEqualTo(IssueCode.NOT_ANSWERED);
    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
    run.take(proposed("A-2", "HOUSE", TEN.plusSeconds(112), "buy T"));
    assertThat(run.tasks())
        .singleElement()
        .isInstanceOfSatisfying(
            AccountTask.Discard.class,
            late -> assertThat(late.reason()).isEqualTo(AccountTask.Discard.Reason.NOT_ANSWERED));
  }

  @Test
  void isLookedAtAlsoWhereAnotherAccountNeverAnswered() {
    run.send(submit("A-1", "A-2", "A-3"))
        .take(proposed("A-1", "HOUSE", TEN, "sell XOM"))
        .take(proposed("A-2", "HOUSE", TEN, "buy XOM"));

    run.pass(TEN.plusSeconds(61));

    assertThat(run.row("A-3").issue()).isEqualTo(IssueCode.NOT_ANSWERED);
    assertThat(askedAgain()).containsExactly("A-2 XOM by A-1");
    assertThat(run.phase()).isEqualTo(RequestPhase.BUILDING);
  }

  @Test
  void mayBuyWhatAnotherOneSellsAtAGain() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", "HOUSE", TEN, "gain XOM"))
        .take(proposed("A-2", "HOUSE", TEN, "buy XOM"));

    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
  }

  @Test
  void mayBuyWhatAnAccountOfAnotherGroupOrOfNoneSells() {
    run.send(submit("A-1", "A-2", "A-3", "A-4"))
        .take(proposed("A-1", "OTHERS", TEN, "sell XOM"))
        .take(proposed("A-2", null, TEN, "sell XOM"))
        .take(proposed("A-3", "HOUSE", TEN, "buy XOM"))
        .take(proposed("A-4", null, TEN, "buy XOM"));

    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
  }

  @Test
  void isOneOfItsFirm() {
    var unowned = new RequestCommand.Header("c-submit", "R-1", "ops", null, TEN);
    run.send(new RequestCommand.Submit(unowned, List.of("A-1", "A-2"), null, null));

    run.take(proposed("A-1", "HOUSE", TEN, "sell XOM"))
        .take(
            new Affiliation("F-2", "ADV-1", "SCHWAB"),
            proposedOf("F-2", "A-2", "HOUSE", TEN, "buy XOM"));

    assertThat(askedAgain()).isEmpty();
    assertThat(run.row("A-2").issue()).isEqualTo(IssueCode.FOREIGN_FIRM);
  }

  @Test
  void isToldOfEverythingThatOthersOfItSellAtALossAndByWhomFirst() {
    run.send(submit("A-1", "A-2", "A-3"))
        .take(proposed("A-3", "HOUSE", TEN, "sell XOM", "sell T"))
        .take(proposed("A-1", "HOUSE", TEN, "sell XOM"))
        .take(proposed("A-2", "HOUSE", TEN, "buy XOM", "sell IBM"));

    assertThat(askedAgain()).containsExactly("A-2 T by A-3, XOM by A-1");
  }

  @Test
  void isNotHeldToWhatItSellsItself() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", "HOUSE", TEN, "sell XOM", "buy XOM"))
        .take(Samples.noTrades("A-2", TEN));

    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
  }

  @Test
  void buildsAgainWithTheOtherWhereEachBuysWhatTheOtherSells() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", "HOUSE", TEN, "sell XOM", "buy T"))
        .take(proposed("A-2", "HOUSE", TEN, "sell T", "buy XOM"));

    assertThat(askedAgain()).containsExactly("A-1 T by A-2", "A-2 XOM by A-1");
  }

  @Test
  void isToldOfMoreWhereBuildingAgainMakesAnotherOneSellMoreAtALoss() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", "HOUSE", TEN, "sell XOM", "buy T"))
        .take(proposed("A-2", "HOUSE", TEN, "sell T", "buy XOM", "buy IBM"));

    run.take(proposed("A-1", "HOUSE", LATER, "sell IBM"))
        .take(proposed("A-2", "HOUSE", LATER, "buy IBM"));

    assertThat(askedAgain())
        .as("what it was told before stays so")
        .containsExactly("A-2 IBM by A-1, XOM by A-1");
    run.take(proposed("A-2", "HOUSE", LATER, "buy MSFT"));
    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
  }

  @Test
  void isNotAskedForEverWhereItBuysAllTheSame() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", "HOUSE", TEN, "sell XOM"))
        .take(proposed("A-2", "HOUSE", TEN, "buy XOM"));

    run.take(proposed("A-2", "HOUSE", LATER, "buy XOM"));

    assertThat(run.phase()).isEqualTo(RequestPhase.PENDING_APPROVAL);
  }

  @Test
  void endsWithItsRequestWhileItBuildsAgain() {
    run.send(submit("A-1", "A-2"))
        .take(proposed("A-1", "HOUSE", TEN, "sell XOM"))
        .take(proposed("A-2", "HOUSE", TEN, "buy XOM"));

    run.send(new RequestCommand.Cancel(header("c-cancel", LATER)));

    assertThat(run.phase()).isEqualTo(RequestPhase.CANCELED);
    assertThat(run.tasks()).hasSize(2).allMatch(AccountTask.Discard.class::isInstance);
  }

  @Test
  void isBuiltByTheClockOfItsDayHoweverOftenItIsAskedAgain() {
    var nearTheEnd = Samples.CUT_OFF.minusSeconds(30);
    run.send(submit("A-1", "A-2"));
    run.pass(TEN.plusSeconds(1));
    run.take(proposed("A-1", "HOUSE", TEN, "sell XOM"))
        .take(proposed("A-2", "HOUSE", TEN, "buy XOM"));
    assertThat(Requests.nextDue(run.state()))
        .isEqualTo(TEN.plus(Duration.ofSeconds(60)).plusMillis(1));

    run.pass(nearTheEnd).pass(Samples.CUT_OFF);

    assertThat(run.phase()).isEqualTo(RequestPhase.EXPIRED);
  }

  // Random households.

  private static final List<String> SECURITIES = List.of("XOM", "T", "IBM", "GE", "F");

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  /**
   * What accounts would trade, whatever they may not buy: given by account and round, so that it
   * does not depend on the order in which they answer.
   */
  private static AccountOutcome answer(long seed, String accountId, List<GroupSale> told) {
    var random = new Random(seed * 31 + accountId.hashCode() * 7L + told.hashCode());
    var orders = new ArrayList<String>();
    for (var security : SECURITIES) {
      var isTold = told.stream().anyMatch(sale -> sale.securityId().equals(security));
      switch (random.nextInt(5)) {
        case 0 -> orders.add("sell " + security);
        case 1 -> orders.add("gain " + security);
        case 2, 3 -> orders.add((isTold ? "gain " : "buy ") + security);
        default -> {
          // It leaves this one alone.
        }
      }
    }
    var group = accountId.equals("A-5") ? null : accountId.compareTo("A-3") < 0 ? "ONE" : "TWO";
    return orders.isEmpty()
        ? Samples.noTrades(accountId, TEN)
        : proposed(accountId, group, TEN, orders.toArray(String[]::new));
  }

  private static RequestRun played(long seed, Random order) {
    var run = new RequestRun("R-1").send(submit("A-1", "A-2", "A-3", "A-4", "A-5"));
    var open = new ArrayList<>(run.tasks());
    for (var answers = 0; !open.isEmpty(); answers++) {
      assertThat(answers).as("an end of asking").isLessThan(200);
      var task = (AccountTask.Build) open.remove(order.nextInt(open.size()));
      run.take(answer(seed, task.accountId(), task.groupSales()));
      open.addAll(run.tasks());
    }
    return run;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neverIsApprovedToBuyWhatAnotherOneIsApprovedToSellAtALoss(long seed) {
    var run = played(seed, new Random(seed));
    assertThat(run.phase()).isNotEqualTo(RequestPhase.BUILDING);

    for (var buyer : run.rows()) {
      for (var seller : run.rows()) {
        if (buyer != seller && buyer.group() != null && buyer.group().equals(seller.group())) {
          assertThat(securities(buyer, "buy")).doesNotContainAnyElementsOf(sold(seller));
        }
      }
    }
  }

  private static List<String> securities(RequestAccountState row, String verb) {
    return row.orders().stream()
        .filter(order -> order.line().startsWith(verb + ":"))
        .map(Order::securityId)
        .toList();
  }

  private static List<String> sold(RequestAccountState row) {
    var sold = securities(row, "sell");
    return sold.isEmpty() ? List.of("nothing") : sold;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void proposesTheSameInWhicheverOrderAccountsAnswer(long seed) {
    var one = played(seed, new Random(seed));
    var other = played(seed, new Random(seed + 1));

    assertThat(hashes(other)).isEqualTo(hashes(one));
  }

  private static Map<String, String> hashes(RequestRun run) {
    var hashes = new HashMap<String, String>();
    run.rows().forEach(row -> hashes.put(row.accountId(), String.valueOf(row.contentHash())));
    return hashes;
  }

  @Test
  void isAskedAgainInTheRunsAboveAndMoreThanOnce() {
    var rounds = new ArrayList<Integer>();
    seeds()
        .forEach(
            seed ->
                played(seed, new Random(seed))
                    .rows()
                    .forEach(row -> rounds.add(row.groupSales().size())));

    assertThat(Collections.max(rounds)).isGreaterThan(1);
  }
}
