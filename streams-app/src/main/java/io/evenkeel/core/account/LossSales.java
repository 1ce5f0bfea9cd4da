package io.evenkeel.core.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.history.OrderFill;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.tax.LossSale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which of an account's sales were at a loss, as its custodian's results say: some lot that an
 * order took cost more per unit than the order brought on average. A lot without a basis tells of
 * no loss. What a later result changes or withdraws is changed or withdrawn here too.
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
    batch.fold().fills().forEach(fill -> sale(book, batch, fill, moment).ifPresent(now::add));
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

  private static Optional<LossSale> sale(
      AccountBook book, LiveBatch batch, OrderFill fill, Moment moment) {
    var order =
        batch.batch().orders().stream()
            .filter(each -> each.orderId().equals(fill.orderId()))
            .findFirst()
            .orElseThrow();
    var price = fill.averagePrice();
    if (price == null
        || order.side() != TradeSide.SELL
        || !isLoss(order.lots(), fill.filled(), price)) {
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
            soldOn(book, batch, fill, moment)));
  }

  /** Lots are taken in their own order, as far as the sale is filled. */
  static boolean isLoss(List<Lot> lots, Quantity filled, Price price) {
    var left = filled;
    for (var lot : lots) {
      if (left.signum() > 0 && costsMore(lot, price)) {
        return true;
      }
      left = left.minus(lot.quantity());
    }
    return false;
  }

  private static boolean costsMore(Lot lot, Price price) {
    var basis = lot.costBasis();
    return basis != null
        && basis.exact().isGreaterThan(price.exact().times(lot.quantity().exact()));
  }

  private static LocalDate soldOn(
      AccountBook book, LiveBatch batch, OrderFill fill, Moment moment) {
    return batch.fills().executions().values().stream()
        .flatMap(List::stream)
        .filter(execution -> fill.orderId().equals(execution.orderId()))
        .map(execution -> tradeDate(book, execution, moment))
        .filter(Objects::nonNull)
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
