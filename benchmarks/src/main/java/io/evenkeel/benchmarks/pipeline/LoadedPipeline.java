package io.evenkeel.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A broker process and an application process with a book that is loaded and judged, for what is
 * measured around it. Every account but a few thousand stands in the queue.
 */
public final class LoadedPipeline implements AutoCloseable {
  private final Cluster cluster;
  private final PriceLoad prices;
  private final double loadSeconds;

  /**
   * How large it is.
   *
   * @param accounts that have drifted, beside those that one tick each brings across their band
   * @param heap of the application, as -Xmx takes it
   */
  public record Size(
      int accounts, int positions, int symbols, int partitions, int threads, String heap) {}

  private LoadedPipeline(Cluster cluster, PriceLoad prices, double loadSeconds) {
    this.cluster = cluster;
    this.prices = prices;
    this.loadSeconds = loadSeconds;
  }

  /** Starts it, and returns when every account has been judged. */
  public static LoadedPipeline start(Size size, Path directory)
      throws IOException, InterruptedException {
    var cluster =
        new Cluster(new Cluster.Size(size.partitions(), size.threads(), size.heap()), directory);
    try {
      cluster.awaitReady();
      var book =
          new LoadBook(
              size.accounts(), size.accounts(), size.symbols(), size.positions(), Instant.now());
      var prices = new PriceLoad(cluster.clients(), book);
      try (var loading = new Loading(cluster.clients(), book, prices)) {
        loading.requireAllOpened();
        return new LoadedPipeline(cluster, prices, loading.seconds());
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Where the application's HTTP listens. */
  public String url() {
    return cluster.url();
  }

  public ChildProcess app() {
    return cluster.app();
  }

  /** From the first account that was sent to the last that was judged. */
  public double loadSeconds() {
    return loadSeconds;
  }

  /**
   * Lets the market move at an even pace and returns when the time is over.
   *
   * @param eventsPerSecond ticks that each make one drift event
   */
  public void move(int ticksPerSecond, int eventsPerSecond, Duration time, TickWatch watch) {
    prices.run(new PriceLoad.Pace(ticksPerSecond, eventsPerSecond, time, 0), watch);
  }

  @Override
  public void close() {
    prices.close();
    cluster.close();
  }
}
