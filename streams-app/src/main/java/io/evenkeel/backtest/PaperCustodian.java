package io.evenkeel.backtest;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.custody.LotsTaken;
import io.evenkeel.core.custody.SleeveAccounting;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.pipeline.wire.TaxWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The custodian and the sleeve accounting of a backtest: fills every approved batch whole at the
 * prices of the row, settles it at once, less the fees that are configured, and publishes the
 * positions that follow, with tax lots for accounts whose positions ever named some.
 *
 * <p>Rejects an order only where it cannot be filled: no price was ever known, or more would be
 * sold than is held.
 */
final class PaperCustodian {
  private final PaperFees fees;
  private final Map<String, Price> prices = new HashMap<>();
  private final Map<String, Positions> positions = new HashMap<>();
  private final Set<String> knowLots = new HashSet<>();

  PaperCustodian(PaperFees fees) {
    this.fees = fees;
  }

  /** The newest price of a security. */
  void price(String securityId, Price price) {
    prices.put(securityId, price);
  }

  /** Positions that were published; {@code null} withdraws them. An older version is ignored. */
  void published(String accountId, @Nullable Positions snapshot) {
    if (snapshot == null) {
      positions.remove(accountId);
      return;
    }
    var last = positions.get(accountId);
    if (last == null || last.version() < snapshot.version()) {
      positions.put(accountId, snapshot);
      if (namesLots(snapshot)) {
        knowLots.add(accountId);
      }
    }
  }

  private static boolean namesLots(Positions snapshot) {
    return snapshot.sleeves().stream()
        .flatMap(sleeve -> sleeve.holdings().stream())
        .anyMatch(holding -> !holding.lots().isEmpty());
  }

  /** The version of the account's next positions. */
  long nextVersion(String accountId) {
    var last = positions.get(accountId);
    return last == null ? 1 : last.version() + 1;
  }

  /**
   * What became of a batch.
   *
   * @param results one per order, in the batch's order
   * @param sales that were filled, with the lots that each took
   * @param positions {@code null} where none of the account are known, so that nothing was filled
   */
  record Filled(List<PaperFill> results, List<Sale> sales, @Nullable Positions positions) {}

  /**
   * Fills a batch at that time.
   *
   * @param day its trade date
   */
  Filled fill(ApprovedTradeBatch batch, Instant at, LocalDate day) {
    var before = positions.get(batch.getAccountId());
    var fills = new ArrayList<Fill>();
    var results = new ArrayList<PaperFill>(batch.getOrders().size());
    for (var order : batch.getOrders()) {
      var refusal = refusal(order, before);
      results.add(new PaperFill(order, refusal == null ? filled(order, at) : null, refusal));
      results.get(results.size() - 1).booked().ifPresent(fills::add);
    }
    if (before == null) {
      return new Filled(results, List.of(), null);
    }
    var booked = SleeveAccounting.book(before, transfers(batch), fills, at);
    var after = knowLots.contains(batch.getAccountId()) ? booked : withoutLots(booked);
    positions.put(batch.getAccountId(), after);
    return new Filled(results, sales(results, before, day), after);
  }

  private static List<Sale> sales(List<PaperFill> results, Positions before, LocalDate day) {
    var filled = results.stream().filter(result -> result.booked().isPresent()).toList();
    var taken = LotsTaken.by(filled.stream().flatMap(r -> r.booked().stream()).toList(), before);
    var sales = new ArrayList<Sale>();
    for (var i = 0; i < filled.size(); i++) {
      var result = filled.get(i);
      var fill = result.booked().orElseThrow();
      if (fill.side() == TradeSide.SELL) {
        sales.add(new Sale(result.fillId(), fill.quantity(), fill.net(), taken.get(i), day));
      }
    }
    return sales;
  }

  /** Of an account that never had any: lots of decades would be most of every snapshot. */
  private static Positions withoutLots(Positions positions) {
    return new Positions(
        positions.accountId(),
        positions.version(),
        positions.asOf(),
        positions.feed(),
        positions.executionsThrough(),
        positions.sleeves().stream().map(PaperCustodian::withoutLots).toList());
  }

  private static Sleeve withoutLots(Sleeve sleeve) {
    return new Sleeve(
        sleeve.sleeveId(),
        sleeve.kind(),
        sleeve.modelId(),
        sleeve.settledCash(),
        sleeve.receivable(),
        sleeve.payable(),
        sleeve.holdings().stream()
            .map(h -> new Holding(h.securityId(), h.quantity(), List.of()))
            .toList());
  }

  /** Books money into FUNDING, or out of it where negative; {@code null} where nothing is known. */
  @Nullable Positions fund(String accountId, Money amount, Instant at) {
    var before = positions.get(accountId);
    var after = before == null ? null : SleeveAccounting.fund(before, amount, at);
    if (after != null) {
      positions.put(accountId, after);
    }
    return after;
  }

  private @Nullable String refusal(Order order, @Nullable Positions before) {
    if (before == null) {
      return "no positions of the account are known";
    }
    if (!prices.containsKey(order.getSecurityId())) {
      return "no price of " + order.getSecurityId() + " is known";
    }
    return side(order) == TradeSide.SELL
            && held(before, order).compareTo(new Quantity(order.getQuantity())) < 0
        ? "more of %s is sold than is held".formatted(order.getSecurityId())
        : null;
  }

  private static Quantity held(Positions positions, Order order) {
    return positions.sleeves().stream()
        .filter(sleeve -> sleeve.sleeveId().equals(order.getSleeveId()))
        .flatMap(sleeve -> sleeve.holdings().stream())
        .filter(holding -> holding.securityId().equals(order.getSecurityId()))
        .map(Holding::quantity)
        .findFirst()
        .orElse(Quantity.ZERO);
  }

  private Fill filled(Order order, Instant at) {
    var fill =
        new Fill(
            order.getSleeveId(),
            order.getSecurityId(),
            side(order),
            new Quantity(order.getQuantity()),
            java.util.Objects.requireNonNull(prices.get(order.getSecurityId())),
            at,
            TaxWire.readLots(order.getLots()));
    return fill.withFees(fees.of(fill));
  }

  private static TradeSide side(Order order) {
    return TradeSide.valueOf(order.getSide().name());
  }

  private static List<Transfer> transfers(ApprovedTradeBatch batch) {
    return batch.getTransfers().stream()
        .map(t -> new Transfer(t.getFromSleeveId(), t.getToSleeveId(), new Money(t.getAmount())))
        .toList();
  }
}
