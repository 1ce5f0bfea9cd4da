package io.evenkeel.backtest;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A summary for people: a line per threshold, and one for all. */
public final class SummaryTable {
  private static final String HEAD = "%-40s %8s %8s %11s %10s %9s %9s%n";
  private static final String LINE = "%-40s %,8d %,8d %,11d %10s %9s %9s%n";

  private SummaryTable() {}

  /** Prints it. */
  public static void print(Backtest.Result result, PrintWriter out) {
    var summary = result.summary();
    var span = summary.span();
    var total = summary.total();
    out.printf(
        Locale.ROOT,
        "%,d rows from %s to %s, %,d accounts, policy %s%n%n",
        span.rows(),
        span.first(),
        span.last(),
        total.accounts(),
        span.policy());
    out.printf(
        Locale.ROOT,
        HEAD,
        "threshold",
        "accounts",
        "events",
        "rebalances",
        "turnover",
        "average",
        "worst");
    out.printf(Locale.ROOT, HEAD, "", "", "", "", "a year", "drift", "drift");
    summary.byThreshold().forEach((words, figures) -> line(out, words, figures));
    line(out, "all", total);
    out.flush();
  }

  private static void line(PrintWriter out, String words, Summary.Figures figures) {
    out.printf(
        Locale.ROOT,
        LINE,
        words,
        figures.accounts(),
        figures.allEvents(),
        figures.rebalances(),
        percent(figures.turnover()),
        percent(figures.averageDrift()),
        percent(figures.worstDrift()));
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " %";
  }
}
