package io.evenkeel.core.custody;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.Transfer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Books fills and transfers onto positions. Cash moves at once, as settled; a sleeve that a
 * transfer or a fill names and that did not exist is a new MODEL sleeve of that id, or FUNDING; one
 * that was emptied stays, empty. Sales take the lots that their order named, then the oldest.
 */
public final class SleeveAccounting {
  private SleeveAccounting() {}

  /**
   * The next snapshot.
   *
   * @param at its asOf, and its executionsThrough where no fill is newer
   */
  public static Positions book(
      Positions before, List<Transfer> transfers, List<Fill> fills, Instant at) {
    var sleeves = new LinkedHashMap<String, Ledger>();
    before.sleeves().forEach(s -> sleeves.put(s.sleeveId(), new Ledger(s)));
    for (var transfer : transfers) {
      ledger(sleeves, transfer.fromSleeveId()).add(transfer.amount().negate());
      ledger(sleeves, transfer.toSleeveId()).add(transfer.amount());
    }
    fills.forEach(fill -> ledger(sleeves, fill.sleeveId()).move(Movement.of(fill)));
    return next(
        before,
        at,
        newest(before.executionsThrough(), fills, at),
        sleeves.values().stream().map(Ledger::sleeve).toList());
  }

  private static Positions next(
      Positions before, Instant at, @Nullable Instant executionsThrough, List<Sleeve> sleeves) {
    return new Positions(
        before.accountId(), before.version() + 1, at, before.feed(), executionsThrough, sleeves);
  }

  /**
   * The sleeves once this happened as well. What comes is booked before what goes; nothing may go
   * that is not there then.
   */
  public static List<Sleeve> moved(
      List<Sleeve> before, List<Transfer> transfers, List<Movement> movements) {
    var sleeves = new LinkedHashMap<String, Ledger>();
    before.forEach(s -> sleeves.put(s.sleeveId(), new Ledger(s)));
    for (var transfer : transfers) {
      ledger(sleeves, transfer.fromSleeveId()).add(transfer.amount().negate());
      ledger(sleeves, transfer.toSleeveId()).add(transfer.amount());
    }
    movements.stream()
        .sorted(Comparator.comparing(movement -> movement.quantity().signum() < 0))
        .forEach(movement -> ledger(sleeves, movement.sleeveId()).move(movement));
    return sleeves.values().stream().map(Ledger::sleeve).toList();
  }

  private static Ledger ledger(Map<String, Ledger> sleeves, String sleeveId) {
    return sleeves.computeIfAbsent(sleeveId, SleeveAccounting::opened);
  }

  /**
   * The next snapshot once money came into FUNDING from outside, or left it where negative. It has
   * booked no more executions than the one before.
   *
   * @param at its asOf
   */
  public static Positions fund(Positions before, Money amount, Instant at) {
    var sleeves = new LinkedHashMap<String, Ledger>();
    before.sleeves().forEach(s -> sleeves.put(s.sleeveId(), new Ledger(s)));
    var funding = before.funding().map(Sleeve::sleeveId).orElse(Sleeve.FUNDING_ID);
    ledger(sleeves, funding).add(amount);
    return next(
        before,
        at,
        before.executionsThrough(),
        sleeves.values().stream().map(Ledger::sleeve).toList());
  }

  /**
   * The next snapshot once the custodian took a fee out of the cash of MANAGED.
   *
   * @param at its asOf
   */
  public static Positions charge(Positions before, Money fee, Instant at) {
    var sleeves =
        before.sleeves().stream()
            .map(s -> s.kind() == Sleeve.Kind.MANAGED ? s.plusCash(fee.negate()) : s)
            .toList();
    return next(before, at, before.executionsThrough(), sleeves);
  }

  /**
   * The next snapshot once a security was split, in every sleeve. Its lots cost what they did, and
   * were bought when they were.
   *
   * @param ratio new shares for one old, above 0
   * @param at its asOf
   */
  public static Positions split(Positions before, String securityId, int ratio, Instant at) {
    var sleeves = before.sleeves().stream().map(s -> split(s, securityId, ratio)).toList();
    return next(before, at, before.executionsThrough(), sleeves);
  }

  private static Sleeve split(Sleeve sleeve, String securityId, int ratio) {
    return new Sleeve(
        sleeve.sleeveId(),
        sleeve.kind(),
        sleeve.modelId(),
        sleeve.settledCash(),
        sleeve.receivable(),
        sleeve.payable(),
        sleeve.holdings().stream()
            .map(h -> h.securityId().equals(securityId) ? split(h, ratio) : h)
            .toList());
  }

  private static Holding split(Holding held, int ratio) {
    return new Holding(
        held.securityId(),
        times(held.quantity(), ratio),
        held.lots().stream()
            .map(l -> new Lot(times(l.quantity(), ratio), l.costBasis(), l.acquired()))
            .toList());
  }

  private static Quantity times(Quantity quantity, int ratio) {
    return new Quantity(quantity.units().multiply(BigDecimal.valueOf(ratio)));
  }

  private static Ledger opened(String id) {
    return id.equals(Sleeve.FUNDING_ID) ? new Ledger(funding()) : following(id);
  }

  private static Sleeve funding() {
    return new Sleeve(
        Sleeve.FUNDING_ID,
        Sleeve.Kind.FUNDING,
        null,
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        List.of());
  }

  private static Ledger following(String modelId) {
    return new Ledger(
        new Sleeve(
            modelId, Sleeve.Kind.MODEL, modelId, Money.ZERO, Money.ZERO, Money.ZERO, List.of()));
  }

  private static Instant newest(@Nullable Instant booked, List<Fill> fills, Instant at) {
    var newest = fills.stream().map(Fill::at).max(Comparator.naturalOrder()).orElse(at);
    return booked != null && booked.isAfter(newest) ? booked : newest;
  }

  /** One sleeve while it is being booked. */
  private static final class Ledger {
    private final Sleeve before;
    private final SortedMap<String, Holding> holdings = new TreeMap<>();
    private Money settled;

    Ledger(Sleeve before) {
      this.before = before;
      this.settled = before.settledCash();
      before.holdings().forEach(h -> holdings.put(h.securityId(), h));
    }

    void add(Money amount) {
      settled = settled.plus(amount);
    }

    void move(Movement movement) {
      var held =
          holdings.getOrDefault(
              movement.securityId(), new Holding(movement.securityId(), Quantity.ZERO, List.of()));
      settled = settled.plus(movement.cash());
      holdings.put(movement.securityId(), moved(held, movement));
    }

    Sleeve sleeve() {
      return new Sleeve(
          before.sleeveId(),
          before.kind(),
          before.modelId(),
          settled,
          before.receivable(),
          before.payable(),
          holdings.values().stream().filter(h -> h.quantity().signum() != 0).toList());
    }
  }

  private static Holding moved(Holding held, Movement movement) {
    var quantity = held.quantity().plus(movement.quantity());
    if (movement.quantity().signum() < 0) {
      var gone = Quantity.ZERO.minus(movement.quantity());
      var lots = new LotSale(held.lots()).sold(gone, movement.lots());
      return new Holding(held.securityId(), quantity, lots);
    }
    var lots = new ArrayList<>(held.lots());
    lots.addAll(movement.lots());
    return new Holding(held.securityId(), quantity, lots);
  }
}
