package io.evenkeel.backtest;

import io.evenkeel.core.money.Money;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.MonitoringStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened to every account, and what each was held to last. */
final class Tallies {
  private final Thresholds thresholds;
  private final SortedMap<String, AccountTally> byAccount = new TreeMap<>();
  private final Map<String, String> targets = new HashMap<>();
  private final Set<String> monitored = new TreeSet<>();

  Tallies(Thresholds thresholds, Iterable<String> accountIds) {
    this.thresholds = thresholds;
    accountIds.forEach(this::of);
  }

  private AccountTally of(String accountId) {
    return byAccount.computeIfAbsent(accountId, id -> new AccountTally());
  }

  void event(DriftEvent event) {
    of(event.getAccountId()).event(event.getKind());
  }

  /** What is said of an account; {@code null} where it is gone. */
  void status(String accountId, @Nullable AccountStatus status) {
    if (status == null || status.getStatus() == MonitoringStatus.NOT_MONITORED) {
      monitored.remove(accountId);
    } else {
      monitored.add(accountId);
      var versions = status.getTargetVersions();
      targets.put(accountId, versions.isEmpty() ? "" : versions.get(0).getId());
    }
  }

  /** Accounts that are monitored now. */
  List<String> monitored() {
    return List.copyOf(monitored);
  }

  void checked(String accountId, LocalDate date, BigDecimal drift, BigDecimal equity) {
    of(accountId).checked(date, drift, equity);
  }

  void rebalanced(String accountId, long orders, Money traded) {
    of(accountId).rebalanced(orders, traded.dollars());
  }

  Summary summary(Summary.Span span) {
    var accounts = new TreeMap<String, Summary.Account>();
    byAccount.forEach(
        (id, tally) -> {
          var target = targets.getOrDefault(id, "");
          accounts.put(id, new Summary.Account(target, thresholds.of(target), tally));
        });
    return new Summary(span, accounts);
  }
}
