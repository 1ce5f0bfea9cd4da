package io.evenkeel.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far long work is: a bar on a terminal, a plain line every tenth elsewhere; on stderr. */
public final class Progress implements AutoCloseable {
  private final String work;
  private final long total;
  private final PrintStream err;
  private final @Nullable ProgressBar bar;
  private long toldTenths;

  private Progress(String work, long total, PrintStream err, @Nullable ProgressBar bar) {
    this.work = work;
    this.total = total;
    this.err = err;
    this.bar = bar;
  }

  /**
   * Begins.
   *
   * @param work what is done, such as "sending the book"
   * @param total how many steps it has
   */
  public static Progress of(String work, long total) {
    var terminal = System.console() != null;
    return new Progress(work, total, System.err, terminal ? bar(work, total) : null);
  }

  private static ProgressBar bar(String work, long total) {
    return new ProgressBarBuilder()
        .setTaskName(work)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .build();
  }

  /** So many steps are done. */
  public void at(long done) {
    if (bar != null) {
      bar.stepTo(done);
    } else if (total > 0 && done * 10 / total > toldTenths) {
      toldTenths = done * 10 / total;
      err.printf("%s: %d of %d (%d %%)%n", work, done, total, done * 100 / total);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
