package io.evenkeel.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Subscription;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.instance.Instance;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The whole story in one process: broker, registry, pipeline, HTTP, market, custodians and, if
 * asked, an advisor. What it publishes goes through the topics like anyone else's.
 */
public final class Demo implements AutoCloseable {
  /** Whoever sends custodian positions by hand need not wait a day to see what comes of it. */
  static final Duration SLEEVES_WITHIN = Duration.ofMinutes(1);

  private final Options options;
  private final Consumer<String> tell;
  private final Story story;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /**
   * What a visitor may choose.
   *
   * @param accounts from 1 to 100,000
   * @param port of HTTP; 0 for any free one, as for the two others
   * @param leftCustodians whose batches the visitor answers
   */
  public record Options(
      int accounts,
      long seed,
      int port,
      int kafkaPort,
      int registryPort,
      Path dataDirectory,
      boolean autoApprove,
      Set<String> leftCustodians) {
    public Options {
      leftCustodians = Set.copyOf(leftCustodians);
    }

    /** With every custodian simulated. */
    public Options(
        int accounts,
        long seed,
        int port,
        int kafkaPort,
        int registryPort,
        Path dataDirectory,
        boolean autoApprove) {
      this(accounts, seed, port, kafkaPort, registryPort, dataDirectory, autoApprove, Set.of());
    }
  }

  /** How the long work of sending the book is shown. */
  public interface BookProgress {
    void begin(int records);

    void at(int sent);

    void end();
  }

  private Demo(Options options, Instant startedAt, Consumer<String> tell) {
    this.options = options;
    this.tell = tell;
    this.story = new Story(startedAt, tell);
  }

  /**
   * Starts everything; returns when the market moves.
   *
   * @param startedAt when the visitor started it
   * @param tell is told each stage as it comes up, and the story
   * @param onDeath is told once where the pipeline cannot go on
   */
  public static Demo start(
      Options options,
      Configuration configuration,
      Instant startedAt,
      Consumer<String> tell,
      BookProgress progress,
      Consumer<String> onDeath)
      throws InterruptedException {
    var demo = new Demo(options, startedAt, tell);
    try {
      demo.run(configuration, progress, onDeath);
      return demo;
    } catch (RuntimeException | Error | InterruptedException e) {
      demo.close();
      throw e;
    }
  }

  private void run(Configuration written, BookProgress progress, Consumer<String> onDeath)
      throws InterruptedException {
    var configuration = platform(written);
    var clients = new Clients(configuration);
    try (var admin = clients.admin()) {
      var created =
          TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
      tell.accept(created.isEmpty() ? "topics were there" : created.size() + " topics created");
    }
    watch(clients);
    var instance = keep(Instance.start(configuration, tell, onDeath::accept));
    var cast = keep(new Cast(options, clients, tell));
    cast.play(progress);
    if (!instance.awaitReady(Duration.ofMinutes(2))) {
      tell.accept("not ready yet: " + instance.whyNotReady().orElse(""));
    }
    invite(instance, configuration);
  }

  private Configuration platform(Configuration written) {
    var data = options.dataDirectory();
    var broker = keep(EmbeddedBroker.start(data.resolve("kafka"), options.kafkaPort()));
    tell.accept("Kafka broker listens at " + broker.bootstrapServers());
    var registry = keep(EmbeddedRegistry.start(data.resolve("registry"), options.registryPort()));
    tell.accept("schema registry listens at " + registry.url());
    return written
        .with(Keys.BOOTSTRAP_SERVERS, broker.bootstrapServers())
        .with(Keys.REGISTRY_URL, registry.url())
        .with(Keys.HTTP_PORT, options.port())
        .withDefault(Keys.PARTITIONS, 8)
        .withDefault(Keys.REPLICATION, 1)
        .withDefault(Keys.SLEEVES_WITHIN, SLEEVES_WITHIN.toSeconds() + "s")
        .withDefault(Keys.STATE_DIR, data.resolve("state"));
  }

  private void watch(Clients clients) {
    keep(
        new Subscription(
            "story",
            clients,
            List.of(
                Topics.DRIFT_EVENTS,
                Topics.ADVISORIES,
                Topics.APPROVED_TRADES,
                Topics.EXECUTION_RESULTS,
                Topics.REBALANCE_HISTORY,
                Topics.REBALANCE_HISTORY_ACCOUNTS,
                Topics.CASH_MOVEMENTS,
                Topics.CORPORATE_ACTIONS,
                Topics.DEAD_LETTERS),
            false,
            story::take));
  }

  private void invite(Instance instance, Configuration configuration) {
    var kafka = configuration.get(Keys.BOOTSTRAP_SERVERS);
    var registry = configuration.get(Keys.REGISTRY_URL);
    tell.accept("ready; look at");
    tell.accept("  " + instance.http().url() + "/");
    tell.accept(
        "  ./evenkeel consume drift-events --max 5 --set bootstrap.servers=%s --set schema.registry.url=%s"
            .formatted(kafka, registry));
  }

  private <C extends AutoCloseable> C keep(C started) {
    open.push(started);
    return started;
  }

  /** What happened, as one JSON object. */
  public ObjectNode summary() {
    return story.summary();
  }

  /** What happened, in one sentence. */
  public String closing() {
    return story.closing();
  }

  /** Ends everything, the last started first. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        tell.accept("could not be ended cleanly: " + e.getMessage());
      }
    }
  }
}
