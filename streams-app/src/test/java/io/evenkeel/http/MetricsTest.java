package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.webhook.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What an instance says of itself at /metrics")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetricsTest {
  /** Kafka's own measures are looked for once a minute. */
  private static final Duration SOON = Duration.ofSeconds(100);

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** Prometheus writes these itself. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  /** Prometheus puts these on everything that it scrapes. */
  private static final Set<String> OF_TARGETS = Set.of("instance", "job");

  @TempDir static Path directory;
  private static OneInstance one;

  private static Receiver receiver;

  /** A-1 stands on its target, A-2 and A-3 hold too little cash. */
  @BeforeAll
  static void start() throws Exception {
    receiver = Receiver.start();
    one =
        OneInstance.start(
            directory,
            OneInstance.book("4000.00", "1000.00", "1000.00"),
            configuration ->
                configuration.with(
                    List.of(
                        "notifications.url.hub=" + receiver.url(),
                        "notifications.secret.hub=" + Receiver.SECRET,
                        "notifications.default=hub")));
    one.await("/api/v1/queue", queue -> queue.get("total").asInt() == 2);
  }

  @AfterAll
  static void stop() {
    one.close();
    receiver.close();
  }

  private static Scrape scrape() {
    return new Scrape(one.get("/metrics").body());
  }

  private static Scrape await(Predicate<Scrape> wanted) {
    var scrape = lastUntil(wanted);
    assertThat(wanted.test(scrape)).as("still %s", own(scrape)).isTrue();
    return scrape;
  }

  /** The first that is as wanted; the last one, where none is in time. */
  private static Scrape lastUntil(Predicate<Scrape> wanted) {
    var until = System.nanoTime() + SOON.toNanos();
    while (true) {
      var scrape = scrape();
      if (wanted.test(scrape) || System.nanoTime() > until) {
        return scrape;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private static List<Scrape.Sample> own(Scrape scrape) {
    return scrape.samples().stream()
        .filter(sample -> sample.metric().startsWith("evenkeel_") && sample.value() != 0)
        .toList();
  }

  @Test
  @Order(2)
  void hasEveryNameAndLabelThatDashboardsAndAlertsUse() {
    System.gc(); // A pause is only measured once there was one.
    var asked = new HashSet<String>();
    var expressions = WatchFiles.expressions();
    expressions
        .values()
        .forEach(
            expression ->
                PromQl.of(expression).selectors().forEach(one -> asked.add(one.metric())));
    asked.removeAll(OF_PROMETHEUS);
    assertThat(asked).hasSizeGreaterThan(40);

    var scrape = lastUntil(seen -> seen.metrics().containsAll(asked));

    assertThat(scrape.metrics()).containsAll(asked);
    expressions.forEach((place, expression) -> assertLabels(place, expression, scrape));
  }

  private static void assertLabels(String place, String expression, Scrape scrape) {
    var promQl = PromQl.of(expression);
    var all = new HashSet<>(OF_TARGETS);
    for (var selector : promQl.selectors()) {
      if (!OF_PROMETHEUS.contains(selector.metric())) {
        var known = new HashSet<>(OF_TARGETS);
        known.addAll(scrape.labelsOf(selector.metric()));
        assertThat(known).as("%s: %s", place, selector).containsAll(selector.labels());
        all.addAll(known);
      }
    }
    assertThat(all).as("%s: %s", place, expression).containsAll(promQl.grouping());
  }

  @Test
  @Order(1)
  void countsAccountsAndTheQueueAsTheyStand() {
    var scrape = await(seen -> seen.sum("evenkeel_accounts", "status", "FLAGGED") == 2);

    assertThat(scrape.sum("evenkeel_ready")).isEqualTo(1);
    assertThat(scrape.sum("evenkeel_accounts")).isEqualTo(3);
    assertThat(scrape.sum("evenkeel_accounts", "status", "NOT_FLAGGED")).isEqualTo(1);
    assertThat(scrape.sum("evenkeel_flagged_accounts", "tile", "LOW_CASH")).isEqualTo(2);
    assertThat(scrape.sum("evenkeel_uncheckable_accounts")).isZero();
    assertThat(scrape.sum("evenkeel_queue_accounts")).isEqualTo(2);
    assertThat(scrape.sum("evenkeel_queue_oldest_age_seconds")).isBetween(0.0, 600.0);
    assertThat(scrape.sum("evenkeel_prices")).isEqualTo(1);
    assertThat(scrape.sum("evenkeel_price_newest_age_seconds")).isBetween(0.0, 600.0);
    assertThat(scrape.sum("evenkeel_drift_events_total", "kind", "FLAGGED"))
        .isGreaterThanOrEqualTo(2);
    assertThat(scrape.sum("evenkeel_board_records_total", "board", "prices")).isPositive();
  }

  @Test
  @Order(3)
  void measuresHowLongAfterItsPriceAnEventComes() {
    await(seen -> seen.sum("evenkeel_engine_watched_accounts") == 3);
    var before = scrape();

    // Each below what would be held as a jump; together far beyond the band of A-1.
    for (var price : List.of("74", "92", "114")) {
      one.price("XOM", price);
    }

    var after =
        await(
            seen ->
                seen.sum("evenkeel_tick_to_event_seconds_count")
                    > before.sum("evenkeel_tick_to_event_seconds_count"));
    assertThat(after.sum("evenkeel_tick_to_event_seconds_sum")).isLessThan(60);
    // Engines are read once a second, so each of these may be seen one reading before the other.
    await(
        seen ->
            seen.sum("evenkeel_engine_ticks_total") > before.sum("evenkeel_engine_ticks_total")
                && seen.sum("evenkeel_engine_judgements_total")
                    > before.sum("evenkeel_engine_judgements_total"));
  }

  @Test
  @Order(4)
  void isToldToPeopleTooWithPacesAndSizes() {
    for (var tick = 0; tick < 60; tick++) {
      one.price("XOM", "114");
    }

    var instance =
        one.await(
                "/api/v1/pipeline",
                pipeline -> pipeline.at("/instances/0/ticksPerSecond").asDouble() > 0.5)
            .at("/instances/0");

    var half = instance.get("tickToEventMillisP50").asDouble();
    assertThat(half).isPositive();
    assertThat(instance.get("tickToEventMillisP99").asDouble()).isGreaterThanOrEqualTo(half);
    for (var store : List.of("book", "requests", "request-accounts")) {
      assertThat(instance.at("/stores/" + store + "/bytes").isIntegralNumber()).as(store).isTrue();
    }
    assertThat(instance.at("/stores/book/bytes").asLong()).isBetween(3 * 100L, 3 * 10_000L);
    assertThat(instance.at("/stores/request-accounts/bytes").asLong()).isPositive();
  }

  @Test
  @Order(5)
  void countsWhatIsBuiltApprovedRejectedAndPutAside() {
    var submit = "{\"type\":\"SUBMIT\",\"accounts\":[\"A-2\",\"A-3\"]}";
    assertThat(one.post("/api/v1/rebalance-commands/R-1", submit).statusCode()).isEqualTo(202);
    var waiting = await(seen -> seen.sum("evenkeel_approvals_waiting") == 1);
    assertThat(waiting.sum("evenkeel_open_requests", "phase", "PENDING_APPROVAL")).isEqualTo(1);
    assertThat(waiting.sum("evenkeel_approvals_oldest_age_seconds")).isBetween(0.0, 600.0);
    assertThat(waiting.sum("evenkeel_proposals_total")).isEqualTo(2);

    var approve = "{\"type\":\"APPROVE\",\"approvedBy\":\"ANN\"}";
    assertThat(one.post("/api/v1/rebalance-commands/R-1", approve).statusCode()).isEqualTo(202);
    var sent = await(seen -> seen.sum("evenkeel_batches_total") == 2);
    assertThat(sent.sum("evenkeel_batches_total", "custodian", "SCHWAB", "instruction", "NEW"))
        .isEqualTo(2);
    assertThat(sent.sum("evenkeel_executions_total", "custodian", "SCHWAB")).isZero();
    await(seen -> seen.sum("evenkeel_approvals_waiting") == 0);

    assertThat(one.post("/api/v1/rebalance-commands/R-2", approve).statusCode()).isEqualTo(202);
    await(seen -> seen.sum("evenkeel_rejections_total", "code", "UNKNOWN_REQUEST") == 1);

    one.price("BAD", "-1");
    var refused =
        await(seen -> seen.sum("evenkeel_dead_letters_total", "reason", "NOT_POSITIVE") == 1);
    assertThat(refused.sum("evenkeel_board_refused_total", "reason", "NOT_POSITIVE")).isEqualTo(1);
    assertThat(refused.sum("evenkeel_dead_letters_replayed_total")).isZero();

    var letter = one.await("/api/v1/dead-letters", all -> !all.get("items").isEmpty());
    var replay =
        "/api/v1/dead-letters/%s/%s/replay"
            .formatted(letter.at("/items/0/partition"), letter.at("/items/0/offset"));
    assertThat(one.post(replay, "{}").statusCode()).isEqualTo(202);
    await(seen -> seen.sum("evenkeel_dead_letters_total", "reason", "NOT_POSITIVE") == 2);
    assertThat(scrape().sum("evenkeel_dead_letters_replayed_total", "reason", "NOT_POSITIVE"))
        .isEqualTo(1);
  }

  /** XOM stands at 114, so that A-1 is flagged, and at 60 it is not. */
  @Test
  @Order(6)
  void countsWhatBecomesOfNotificationsByEndpoint() {
    List.of("92", "74", "60").forEach(price -> one.price("XOM", price));
    var taken = await(seen -> seen.sum("evenkeel_webhook_delivered_total", "endpoint", "hub") > 0);
    assertThat(taken.sum("evenkeel_webhook_state", "endpoint", "hub", "state", "WORKING"))
        .isEqualTo(1);
    assertThat(taken.sum("evenkeel_webhook_state", "endpoint", "hub")).isEqualTo(1);
    assertThat(taken.sum("evenkeel_webhook_failures_total")).isZero();
    assertThat(taken.sum("evenkeel_digests_total")).isZero();
    await(seen -> seen.sum("evenkeel_webhook_waiting", "endpoint", "hub") == 0);

    receiver.answers(503);
    List.of("74", "92", "114").forEach(price -> one.price("XOM", price));
    await(seen -> seen.sum("evenkeel_webhook_failures_total") > 0);
    var failing =
        await(
            seen ->
                seen.sum("evenkeel_webhook_waiting", "endpoint", "hub") > 0
                    && seen.sum("evenkeel_webhook_oldest_age_seconds") > 0);
    assertThat(failing.sum("evenkeel_webhook_oldest_age_seconds")).isBetween(0.001, 600.0);

    receiver.answers(410);
    var gone = await(seen -> seen.sum("evenkeel_webhook_state", "state", "GONE") == 1);
    assertThat(gone.sum("evenkeel_webhook_state", "endpoint", "hub")).isEqualTo(1);
    await(
        seen ->
            seen.sum(
                    "evenkeel_webhook_dead_letters_total",
                    "endpoint",
                    "hub",
                    "reason",
                    "ENDPOINT_GONE")
                > 0);
  }

  @Test
  @Order(7)
  void neverNamesAnAccountASecurityOrARequest() {
    var values = new HashSet<String>();
    scrape().samples().forEach(sample -> values.addAll(sample.labels().values()));

    assertThat(values)
        .isNotEmpty()
        .noneMatch(value -> value.matches("(?s).*\\b(A-\\d|XOM|R-\\d)\\b.*"));
  }

  @Test
  @Order(8)
  void isPrometheusTextThatNobodyNeedsAReaderFor() throws IOException, InterruptedException {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(one.url() + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body()).contains("# TYPE evenkeel_accounts gauge");
    assertThat(answer.body()).contains("# TYPE evenkeel_dead_letters_total counter");
    assertThat(answer.body()).contains("# TYPE evenkeel_tick_to_event_seconds histogram");
  }
}
