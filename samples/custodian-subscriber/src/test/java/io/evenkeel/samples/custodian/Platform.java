package io.evenkeel.samples.custodian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.instance.Instance;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The platform that a custodian works for: a broker, a registry and one instance of Evenkeel. */
final class Platform implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** XOM stands at 60 % and should be 30, MSFT the other way round: it sells, then it buys. */
  private static final String BOOK =
      """
      {"securities":[{"symbol":"XOM"},{"symbol":"MSFT"}],
       "targets":[{"targetId":"T","components":[
          {"kind":"SECURITY","ref":"XOM","weight":"0.3"},
          {"kind":"SECURITY","ref":"MSFT","weight":"0.6"},{"kind":"CASH","weight":"0.1"}]}],
       "accounts":[{"accountId":"A-1","custodian":"SCHWAB","targetId":"T","rebalancing":true,
          "established":true,"sleeves":[{"sleeveId":"MANAGED","cash":"10000.00","holdings":[
            {"symbol":"XOM","quantity":"1000"},{"symbol":"MSFT","quantity":"100"}]}]}]}
      """;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Configuration configuration;
  private final Instance instance;

  private Platform(Path directory) throws InterruptedException {
    var broker = keep(EmbeddedBroker.start(directory.resolve("kafka"), 0));
    var registry = keep(EmbeddedRegistry.start(directory.resolve("registry"), 0));
    configuration =
        Configuration.defaults()
            .with(
                List.of(
                    "bootstrap.servers=" + broker.bootstrapServers(),
                    "schema.registry.url=" + registry.url(),
                    "topics.partitions=2",
                    "topics.replication=1",
                    "custodians=SCHWAB",
                    "http.port=0",
                    "state.dir=" + directory.resolve("state")));
    var clients = new Clients(configuration);
    try (var admin = clients.admin()) {
      TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
    }
    instance = keep(Instance.start(configuration, told -> {}, why -> {}));
    publish(clients);
    assertThat(instance.awaitReady(PATIENCE)).isTrue();
  }

  static Platform start(Path directory) throws InterruptedException {
    return new Platform(directory);
  }

  private <C extends AutoCloseable> C keep(C started) {
    open.push(started);
    return started;
  }

  private static void publish(Clients clients) {
    try (var publisher = new Publisher(clients)) {
      for (var price : List.of("XOM 60", "MSFT 300")) {
        var words = price.split(" ");
        publisher.send(
            Topics.PRICES,
            words[0],
            Price.newBuilder()
                .setPrice(new BigDecimal(words[1]))
                .setPriceType(PriceType.LAST)
                .setAsOf(Instant.now())
                .setSource("test")
                .build());
      }
      BookImport.send(publisher, BookFile.read(BOOK, Instant.now(), "SCHWAB"), sent -> {});
    }
  }

  /** What a custodian would write into its configuration file. */
  Properties custodian() {
    var written = new Properties();
    configuration.passedThrough().forEach(written::setProperty);
    written.setProperty("bootstrap.servers", configuration.get(Keys.BOOTSTRAP_SERVERS));
    written.setProperty("schema.registry.url", configuration.get(Keys.REGISTRY_URL));
    written.setProperty("custodian", "SCHWAB");
    written.setProperty("value.deserializer", "io.evenkeel.wireformat.WireFormatDeserializer");
    written.setProperty("value.serializer", "io.evenkeel.wireformat.WireFormatSerializer");
    return written;
  }

  /** Submits the account and approves what is proposed. */
  void approve(String requestId) {
    await(() -> get("/api/v1/queue"), queue -> queue.path("total").asInt() == 1);
    command(requestId, "{\"type\":\"SUBMIT\",\"accounts\":[\"A-1\"],\"tradeLogic\":\"BEST_FIT\"}");
    await(
        () -> request(requestId),
        request -> request.path("status").asText().equals("PENDING_APPROVAL"));
    command(requestId, "{\"type\":\"APPROVE\",\"approvedBy\":\"advisor-7\"}");
  }

  JsonNode request(String requestId) {
    return get("/api/v1/requests/" + requestId);
  }

  private static void await(Supplier<JsonNode> look, Predicate<JsonNode> wanted) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    for (var seen = look.get(); !wanted.test(seen); seen = look.get()) {
      assertThat(System.nanoTime()).as("still %s", seen).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private JsonNode get(String path) {
    return send(HttpRequest.newBuilder(URI.create(instance.http().url() + path)));
  }

  private void command(String requestId, String command) {
    var uri = URI.create(instance.http().url() + "/api/v1/rebalance-commands/" + requestId);
    send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(command)));
  }

  private static JsonNode send(HttpRequest.Builder request) {
    try {
      return Json.tree(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
