package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;

import io.evenkeel.core.account.CashSchedule.Recurrence;
import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.AccountTask.Discard.Reason;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.BuildScope;
import io.evenkeel.core.rebalance.CashFlow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** An account to which anything may happen, in any order; the same seed tells the same story. */
final class RandomLife {
  private static final List<String> SECURITIES = List.of("AAA", "BBB", "CCC", "DDD");

  final Story story = Story.begun();
  final List<AccountCommand> commands = new ArrayList<>();
  private final Set<String> built = new HashSet<>();
  private final Random random;
  private int requests;
  private int sent;

  RandomLife(long seed) {
    random = new Random(seed);
    story.boards.model("TECH", "AAA 0.5", "BBB 0.4").model("CORE", "CCC 1");
    story.boards.target("MIXED", model("TECH", "0.6", "1.5"), security("DDD", "0.3"), cash("0.1"));
    story.boards.target("PLAIN", security("AAA", "0.5"), security("DDD", "0.4"), cash("0.1"));
    story.boards.target("CORE", model("CORE", "0.9"), cash("0.1"));
  }

  /** One more thing happens, and half of the time the account is judged after it. */
  void happens() {
    switch (random.nextInt(12)) {
      case 0, 1 -> story.boards.price(any(SECURITIES), String.valueOf(60 + random.nextInt(80)));
      case 2 -> market();
      case 3 -> account();
      case 4, 5 -> positions();
      case 6 -> command();
      case 7 -> build();
      case 8 -> approval();
      case 9, 10 -> execution();
      default -> time();
    }
    if (random.nextBoolean()) {
      story.judged();
    }
  }

  private void market() {
    switch (random.nextInt(5)) {
      case 0 -> story.boards.withoutPrice(any(SECURITIES));
      case 1 -> story.boards.model("TECH", "AAA 0." + (400 + random.nextInt(120)), "BBB 0.4");
      case 2 -> story.boards.target("PLAIN", security("AAA", "0.6"), cash("0.4"));
      case 3 ->
          story.boards.ownTarget(
              "OWN-" + random.nextInt(3), "A-1", anyTime().toString(), security("BBB", "1"));
      default -> SECURITIES.forEach(id -> story.boards.price(id, "100"));
    }
  }

  private Instant anyTime() {
    return Story.MORNING.plusSeconds(random.nextInt(200_000) - 100_000L);
  }

  private void account() {
    switch (random.nextInt(8)) {
      case 0 -> story.account(null);
      case 1 -> story.account(Story.being(AccountStatus.FROZEN));
      default -> story.account(Story.ACCOUNT);
    }
  }

  private void positions() {
    var before = story.book.positions();
    var version = (before == null ? 0 : before.version()) + random.nextInt(4) - 1;
    if (random.nextInt(30) == 0) {
      story.withoutPositions();
    } else {
      story.positions(version, random.nextInt(4) == 0 ? null : story.now, sleeves());
    }
  }

  private List<Sleeve> sleeves() {
    var sleeves = new ArrayList<Sleeve>();
    sleeves.add(managed(String.valueOf(random.nextInt(9_000)), held("AAA"), held("DDD")));
    if (random.nextBoolean()) {
      sleeves.add(following("TECH", String.valueOf(random.nextInt(900)), held("AAA"), held("BBB")));
    }
    if (random.nextInt(3) == 0) {
      sleeves.add(following("CORE", "0", held("CCC")));
    }
    if (random.nextBoolean()) {
      var funding = String.valueOf(random.nextInt(1_200));
      sleeves.add(Story.sleeve("FUNDING", Sleeve.Kind.FUNDING, null, funding));
    }
    return sleeves;
  }

  private String held(String securityId) {
    return securityId + " " + random.nextInt(60);
  }

  private void command() {
    var id = random.nextInt(5) == 0 && sent > 0 ? random.nextInt(sent) : sent++;
    var firm = random.nextInt(15) == 0 ? "F-2" : "F-1";
    var command = new AccountCommand("K-" + id, "advisor-7", firm, story.now, ask());
    commands.add(command);
    story.command(command);
  }

