package io.evenkeel.cli;

import io.evenkeel.config.Keys;
import io.evenkeel.demo.Demo;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole story in one process. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the whole story in one process, with nothing else installed.",
      "It holds a Kafka broker, a schema registry, the pipeline, a market that moves, households"
          + " with positions, custodians that fill, and the HTTP side. Everything binds to"
          + " loopback.",
      "Ctrl-C ends it; the same --data-dir goes on where it ended."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int MOST_ACCOUNTS = 100_000;
  private static final int CLOSED_WITHIN_SECONDS = 60;
  private static final int FOREVER_DAYS = 36_500;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "How many client accounts, 1 to 100,000. Default: ${DEFAULT-VALUE}.")
  private int accounts = 1_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "The same seed makes the same households and market. Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      names = "--for",
      paramLabel = "90s",
      converter = DurationConverter.class,
      description = "End after so long. Default: when interrupted.")
  private @Nullable Duration duration;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Port of HTTP, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port = 8080;

  @Option(
      names = "--kafka-port",
      paramLabel = "P",
      description = "Port of the broker, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int kafkaPort = 9092;

  @Option(
      names = "--registry-port",
      paramLabel = "P",
      description = "Port of the registry, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int registryPort = 8081;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where data is kept. Default: a new temporary directory, deleted at the end.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--auto-approve",
      description = "Play the advisor: submit what stands in the queue, approve what is proposed.")
  private boolean autoApprove;

  @Option(
      names = "--leave-custodian",
      paramLabel = "ID",
      description = {
        "Do not answer for this custodian, so that you can; may be repeated.",
        "What you answer is booked as soon as the batch is over."
      })
  private Set<String> leftCustodians = new LinkedHashSet<>();

  @Option(names = "--json", description = "With --for: end with one line of JSON on stdout.")
  private boolean json;

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var startedAt = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    if (accounts < 1 || accounts > MOST_ACCOUNTS) {
      throw new UsageException(
          "--accounts %d cannot be used; give 1 to 100,000".formatted(accounts));
    }
    requireKnown(leftCustodians, settings.read().get(Keys.CUSTODIANS));
    var end = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(end, closed), "shutdown"));
    try {
      return dataDirectory == null
          ? inTemporaryDirectory(startedAt, end)
          : show(dataDirectory, startedAt, end);
    } finally {
      closed.countDown();
    }
  }

  private static void requireKnown(Set<String> left, List<String> custodians) {
    for (var custodian : left) {
      if (!custodians.contains(custodian)) {
        throw new UsageException(
            "--leave-custodian %s cannot be used; give one of %s"
                .formatted(custodian, String.join(", ", custodians)));
      }
    }
  }

  private int inTemporaryDirectory(Instant startedAt, CountDownLatch end)
      throws InterruptedException {
    var directory = temporaryDirectory();
    try {
      return show(directory, startedAt, end);
    } finally {
      TemporaryDirectory.delete(directory);
    }
  }

  private int show(Path directory, Instant startedAt, CountDownLatch end)
      throws InterruptedException {
    var death = new AtomicReference<@Nullable String>();
    var options =
        new Demo.Options(
            accounts, seed, port, kafkaPort, registryPort, directory, autoApprove, leftCustodians);
    try (var demo =
        Demo.start(
            options,
            settings.read(),
            startedAt,
            this::tell,
            new BookBar(),
            sentence -> {
              death.set(sentence);
              end.countDown();
            })) {
      awaitEnd(end);
      tell(demo.closing());
      if (json) {
        spec.commandLine().getOut().println(Json.line(demo.summary()));
        spec.commandLine().getOut().flush();
      }
    }
    var died = death.get();
    if (died != null) {
      throw new FailedException(died);
    }
    return ExitCodes.DONE;
  }

  private void awaitEnd(CountDownLatch end) throws InterruptedException {
    var within = duration == null ? Duration.ofDays(FOREVER_DAYS) : duration;
    if (end.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
      tell("ending");
    }
  }

  /** Ctrl-C: lets the demo end and its directory be deleted before the process goes. */
  private static void interrupted(CountDownLatch end, CountDownLatch closed) {
    end.countDown();
    try {
      closed.await(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("evenkeel-demo-");
    } catch (IOException e) {
      throw new UsageException(
          "no temporary directory can be made (%s); give one with --data-dir"
              .formatted(e.getMessage()));
    }
  }

  /** With --json, stdout is for the one line. */
  private void tell(String sentence) {
    var out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    out.println(sentence);
    out.flush();
  }

  /** The book's progress. */
  private static final class BookBar implements Demo.BookProgress {
    private @Nullable Progress progress;

    @Override
    public void begin(int records) {
      progress = Progress.of("sending the book", records);
    }

    @Override
    public void at(int sent) {
      if (progress != null) {
        progress.at(sent);
      }
    }

    @Override
    public void end() {
      if (progress != null) {
        progress.close();
      }
    }
  }
}
