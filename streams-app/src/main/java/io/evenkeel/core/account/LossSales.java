package io.evenkeel.core.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.approval.Order;
import io.evenkeel.core.custody.NetAmount;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.money.Rational;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.tax.LossSale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which of an account's sales were at a loss, as its custodian's results say: some lot that an
 * order took cost more per unit than the order brought on average, after fees. A lot without a
 * basis tells of no loss. What a later result changes or withdraws is changed or withdrawn here
 * too.
 */
final class LossSales {
  private static final Comparator<LossSale> IN_ORDER =
      Comparator.comparing(LossSale::securityId).thenComparing(LossSale::orderId);
  private static final Comparator<LossSale> BY_DAY =
      Comparator.comparing(LossSale::soldOn).thenComparing(LossSale::orderId);

  private LossSales() {}

  /** Notes what the results of a batch say now, and tells the group of each security's newest. */
  static Decision noted(AccountBook book, LiveBatch batch, Moment moment) {
    var before = book.limits().lossSales();
    var now = new ArrayList<LossSale>();
    before.stream().filter(sale -> !batch.hasOrder(sale.orderId())).forEach(now::add);
    now.addAll(sales(book, batch, moment));
    var today = Limiting.today(book.account(), moment);
    now.removeIf(sale -> sale.isForgettable(today));
    now.sort(IN_ORDER);
    return now.equals(before) ? Decision.of(book) : told(book, before, now, moment);
  }

  private static Decision told(
      AccountBook book, List<LossSale> before, List<LossSale> now, Moment moment) {
    var securities = new TreeSet<String>();
    before.forEach(sale -> securities.add(sale.securityId()));
    now.forEach(sale -> securities.add(sale.securityId()));
    var outputs = new ArrayList<Output>();
    for (var securityId : securities) {
      var newest = newest(now, securityId);
      if (!newest.equals(newest(before, securityId))) {
        outputs.add(new Output.SoldAtLoss(securityId, newest.orElse(null), moment.now()));
      }
    }
    return new Decision(book.withLimits(book.limits().withLossSales(now)), outputs);
  }

  private static Optional<LossSale> newest(List<LossSale> sales, String securityId) {
    return sales.stream().filter(sale -> sale.securityId().equals(securityId)).max(BY_DAY);
  }

  private static List<LossSale> sales(AccountBook book, LiveBatch batch, Moment moment) {
    var taxed = batch.batch().orders().stream().filter(LossSales::tellsOfLoss).toList();
    if (taxed.isEmpty()) {
      return List.of();
    }
    var live = batch.fills().booked().executions().stream().filter(LossSales::isFill).toList();
    return taxed.stream()
        .flatMap(order -> sale(book, order, of(order, live), moment).stream())
        .toList();
  }

  private static boolean tellsOfLoss(Order order) {
    return order.side() == TradeSide.SELL && !order.lots().isEmpty();
  }

  /** What was corrected to nothing is none. */
  private static boolean isFill(Execution execution) {
    return requireNonNull(execution.quantity()).signum() > 0;
  }

  private static List<Execution> of(Order order, List<Execution> live) {
    return live.stream().filter(fill -> order.orderId().equals(fill.orderId())).toList();
  }

  private static Optional<LossSale> sale(
      AccountBook book, Order order, List<Execution> fills, Moment moment) {
    var filled =
        fills.stream()
            .map(fill -> requireNonNull(fill.quantity()))
            .reduce(Quantity.ZERO, Quantity::plus);
    if (filled.signum() == 0 || !LossSale.isLoss(order.lots(), filled, netPerUnit(fills, filled))) {
      return Optional.empty();
    }
    var account = book.account();
    return Optional.of(
        new LossSale(
            requireNonNull(book.owner()).firmId(),
            book.accountId(),
            account == null ? null : account.group(),
            order.securityId(),
            order.orderId(),
            soldOn(book, fills, moment)));
  }

  private static Rational netPerUnit(List<Execution> fills, Quantity filled) {
    return fills.stream()
        .map(fill -> NetAmount.of(fill, TradeSide.SELL))
        .reduce(Money.ZERO, Money::plus)
        .exact()
        .dividedBy(filled.exact());
  }

  private static LocalDate soldOn(AccountBook book, List<Execution> fills, Moment moment) {
    return fills.stream()
        .map(fill -> tradeDate(book, fill, moment))
        .max(LocalDate::compareTo)
        .orElseThrow();
  }

  private static LocalDate tradeDate(AccountBook book, Execution execution, Moment moment) {
    var stated = execution.tradeDate();
    return stated != null
        ? stated
        : Limiting.dayOf(execution.at(), book.account(), moment.settings());
  }
}
