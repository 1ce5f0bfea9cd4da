package io.evenkeel.backtest;

import io.evenkeel.core.drift.Uncheckable;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;

/** A summary for people: a line per threshold, one for all, and what the columns mean. */
public final class SummaryTable {
  private static final int REASONS_TOLD = 6;

  private SummaryTable() {}

  /** Prints it. */
  public static void print(Backtest.Result result, PrintWriter out) {
    var summary = result.summary();
    head(summary, out);
    summary.byThreshold().forEach((words, figures) -> line(out, words, figures));
    line(out, "all", summary.total());
    out.println();
    out.println("Turnover: half of what was traded, a year, of the average equity.");
    out.println("Drift: half of the sum of |weight - target| of an account's lines, after a row's");
    out.println("prices and before its trades; over all accounts and rows, and at the worst.");
    unchecked(summary.total().unchecked(), out);
    out.flush();
  }

  private static void head(Summary summary, PrintWriter out) {
    var span = summary.span();
    out.printf(
        Locale.ROOT,
        "%,d rows from %s to %s, %,d accounts, policy %s%n%n",
        span.rows(),
        span.first(),
        span.last(),
        summary.total().accounts(),
        span.policy());
    columns(out, "", "", "", "turnover", "average", "worst", "");
    columns(out, "accounts", "events", "rebalances", "a year", "drift", "drift", "threshold");
  }

  private static void line(PrintWriter out, String words, Summary.Figures figures) {
    columns(
        out,
        count(figures.accounts()),
        count(figures.allEvents()),
        count(figures.rebalances()),
        percent(figures.turnover()),
        percent(figures.averageDrift()),
        percent(figures.worstDrift()),
        words);
  }

  /** The words of a threshold come last, because they may be long. */
  private static void columns(PrintWriter out, Object... cells) {
    var line = String.format(Locale.ROOT, "%8s %9s %11s %10s %9s %9s  %s", cells);
    out.println(line.stripTrailing());
  }

  private static void unchecked(Summary.Unchecked unchecked, PrintWriter out) {
    if (unchecked.rows() == 0) {
      return;
    }
    var reasons = unchecked.reasons();
    var more = reasons.size() - REASONS_TOLD;
    out.printf(
        Locale.ROOT,
        "%n%,d accounts could not be judged on %,d of their rows, which count nowhere above: %s%s.%n",
        unchecked.accounts(),
        unchecked.rows(),
        reasons.stream()
            .limit(REASONS_TOLD)
            .map(SummaryTable::words)
            .collect(Collectors.joining(", ")),
        more > 0 ? ", and %d more reasons".formatted(more) : "");
  }

  private static String words(Uncheckable reason) {
    return (reason.reason() + " " + reason.subject()).strip();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " %";
  }
}
