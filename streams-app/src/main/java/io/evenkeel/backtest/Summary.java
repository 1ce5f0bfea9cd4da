package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.money.Money;
import io.evenkeel.json.Json;
import io.evenkeel.schemas.DriftEventKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest comes to: over all, per threshold, and per account.
 *
 * <p>Turnover is half of all that was traded, over the average equity, per year of 365.25 days.
 * Average drift is over accounts and rows; worst drift is that of the worst account on its worst
 * row.
 */
final class Summary {
  private static final int WEIGHT_PLACES = 8;
  private static final BigDecimal DAYS_PER_YEAR = new BigDecimal("365.25");

  private final Span span;
  private final SortedMap<String, Account> accounts;

  Summary(Span span, SortedMap<String, Account> accounts) {
    this.span = span;
    this.accounts = accounts;
  }

  /** What was played. */
  record Span(long rows, LocalDate first, LocalDate last, String policy) {
    /** At least a day, so that turnover can be told of a single row. */
    BigDecimal years() {
      return BigDecimal.valueOf(ChronoUnit.DAYS.between(first, last) + 1)
          .divide(DAYS_PER_YEAR, MathContext.DECIMAL64);
    }
  }

  /** One account, with what it is held to. */
  record Account(String targetId, String threshold, AccountTally tally) {}

