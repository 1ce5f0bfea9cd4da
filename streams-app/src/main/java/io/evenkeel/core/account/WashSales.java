package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.rebalance.Limit;
import io.evenkeel.core.tax.LossSale;
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
