package io.evenkeel.core.limits;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.ContentHash;
import io.evenkeel.core.approval.Halt;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.approval.ReleaseDecision;
import io.evenkeel.core.approval.ReleaseState;
import io.evenkeel.core.approval.ReleasedBatch;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last step as the pipeline drives it, with a clock, prices and controls that tests turn. */
public final class LastStep implements ControlBoard {
  static final Instant TEN = Instant.parse("2026-11-20T15:00:00Z");

  private final Map<String, ReleasedBatch> released = new HashMap<>();
  private final Map<String, AccountUse> accounts = new HashMap<>();
  private final Map<String, Spending> spending = new HashMap<>();
  final Map<String, LimitHalt> own = new HashMap<>();
  private final Map<String, Word> board = new HashMap<>();
  private final Map<String, Quote> quotes = new HashMap<>();
  private final LimitSettings limits;
  private ReleaseState state = ReleaseState.first("SCHWAB");
  Instant now = TEN;

  LastStep(LimitSettings limits) {
    this.limits = limits;
    price("XOM", "12.5");
    price("AAPL", "100");
  }

  LastStep price(String security, String dollars) {
    quotes.put(security, new Quote(Price.of(dollars), "USD", now, false));
    return this;
  }

  LastStep hold(String security) {
    quotes.put(security, new Quote(Price.of("12.5"), "USD", now, true));
    return this;
  }

  LastStep withdraw(String security) {
    quotes.remove(security);
    return this;
  }

  LastStep pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  LastStep says(Halt.Scope scope, String id, boolean halted) {
    board.put(LimitHalt.key(scope, id), new Word(halted, "a drill", "ops-1", now));
    return this;
  }

  /** What the step itself said comes back by the board. */
  LastStep publishes(LimitHalt halt) {
    var said = halt.halt();
    board.put(halt.key(), new Word(true, said.reason(), said.setBy(), said.setAt()));
    return this;
  }

  @Override
  public @Nullable Word word(Halt.Scope scope, String scopeId) {
    return board.get(LimitHalt.key(scope, scopeId));
  }

  LimitedRelease offer(Batch batch) {
    return offer(BatchRelease.whole(batch));
  }

  LimitedRelease offer(BatchRelease release) {
    var batch = release.batch();
    var word = word(Halt.Scope.ACCOUNT, batch.accountId());
    var decided =
        LimitedRelease.decide(
            limits,
            state,
            released::get,
            usage(batch),
            release,
            new StandingHalts(own::get, this),
            now,
            new ReleaseLimits.Now(
                now, quotes::get, word == null || word.halted() ? null : word.setAt()));
    keep(decided);
    return decided;
  }

  private Usage usage(Batch batch) {
    var key = AccountUse.key(batch.custodianId(), batch.accountId());
    return new Usage(
        accounts.getOrDefault(key, AccountUse.none(key)),
        spending.getOrDefault(batch.custodianId(), Spending.none(batch.custodianId())),
        spending.getOrDefault(batch.firmId(), Spending.none(batch.firmId())));
  }

  private void keep(LimitedRelease decided) {
    if (decided.decision() instanceof ReleaseDecision.Released sent) {
      state = sent.state();
      released.put(sent.remembered().batchId(), sent.remembered());
    } else if (decided.decision() instanceof ReleaseDecision.Refused refused) {
      released.put(refused.remembered().batchId(), refused.remembered());
    }
    var usage = decided.usage();
    if (usage != null) {
      accounts.put(usage.account().key(), usage.account());
      spending.put(usage.custodian().key(), usage.custodian());
      spending.put(usage.firm().key(), usage.firm());
    }
    var halt = decided.halt();
    if (halt != null) {
      own.put(halt.key(), halt);
    }
  }

  boolean sends(Batch batch) {
    return offer(batch).decision() instanceof ReleaseDecision.Released;
  }

  /** The sentence that its account is told; empty where it is sent. */
  String refusal(Batch batch) {
    return offer(batch).decision() instanceof ReleaseDecision.Refused refused
        ? refused.task().sentence()
        : "";
  }

  static Order order(String id, String security, TradeSide side, String quantity, String price) {
    var cash = Money.rounded(Quantity.of(quantity).exact().times(Price.of(price).exact()));
    return new Order(
        id,
        "SECURITY:" + security,
        "MANAGED",
        security,
        side,
        Quantity.of(quantity),
        Price.of(price),
        cash);
  }

  public static Order buy(String id, String quantity) {
    return order(id, "XOM", TradeSide.BUY, quantity, "12.5");
  }

  public static Batch batch(String request, String account, Order... orders) {
    return batch(request, account, null, orders);
  }

  static Batch batch(String request, String account, @Nullable String replaces, Order... orders) {
    var all = List.of(orders);
    var basis = new Proposal.Basis("p", "t", "m", "", 7, new TreeMap<>(), new TreeMap<>());
    var hash =
        ContentHash.of(
            request, account, TradeLogic.BEST_FIT, all, List.of(), List.<Acr>of(), basis);
    return new Batch(
            request + "/" + account,
            request,
            account,
            "F-1",
            "ADV-1",
            "SCHWAB",
            "ref",
            hash,
            /* batchHash= */ null,
            "advisor-7",
            TEN,
            TEN.plusSeconds(3600),
            all,
            List.of(),
            AccountType.CASH,
            replaces)
        .hashed();
  }
}