  /**
   * Figures of one account or of several.
   *
   * @param turnover per year, as a fraction of average equity
   */
  record Figures(
      int accounts,
      Map<DriftEventKind, Long> events,
      long rebalances,
      long orders,
      BigDecimal traded,
      BigDecimal turnover,
      BigDecimal averageDrift,
      BigDecimal worstDrift,
      BigDecimal lastEquity,
      CashTally cash,
      GainTally gains,
      HeldTally held,
      Unchecked unchecked) {

    long allEvents() {
      return events.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * What was not judged, and is in no average.
   *
   * @param accounts with such rows
   * @param rows of all of them
   */
  record Unchecked(long accounts, long rows, SortedSet<Uncheckable> reasons) {
    private static Unchecked of(Collection<AccountTally> tallies) {
      var reasons = new TreeSet<Uncheckable>();
      tallies.forEach(tally -> reasons.addAll(tally.reasons()));
      return new Unchecked(
          tallies.stream().filter(tally -> tally.uncheckedRows() > 0).count(),
          tallies.stream().mapToLong(AccountTally::uncheckedRows).sum(),
          reasons);
    }
  }

  Span span() {
    return span;
  }

  Figures total() {
    return figures(accounts.values().stream().map(Account::tally).toList());
  }

  /** By the words of the threshold. */
  Map<String, Figures> byThreshold() {
    var groups = new TreeMap<String, List<AccountTally>>();
    accounts
        .values()
        .forEach(
            a ->
                groups
                    .computeIfAbsent(a.threshold(), t -> new java.util.ArrayList<>())
                    .add(a.tally()));
    var figures = new java.util.LinkedHashMap<String, Figures>();
    groups.forEach((threshold, tallies) -> figures.put(threshold, figures(tallies)));
    return figures;
  }

  private Figures figures(Collection<AccountTally> tallies) {
    var events = new EnumMap<DriftEventKind, Long>(DriftEventKind.class);
    tallies.forEach(t -> t.eventsByKind().forEach((kind, n) -> events.merge(kind, n, Long::sum)));
    var equity = sum(tallies, AccountTally::averageEquity);
    var batches = tallies.stream().map(AccountTally::batches).toList();
    var traded = sum(batches, BatchTally::traded);
    var rows = tallies.stream().mapToLong(AccountTally::checkedRows).sum();
    return new Figures(
        tallies.size(),
        events,
        batches.stream().mapToLong(BatchTally::rebalances).sum(),
        batches.stream().mapToLong(BatchTally::orders).sum(),
        traded,
        share(traded, equity.multiply(span.years()).multiply(BigDecimal.valueOf(2))),
        share(sum(tallies, AccountTally::driftSum), BigDecimal.valueOf(rows)),
        tallies.stream()
            .map(AccountTally::worstDrift)
            .max(BigDecimal::compareTo)
            .orElse(BigDecimal.ZERO),
        sum(tallies, AccountTally::lastEquity),
        tallies.stream().map(AccountTally::cash).reduce(CashTally.NONE, CashTally::plus),
        batches.stream().map(BatchTally::gains).reduce(GainTally.NONE, GainTally::plus),
        batches.stream().map(BatchTally::held).reduce(HeldTally.NONE, HeldTally::plus),
        Unchecked.of(tallies));
  }

  private static <T> BigDecimal sum(
      Collection<T> tallies, java.util.function.Function<T, BigDecimal> figure) {
    return tallies.stream().map(figure).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Part of the whole to 8 places, half-even; 0 of nothing. */
  private static BigDecimal share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : part.divide(whole, WEIGHT_PLACES, RoundingMode.HALF_EVEN);
  }

  ObjectNode json() {
    var json = Json.object();
    json.put("rows", span.rows());
    json.put("from", span.first().toString());
    json.put("to", span.last().toString());
    json.put("policy", span.policy());
    put(json, total());
    var thresholds = json.putArray("thresholds");
    byThreshold()
        .forEach((words, figures) -> put(thresholds.addObject().put("threshold", words), figures));
    var list = json.putArray("perAccount");
    accounts.forEach((id, account) -> put(list.addObject(), id, account));
    return json;
  }

  private void put(ObjectNode json, String accountId, Account account) {
    json.put("accountId", accountId);
    json.put("targetId", account.targetId().isEmpty() ? null : account.targetId());
    json.put("threshold", account.threshold());
    put(json, figures(List.of(account.tally())));
    json.remove("accounts");
    var worstOn = account.tally().worstOn();
    json.put("worstDriftOn", worstOn == null ? null : worstOn.toString());
    json.put("rowsChecked", account.tally().checkedRows());
    json.put("rowsNotJudged", account.tally().uncheckedRows());
    var reasons = json.putArray("notJudgedBecause");
    account
        .tally()
        .reasons()
        .forEach(
            r -> reasons.addObject().put("reason", r.reason().name()).put("subject", r.subject()));
  }

  private static void put(ObjectNode json, Figures figures) {
    json.put("accounts", figures.accounts());
    json.put("events", figures.allEvents());
    var kinds = json.putObject("eventsByKind");
    new TreeMap<>(figures.events()).forEach((kind, count) -> kinds.put(kind.name(), count));
    json.put("rebalances", figures.rebalances());
    json.put("orders", figures.orders());
    json.put("traded", money(figures.traded()));
    json.put("turnoverPerYear", weight(figures.turnover()));
    json.put("averageDrift", weight(figures.averageDrift()));
    json.put("worstDrift", weight(figures.worstDrift()));
    json.put("lastEquity", money(figures.lastEquity()));
    put(json.putObject("cashFlows"), figures.cash());
    put(json.putObject("realisedGains"), figures.gains());
    put(json.putObject("heldOrders"), figures.held());
  }

  private static void put(ObjectNode json, CashTally cash) {
    json.put("deposits", cash.deposits());
    json.put("deposited", money(cash.deposited()));
    json.put("withdrawals", cash.withdrawals());
    json.put("withdrawn", money(cash.withdrawn()));
    json.put("failed", cash.failed());
  }

  private static void put(ObjectNode json, GainTally gains) {
    json.put("shortTerm", money(gains.shortTerm()));
    json.put("longTerm", money(gains.longTerm()));
    json.put("total", money(gains.total()));
    json.put("sales", gains.sales());
    json.put("salesWithoutBasis", gains.salesWithoutBasis());
  }

  private static void put(ObjectNode json, HeldTally held) {
    json.put("held", held.held());
    json.put("released", held.released());
    json.put("neverReleased", held.neverReleased());
  }

  private static @Nullable String money(@Nullable Money known) {
    return known == null ? null : money(known.dollars());
  }

  private static String weight(BigDecimal weight) {
    return weight.signum() == 0 ? "0" : weight.stripTrailingZeros().toPlainString();
  }

  private static String money(BigDecimal dollars) {
    return dollars.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
