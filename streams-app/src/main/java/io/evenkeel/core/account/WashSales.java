package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.rebalance.Limit;
import io.evenkeel.core.rebalance.Limits;
import io.evenkeel.core.tax.GroupSale;
import io.evenkeel.core.tax.LossSale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Purchases that are blocked because the account, or another one of its group, sold the security at
 * a loss within the last 30 days. The account knows its own sales by itself; those of the others
 * come by the boards, some milliseconds after they were told.
 */
final class WashSales {
  private WashSales() {}

  static Stream<Limit> blocking(AccountBook book, Account account, Moment moment) {
    var today = Limiting.today(account, moment);
    var newest = new TreeMap<String, LossSale>();
    Stream.concat(book.limits().lossSales().stream(), ofGroup(account, moment))
        .filter(sale -> sale.blocksOn(today))
        .forEach(sale -> newest.merge(sale.securityId(), sale, WashSales::later));
    return newest.values().stream().map(sale -> limit(sale, account));
  }

  /** What the others sold; what the boards say of the account itself may be older than its book. */
  private static Stream<LossSale> ofGroup(Account account, Moment moment) {
    var group = account.group();
    return group == null
        ? Stream.of()
        : moment.boards().lossSales(account.firmId(), group).stream()
            .filter(sale -> !sale.accountId().equals(account.accountId()));
  }

  /** Of two of one day, that of the account that comes first, so that all say the same. */
  private static LossSale later(LossSale one, LossSale other) {
    var byDay = one.soldOn().compareTo(other.soldOn());
    var isOne = byDay == 0 ? one.accountId().compareTo(other.accountId()) <= 0 : byDay > 0;
    return isOne ? one : other;
  }

  /** These limits, and those on what others of the group sell at a loss in the same request. */
  static Limits and(Limits limits, List<GroupSale> sales) {
    var all = new ArrayList<>(limits.all());
    sales.stream().filter(sale -> !isBlocked(limits, sale)).map(WashSales::limit).forEach(all::add);
    all.sort(Comparator.comparing(Limit::securityId).thenComparing(Limit::code));
    return new Limits(all);
  }

  private static boolean isBlocked(Limits limits, GroupSale sale) {
    return limits.of(sale.securityId()).stream()
        .anyMatch(limit -> limit.code() == Limit.Code.WASH_SALE);
  }

  private static Limit limit(GroupSale sale) {
    return new Limit(
        sale.securityId(),
        Limit.Code.WASH_SALE,
        /* forbidsBuying= */ true,
        /* forbidsSelling= */ false,
        "%s is sold at a loss by account %s of its group in the same request: bought by another one it would be a wash sale."
            .formatted(sale.securityId(), sale.accountId()));
  }

  private static Limit limit(LossSale sale, Account account) {
    var seller =
        sale.accountId().equals(account.accountId())
            ? "the account"
            : "account %s of its group".formatted(sale.accountId());
    return new Limit(
        sale.securityId(),
        Limit.Code.WASH_SALE,
        /* forbidsBuying= */ true,
        /* forbidsSelling= */ false,
        "%s was sold at a loss by %s on %s: bought again before %s it would be a wash sale."
            .formatted(
                sale.securityId(), seller, sale.soldOn(), sale.blockedThrough().plusDays(1)));
  }
}