  private Ask ask() {
    var request = "M-" + ++requests;
    return switch (random.nextInt(15)) {
      case 0, 1 -> new Ask.OpeningState(target(), true, random.nextBoolean(), leverage());
      case 2, 3 -> new Ask.AssignTarget(target(), random.nextBoolean() ? true : null, false);
      case 4 -> new Ask.RemoveTarget();
      case 5, 6 -> new Ask.SetRebalancing(random.nextInt(4) > 0);
      case 7 -> new Ask.AllocateSleeve(request, "TECH", Money.of("1"));
      case 8, 9 -> movement();
      case 10 -> new Ask.CancelCashMovement("C-" + random.nextInt(6));
      case 11 -> new Ask.ReleaseBatch(openBatchId());
      case 12, 13 -> new Ask.CancelBatch(openBatchId());
      default -> new Ask.ReplaceBatch(openBatchId(), request, null);
    };
  }

  /** Ids come again, so that some are used; days lie near, so that some are due. */
  private Ask movement() {
    var today = story.now.atZone(ZoneOffset.UTC).toLocalDate();
    var recurrence = any(List.of(true, false)) ? Recurrence.MONTHLY : null;
    return new Ask.CashMovement(
        "C-" + random.nextInt(6),
        any(List.of(CashFlow.Direction.values())),
        Money.of(String.valueOf(1 + random.nextInt(900))),
        any(
            List.of(
                CashFlow.Method.REBALANCER,
                CashFlow.Method.PRO_RATA,
                CashFlow.Method.EQUAL_WEIGHT)),
        List.of(),
        random.nextBoolean() ? null : today.plusDays(random.nextInt(4) - 1L),
        recurrence,
        recurrence == null ? null : today.plusDays(random.nextInt(90)),
        List.of());
  }

  private String target() {
    return any(List.of("MIXED", "PLAIN", "CORE", "NOWHERE"));
  }

  private TreeMap<String, Leverage> leverage() {
    return new TreeMap<>(Map.of("TECH", Leverage.of(any(List.of("1", "1.2", "1.5")))));
  }

  private String openBatchId() {
    var open = story.book.batches().open();
    return open == null ? "B-none" : open.batchId();
  }

  private void build() {
    var opened =
        story.outcomes().stream()
            .filter(AccountOutcome.Opened.class::isInstance)
            .map(AccountOutcome.Opened.class::cast)
            .toList();
    if (!opened.isEmpty() && random.nextBoolean()) {
      var asked = opened.get(opened.size() - 1 - random.nextInt(Math.min(3, opened.size())));
      var again = asked.scope() instanceof BuildScope.CashMovement || built.add(asked.requestId());
      story.buildAs(
          !again || random.nextInt(9) == 0 ? "R-" + ++requests : asked.requestId(), asked);
      return;
    }
    var scope =
        switch (random.nextInt(6)) {
          case 0 -> new BuildScope.AllocateSleeve("TECH", Money.of("50"));
          case 1 -> new BuildScope.LiquidateSleeve("TECH");
          default -> new BuildScope.WholeAccount();
        };
    story.build("R-" + ++requests, scope, any(List.of(TradeLogic.values())));
  }

  private void approval() {
    var pending = story.book.pending();
    var request = pending == null ? "R-none" : pending.requestId();
    switch (random.nextInt(8)) {
      case 0 -> story.discard(request, any(List.of(Reason.values())));
      case 1 -> story.approve(request, "0".repeat(64));
      case 2 -> story.releaseRefused(request, openBatchId());
      case 3 -> story.approve("R-other");
      default -> story.approve(request);
    }
  }

  private void execution() {
    var open = story.book.batches().open();
    if (open == null || open.batch().orders().isEmpty()) {
      story.executed(
          story.said(
              any(List.of(Type.ACK, Type.REJECT, Type.CANCELED, Type.CANCEL_REJECTED)), null));
      return;
    }
    var order = any(open.batch().orders());
    switch (random.nextInt(10)) {
      case 8 -> story.executed(story.said(Type.CANCEL_REJECTED, order.orderId()));
      case 0 -> story.executed(story.said(Type.ACK, order.orderId()));
      case 1 -> story.executed(story.said(Type.REJECT, order.orderId()));
      case 2 -> story.executed(story.said(Type.CANCELED, order.orderId()));
      case 3 -> story.executed(story.fill(order.orderId(), "1"));
      case 4 -> story.executed(bust(order.orderId()));
      case 5 -> story.executed(story.fill("O-unknown", "1"));
      default -> story.filled();
    }
  }

  private Execution bust(String orderId) {
    var id = "E-" + (1 + random.nextInt(20));
    return story.execution("bust-of-" + id, Type.BUST, orderId, null, "SCHWAB", id);
  }

  private void time() {
    story.later(Duration.ofSeconds(any(List.of(1, 11, 400, 30_000)))).ticked();
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
