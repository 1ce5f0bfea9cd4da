package io.evenkeel.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.Subscription;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.instance.Instance;
import io.evenkeel.json.BookFile;
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
  private static final String SLEEVES_WITHIN = "10s";

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
    play(clients, progress);
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
        .withDefault(Keys.SLEEVES_WITHIN, SLEEVES_WITHIN)
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
                Topics.CASH_MOVEMENTS,
                Topics.DEAD_LETTERS),
            false,
            story::take));
  }

  private void play(Clients clients, BookProgress progress) throws InterruptedException {
    var publisher = keep(new Publisher(clients));
    var prices = new Prices();
    var universe = Universe.load();
    openMarket(clients, publisher, prices, universe);
    var known = custodians(clients, publisher, prices);
    var bookFile = new DemoBookFile(options.dataDirectory());
    if (known.isEmpty() || !bookFile.wasSent()) {
      var book = bookFile.write(new DemoBook(universe, options.seed(), options.accounts()));
      send(publisher, book.withoutPositionsOf(known), progress);
      bookFile.noteSent();
      new Clientele(publisher, book).start(clock("clients"));
      tell.accept(
          "%d accounts sent; the book is %s".formatted(book.accounts().size(), bookFile.path()));
    } else {
      tell.accept(
          "%d accounts were there from an earlier run; --accounts and --seed change nothing now"
              .formatted(known.size()));
    }
    advise(clients, publisher);
  }

  private static void send(Publisher publisher, BookFile book, BookProgress progress) {
    progress.begin(BookImport.size(book));
    try {
      BookImport.send(publisher, book, progress::at);
    } finally {
      progress.end();
    }
  }

  private void openMarket(Clients clients, Publisher publisher, Prices prices, Universe universe)
      throws InterruptedException {
    try (var last =
        new Subscription("last-prices", clients, List.of(Topics.PRICES), true, prices::take)) {
      last.awaitCaughtUp();
    }
    var market = new MarketSimulator(universe.listings(), prices::of, options.seed());
    new MarketFeed(market, publisher, prices).start(clock("market"));
    tell.accept("the market is open");
  }

  private Set<String> custodians(Clients clients, Publisher publisher, Prices prices)
      throws InterruptedException {
    var desk =
        new CustodianDesk(
            publisher, prices, options.seed(), options.leftCustodians(), clock("custodian"));
    options
        .leftCustodians()
        .forEach(custodian -> tell.accept("nobody here answers for " + custodian));
    var reads =
        keep(
            new Subscription(
                "custodian",
                clients,
                List.of(
                    Topics.POSITIONS,
                    Topics.EXECUTION_RESULTS,
                    Topics.APPROVED_TRADES,
                    Topics.CASH_MOVEMENTS),
                true,
                desk::take));
    reads.awaitCaughtUp();
    return desk.open();
  }

  private void advise(Clients clients, Publisher publisher) throws InterruptedException {
    if (options.autoApprove()) {
      var advisor = new Advisor(publisher);
      var reads =
          keep(
              new Subscription(
                  "advisor",
                  clients,
                  List.of(Topics.ACCOUNT_STATUS, Topics.ADVISORIES, Topics.REBALANCE_HISTORY),
                  true,
                  advisor::take));
      reads.awaitCaughtUp();
      advisor.start(clock("advisor"));
      tell.accept("an advisor submits and approves what stands in the queue");
    }
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

  private DemoClock clock(String name) {
    return keep(new DemoClock(name));
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
