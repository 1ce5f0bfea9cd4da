package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Price;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the subscriber until it is interrupted: {@code Main CONFIG.properties}. */
public final class Main {
  private static final Duration WAIT = Duration.ofMillis(200);

  private final AtomicBoolean isInterrupted = new AtomicBoolean();
  private long alarmed;

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: run CONFIG.properties");
      System.exit(2);
    }
    var written = new Properties();
    try (var file = Files.newBufferedReader(Path.of(arguments[0]))) {
      written.load(file);
    }
    new Main().run(new Clients(written));
  }

  private void run(Clients clients) {
    var loop = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endOf(loop)));
    var clock = Clock.systemUTC();
    var consumer = clients.<ApprovedTradeBatch>consumer();
    consumer.subscribe(List.of(clients.topics().approvedTrades()));
    try (var prices = new PriceFeed(clients.<Price>consumer(), clients.topics().prices());
        var results = new KafkaResults(clients.producer(), clients.serializer(), clients.topics());
        var subscriber =
            new Subscriber(
                consumer, results, clients.journal(), new PaperMarket(prices::of, clock), clock)) {
      System.out.println("reading " + clients.topics().approvedTrades());
      while (!isInterrupted.get()) {
        prices.refresh();
        subscriber.round(WAIT).forEach(Main::tell);
        subscriber.missed().ifPresent(this::alarm);
      }
    }
  }

  private static void tell(ExecutionResult result) {
    System.out.println("answered " + result.getExecType() + " " + result.getExecutionId());
  }

  private void alarm(long batchSeq) {
    if (alarmed != batchSeq) {
      alarmed = batchSeq;
      System.err.println("batchSeq " + batchSeq + " was missed; ask the platform for it");
    }
  }

  /** Ctrl-C: lets the round end, so that its answers are sent and committed. */
  private void endOf(Thread loop) {
    isInterrupted.set(true);
    try {
      loop.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
