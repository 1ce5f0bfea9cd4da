package io.evenkeel.benchmarks.report;

import java.io.PrintStream;
import java.util.Locale;

/** Tells what is running and how long is left, going by how long like steps took so far. */
public final class Progress {
  private static final double NANOS_PER_MINUTE = 60e9;

  private final PrintStream out;
  private final double all;
  private final long began = System.nanoTime();
  private double done;
  private double doing;

  /**
   * Before the first step.
   *
   * @param all expected seconds of all steps together
   */
  public Progress(PrintStream out, double all) {
    this.out = out;
    this.all = all;
  }

  /** The step before is over and this one begins, expected to take so long. */
  public void step(String what, double seconds) {
    done += doing;
    doing = seconds;
    out.printf(Locale.ROOT, "[%3.0f %%] %s; %s left%n", 100 * done / all, what, left());
  }

  /** Expectations that proved wrong so far are taken to be as wrong in what is left. */
  private String left() {
    var elapsed = (System.nanoTime() - began) / NANOS_PER_MINUTE;
    var expected = done == 0 ? all / 60 : elapsed * all / done - elapsed;
    return expected < 1
        ? "less than a minute"
        : String.format(Locale.ROOT, "about %.0f min", expected);
  }
}
