package io.evenkeel.benchmarks.peers;

import io.evenkeel.Evenkeel;
import io.evenkeel.benchmarks.peers.Tape.Ticks;
import io.evenkeel.benchmarks.pipeline.ChildProcess;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One of those compared, at work in a process of its own, with topics of its own. */
final class Contender implements AutoCloseable {
  /** Flink's serialisation looks into these; its own start script opens them likewise. */
  private static final List<String> FLINK_OPENS =
      Stream.of("lang", "lang.reflect", "net", "nio", "text", "time", "util", "util.concurrent")
          .map(name -> "--add-opens=java.base/java." + name + "=ALL-UNNAMED")
          .toList();

  private final Broker broker;
  private final String prefix;
  private final Clients clients;
  private final Dialect dialect;
  private final ChildProcess process;
  private final KafkaProducer<String, byte[]> producer;
  private final FlagWatch watch;

  /** How each of them is run. */
  record Settings(int partitions, int threads, String heap) {}

  private Contender(
      Broker broker,
      String prefix,
      Configuration configuration,
      Dialect dialect,
      ChildProcess process) {
    this.broker = broker;
    this.prefix = prefix;
    this.clients = new Clients(configuration);
    this.dialect = dialect;
    this.process = process;
    this.producer = clients.producer();
    producer.partitionsFor(dialect.events()); // Returns once the topic is known everywhere.
    this.watch = new FlagWatch(clients, dialect);
  }

  /** Starts a contender that knows nothing yet. */
  static Contender start(Kind kind, Broker broker, Settings settings, Path directory)
      throws IOException {
    var prefix = directory.getFileName() + ".";
    Files.createDirectories(directory);
    return kind == Kind.EVENKEEL
        ? evenkeel(broker, prefix, settings, directory)
        : peer(kind, broker, prefix, settings, directory);
  }

  private static Contender evenkeel(Broker broker, String prefix, Settings settings, Path directory)
      throws IOException {
    var configuration =
        broker.configuration(
            prefix,
            settings.partitions(),
            Map.of(
                "application.id",
                prefix + "app",
                "drift.hysteresis",
                "0",
                "prices.jumpGuard",
                "off",
                "http.port",
                "0",
                "state.dir",
                directory.resolve("state").toString(),
                "streams.num.stream.threads",
                Integer.toString(settings.threads())));
    var clients = new Clients(configuration);
    try (var admin = clients.admin()) {
      TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
    }
    var file = directory.resolve("app.properties");
    Files.write(
        file,
        configuration.written().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .toList());
    var process =
        ChildProcess.start(
            "app",
            directory,
            options(settings, directory),
            Evenkeel.class,
            "run",
            "--config",
            file.toString());
    return new Contender(broker, prefix, configuration, new EvenkeelDialect(clients), process);
  }

  private static Contender peer(
      Kind kind, Broker broker, String prefix, Settings settings, Path directory) {
    var configuration = broker.configuration(prefix, settings.partitions(), Map.of());
    var clients = new Clients(configuration);
    create(clients, prefix, settings.partitions());
    var options = new ArrayList<>(options(settings, directory));
    if (kind.isFlink()) {
      options.addAll(FLINK_OPENS);
    }
    var process =
        ChildProcess.start(
            "app",
            directory,
            options,
            kind.isFlink() ? FlinkSql.class : ForeignKeyJoin.class,
            kind.arguments(
                broker.address(),
                prefix,
                directory.resolve("state").toString(),
                Integer.toString(settings.threads())));
    return new Contender(broker, prefix, configuration, new PeerDialect(clients, prefix), process);
  }

  /** What it leaves behind, such as libraries that it unpacks, goes with the directory. */
  private static List<String> options(Settings settings, Path directory) {
    return List.of("-Xmx" + settings.heap(), "-XX:+UseG1GC", "-Djava.io.tmpdir=" + directory);
  }

  private static void create(Clients clients, String prefix, int partitions) {
    var names =
        List.of(PeerDialect.prices(prefix), PeerDialect.lines(prefix), PeerDialect.events(prefix));
    try (var admin = clients.admin()) {
      admin
          .createTopics(
              names.stream().map(name -> new NewTopic(name, partitions, (short) 1)).toList())
          .all()
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells it of every price and account; returns at once. */
  void load(Accounts accounts, Ticks opening) {
    send(opening);
    flush();
    dialect.send(accounts);
  }

  /** Prices as they will be sent, made up ahead so that this costs nobody time. */
  byte[][] encoded(Ticks ticks) {
    var encoded = new byte[ticks.count()][];
    for (var i = 0; i < encoded.length; i++) {
      encoded[i] = dialect.price(ticks.prices()[i]);
    }
    return encoded;
  }

  /** Sends some of these ticks. */
  void send(byte[][] encoded, Ticks ticks, int from, int to) {
    for (var i = from; i < to; i++) {
      var security = Accounts.security(ticks.securities()[i]);
      producer.send(new ProducerRecord<>(dialect.prices(), security, encoded[i]));
    }
  }

  /** Sends all of these ticks. */
  void send(Ticks ticks) {
    send(encoded(ticks), ticks, 0, ticks.count());
  }

  void flush() {
    producer.flush();
  }

  Flags flags() {
    return watch.flags();
  }

  Duration cpu() {
    process.requireAlive();
    return process.cpu();
  }

  @Override
  public void close() {
    producer.close();
    watch.close();
    process.close();
    broker.forget(clients, prefix);
  }
}
