package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.EmbeddedCluster;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.instance.Instance;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topics;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** An instance on a cluster of its own, with a book and a price for XOM of 60, and its HTTP. */
final class OneInstance implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Contract CONTRACT = new Contract(DescriptionRoutes.openApi());

  private final EmbeddedCluster cluster;
  private final Publisher publisher;
  private final Instance instance;

  private OneInstance(EmbeddedCluster cluster, Publisher publisher, Instance instance) {
    this.cluster = cluster;
    this.publisher = publisher;
    this.instance = instance;
  }

  static OneInstance start(Path directory, String book, UnaryOperator<Configuration> configured)
      throws Exception {
    var cluster = EmbeddedCluster.start(directory);
    var configuration = configured.apply(cluster.configuration());
    var clients = new Clients(configuration);
    try (var admin = clients.admin()) {
      TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
    }
    var publisher = new Publisher(clients);
    BookImport.send(publisher, BookFile.read(book, Instant.now(), "SCHWAB"), sent -> {});
    var instance = Instance.start(configuration, told -> {}, sentence -> {});
    var one = new OneInstance(cluster, publisher, instance);
    one.price("XOM", "60");
    assertThat(instance.awaitReady(SOON)).isTrue();
    return one;
  }

  /** So many accounts that should hold 60 % XOM and hold 6000 of it beside so much cash. */
  static String book(String... cashOfEach) {
    var accounts = new StringBuilder();
    for (var i = 0; i < cashOfEach.length; i++) {
      accounts.append(
          """
          %s{"accountId":"A-%d","targetId":"ENERGY","rebalancing":true,"established":true,
             "advisorId":"%s",
             "sleeves":[{"sleeveId":"MANAGED","cash":"%s",
               "holdings":[{"symbol":"XOM","quantity":"100"}]}]}
          """
              .formatted(i == 0 ? "" : ",", i + 1, i % 2 == 0 ? "ANN" : "BEN", cashOfEach[i]));
    }
    return """
    {"securities":[{"symbol":"XOM"}],
     "targets":[{"targetId":"ENERGY","components":[
        {"kind":"SECURITY","ref":"XOM","weight":"0.6"},{"kind":"CASH","weight":"0.4"}]}],
     "accounts":[%s]}
    """
        .formatted(accounts);
  }

  void price(String symbol, String price) {
    publisher.send(
        Topics.PRICES,
        symbol,
        Price.newBuilder()
            .setPrice(new BigDecimal(price))
            .setPriceType(PriceType.LAST)
            .setAsOf(Instant.now())
            .setSource("test")
            .build());
    publisher.flush();
  }

  Publisher publisher() {
    return publisher;
  }

  Configuration configuration() {
    return cluster.configuration();
  }

  /** A feed that has just begun, as another instance's has. */
  Feed freshFeed() {
    return new Feed(new Clients(configuration()), java.time.ZoneOffset.UTC);
  }

  /** The query parameters of every route that it serves. */
  Map<String, Set<String>> routes() {
    return instance.http().routes();
  }

  String url() {
    return instance.http().url();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).build());
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .setHeader("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(url() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Sends it, and holds the answer against what is promised. */
  static HttpResponse<String> send(HttpRequest request) {
    try {
      var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      CONTRACT.check(answer);
      return answer;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Json.tree(answer.body());
  }

  /** Asks again until the answer is as wanted. */
  JsonNode await(String path, Predicate<JsonNode> wanted) {
    var until = System.nanoTime() + SOON.toNanos();
    while (true) {
      var answer = get(path);
      if (answer.statusCode() == 200) {
        var json = Json.tree(answer.body());
        if (wanted.test(json)) {
          return json;
        }
      }
      assertThat(System.nanoTime()).as("still %s", answer.body()).isLessThan(until);
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  @Override
  public void close() {
    instance.close();
    publisher.close();
    cluster.close();
  }
}
