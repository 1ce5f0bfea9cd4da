package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.EmbeddedCluster;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.instance.Instance;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Of two instances")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesTest {
  private static final int ACCOUNTS = 20;
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir static Path directory;
  private static EmbeddedCluster cluster;
  private static Publisher publisher;
  private static Instance left;
  private static Instance right;
  private static String nameOfRight;

  @BeforeAll
  static void start() throws Exception {
    cluster = EmbeddedCluster.start(directory);
    var clients = new Clients(cluster.configuration());
    try (var admin = clients.admin()) {
      TopicCreation.createMissing(admin, TopicPlan.of(cluster.configuration(), clients.names()));
    }
    publisher = new Publisher(clients);
    var cash = IntStream.range(0, ACCOUNTS).mapToObj(i -> "1000.00").toArray(String[]::new);
    var book = BookFile.read(OneInstance.book(cash), Instant.now(), "SCHWAB");
    BookImport.send(publisher, book, sent -> {});
    price();
    left = instance("left");
    right = instance("right");
    nameOfRight = name(right);
    assertThat(left.awaitReady(SOON) && right.awaitReady(SOON)).isTrue();
    await(() -> owners().size() == 2);
    await(() -> json(get(left, "/api/v1/queue")).get("total").asInt() == ACCOUNTS);
    await(() -> hasCopies(left) && hasCopies(right));
  }

  private static Instance instance(String name) {
    var settings = List.of("state.dir=" + directory.resolve(name), "num.standby.replicas=1");
    return Instance.start(cluster.configuration().with(settings), told -> {}, why -> {});
  }

  private static void price() {
    publisher.send(
        Topics.PRICES,
        "XOM",
        Price.newBuilder()
            .setPrice(new BigDecimal("60"))
            .setPriceType(PriceType.LAST)
            .setAsOf(Instant.now())
            .setSource("test")
            .build());
    publisher.flush();
  }

  @AfterAll
  static void stop() {
    right.close();
    left.close();
    publisher.close();
    cluster.close();
  }

  private static void await(BooleanSupplier so) {
    var until = System.nanoTime() + SOON.toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static HttpResponse<String> get(Instance instance, String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(instance.http().url() + path));
    return OneInstance.send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.tree(answer.body());
  }

  private static List<String> accounts() {
    return IntStream.rangeClosed(1, ACCOUNTS).mapToObj(i -> "A-" + i).toList();
  }

  private static String ownerOf(String accountId) {
    return get(left, "/api/v1/accounts/" + accountId)
        .headers()
        .firstValue(Whereabouts.INSTANCE)
        .orElse("nobody");
  }

  private static HashSet<String> owners() {
    var owners = new HashSet<String>();
    accounts().forEach(id -> owners.add(ownerOf(id)));
    return owners;
  }

  /** An account that the left one does not own. */
  private static String ofTheRightOne() {
    return accounts().stream()
        .filter(id -> ownerOf(id).equals(name(right)))
        .findFirst()
        .orElseThrow();
  }

  private static String name(Instance instance) {
    return instance.http().url().substring("http://".length());
  }

  private static boolean hasCopies(Instance instance) {
    return accounts().stream()
        .allMatch(
            id ->
                get(instance, "/api/v1/accounts/" + id, Peers.ASKED_AS, "STANDBY").statusCode()
                    == 200);
  }

  @Test
  @Order(1)
  void anyAnswersForAnyAccount() {
    for (var id : accounts()) {
      for (var instance : List.of(left, right)) {
        var answer = get(instance, "/api/v1/accounts/" + id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("accountId").asText()).isEqualTo(id);
        assertThat(answer.headers().firstValue(Whereabouts.STALENESS)).isEmpty();
      }
    }
    assertThat(get(left, "/api/v1/accounts/A-404").statusCode()).isEqualTo(404);
    assertThat(get(right, "/api/v1/accounts/A-404").statusCode()).isEqualTo(404);
  }

  @Test
  @Order(2)
  void eachListsTheAccountsOfBothAPageAtATime() {
    var seen = new ArrayList<String>();
    var path = "/api/v1/queue?limit=7&sort=-accountId";
    for (var after = ""; after != null; ) {
      var page = json(get(right, path + after));
      assertThat(page.get("partial").asBoolean()).isFalse();
      assertThat(page.get("total").asInt()).isEqualTo(ACCOUNTS);
      assertThat(page.at("/tiles/LOW_CASH").asInt()).isEqualTo(ACCOUNTS);
      page.get("items").forEach(row -> seen.add(row.get("accountId").asText()));
      after = page.get("next").isNull() ? null : "&after=" + page.get("next").asText();
    }

    assertThat(seen)
        .isEqualTo(accounts().stream().sorted(java.util.Comparator.reverseOrder()).toList());
  }

  @Test
  @Order(3)
  void neitherAsksFurtherWhenItIsAsked() {
    var answer =
        get(left, "/api/v1/accounts/" + ofTheRightOne(), Peers.ASKED_AS, Peers.As.OWNER.name());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  /** A client that sends the header of instances gets what one of them has, and is told so. */
  @Test
  @Order(4)
  void eachTellsAStrangerWhoAsksAsAnInstanceThatItIsAPart() {
    var part = json(get(left, "/api/v1/queue", Peers.ASKED_AS, Peers.As.PART.name()));

    assertThat(part.get("partial").asBoolean()).isTrue();
    assertThat(part.at("/missing/0/why").asText())
        .isEqualTo(
            "These are the rows of %s alone, as another instance asks for them."
                .formatted(name(left)));
    assertThat(part.get("total").asInt()).isBetween(1, ACCOUNTS - 1);

    var madeUp = get(left, "/api/v1/queue", Peers.ASKED_AS, "ADMIN");
    assertThat(madeUp.statusCode()).isEqualTo(400);
    assertThat(json(madeUp).get("detail").asText())
        .isEqualTo(
            "Evenkeel-Asked-As: ADMIN is nothing that instances say to each other; leave the header out.");
  }

  @Test
  @Order(5)
  void bothAreShownWithTheTasksThatTheyHave() {
    var pipeline = json(get(left, "/api/v1/pipeline"));

    assertThat(pipeline.get("instances")).hasSize(2);
    assertThat(pipeline.at("/instances/0/active")).isNotEmpty();
    assertThat(pipeline.at("/instances/1/standby")).isNotEmpty();
    assertThat(
            pipeline.at("/instances/0/stores/book/entries").asInt()
                + pipeline.at("/instances/1/stores/book/entries").asInt())
        .isEqualTo(ACCOUNTS);
    pipeline
        .get("instances")
        .forEach(one -> assertThat(one.at("/stores/book/bytes").asLong()).isPositive());
    assertThat(
            pipeline.at("/instances/0/accounts").asInt()
                + pipeline.at("/instances/1/accounts").asInt())
        .isEqualTo(ACCOUNTS);
  }

  @Test
  @Order(5)
  void eachCountsTheAccountsOfItsOwnTasksAlone() {
    assertThat(accountsOn(left)).isPositive();
    assertThat(accountsOn(right)).isPositive();
    assertThat(accountsOn(left) + accountsOn(right)).isEqualTo(ACCOUNTS);
    await(() -> watchedOn(left) + watchedOn(right) == ACCOUNTS);
  }

  private static double accountsOn(Instance instance) {
    return scrape(instance).sum("evenkeel_accounts");
  }

  private static double watchedOn(Instance instance) {
    return scrape(instance).sum("evenkeel_engine_watched_accounts");
  }

  private static Scrape scrape(Instance instance) {
    return new Scrape(get(instance, "/metrics").body());
  }

  @Test
  @Order(6)
  void theOtherAnswersFromItsCopyWhereTheOwnerDoesNotAndSaysHowOldItIs() {
    var id = ofTheRightOne();
    right.http().close();

    var answer = get(left, "/api/v1/accounts/" + id);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue(Whereabouts.STALENESS))
        .hasValueSatisfying(value -> assertThat(value).matches("records=\\d+"));
    assertThat(json(answer).get("accountId").asText()).isEqualTo(id);
  }

  @Test
  @Order(7)
  void aListSaysWhoseRowsAreMissing() {
    right.http().close();

    var page = json(get(left, "/api/v1/queue"));

    assertThat(page.get("partial").asBoolean()).isTrue();
    assertThat(page.at("/missing/0/instance").asText()).isEqualTo(nameOfRight);
    assertThat(page.get("total").asInt()).isBetween(1, ACCOUNTS - 1);
  }

  @Test
  @Order(8)
  void whoStaysCountsWhatTheOtherHad() {
    right.close();

    await(() -> accountsOn(left) == ACCOUNTS && watchedOn(left) == ACCOUNTS);
    await(() -> scrape(left).sum("evenkeel_ready") == 1);
    assertThat(scrape(left).sum("evenkeel_flagged_accounts", "tile", "LOW_CASH"))
        .isEqualTo(ACCOUNTS);
  }
}
