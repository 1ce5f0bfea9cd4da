package io.evenkeel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.EmbeddedCluster;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Keys;
import io.evenkeel.core.approval.BusinessCalendar;
import io.evenkeel.instance.Instance;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import io.evenkeel.webhook.Receiver;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A running instance with notifications")
@Timeout(240)
class InstanceNotifiesTest {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int PARTITIONS = 3 * 2;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final String TOKEN = "a-token-of-the-tests";

  /** ANN's account has 40 % too much cash, BEN's is where it should be, CAL's has no price. */
  private static final String BOOK =
      """
      {"securities":[{"symbol":"XOM"},{"symbol":"NEW"}],
       "targets":[
         {"targetId":"ENERGY","components":[
           {"kind":"SECURITY","ref":"XOM","weight":"0.6"},{"kind":"CASH","weight":"0.4"}]},
         {"targetId":"FRESH","components":[
           {"kind":"SECURITY","ref":"NEW","weight":"0.6"},{"kind":"CASH","weight":"0.4"}]}],
       "accounts":[
         {"accountId":"A-1","targetId":"ENERGY","rebalancing":true,"established":true,
          "firmId":"ACME","advisorId":"ANN","sleeves":[{"sleeveId":"MANAGED","cash":"14000.00",
             "holdings":[{"symbol":"XOM","quantity":"100"}]}]},
         {"accountId":"A-2","targetId":"ENERGY","rebalancing":true,"established":true,
          "firmId":"ACME","advisorId":"BEN","sleeves":[{"sleeveId":"MANAGED","cash":"4000.00",
             "holdings":[{"symbol":"XOM","quantity":"100"}]}]},
         {"accountId":"A-3","targetId":"FRESH","rebalancing":true,"established":true,
          "firmId":"ACME","advisorId":"CAL","sleeves":[{"sleeveId":"MANAGED","cash":"4000.00",
             "holdings":[{"symbol":"NEW","quantity":"100"}]}]}]}
      """;

  @TempDir static Path directory;

  @Test
  void tellsAdvisorsOfDriftsThatItFoundAndOnceInTheMorningWhatStandsInTheirQueues()
      throws Exception {
    var due = nextBusinessDay().atTime(8, 0).atZone(NEW_YORK).toInstant();
    var clock = new ShiftedClock(due.minusSeconds(3_600));
    try (var receiver = Receiver.start();
        var cluster = EmbeddedCluster.start(directory)) {
      var configuration =
          cluster
              .configuration()
              .with(
                  List.of(
                      Keys.HTTP_TOKEN.name() + "=" + TOKEN,
                      "notifications.url.hub=" + receiver.url(),
                      "notifications.secret.hub=" + Receiver.SECRET,
                      "notifications.default=hub",
                      "notifications.digest.at=08:00"));
      var clients = new Clients(configuration);
      try (var admin = clients.admin()) {
        TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
      }
      var told = new ArrayList<String>();
      try (var publisher = new Publisher(clients);
          var instance = Instance.start(configuration, told::add, why -> {}, clock)) {
        assertThat(told).contains("notifications go to the endpoint hub");
        await(() -> instance.awaitReady(SOON) && hasBegun(clients));
        send(publisher);

        await(() -> hasGot(receiver, "drift.flagged", "A-1"));
        await(() -> hasGot(receiver, "drift.uncheckable", "A-3"));
        await(() -> instance.notifications().counts().get(0).delivered() > 0);
        assertReadsTheQueue(instance);
        assertThat(digests(receiver)).isEmpty();

        clock.goOnFrom(due);

        await(() -> digests(receiver).size() == 3);
        assertTellsOfTheQueues(digests(receiver), due);
        assertThat(instance.notifications().digestsMade()).isEqualTo(3);
      }
    }
  }

  private static void send(Publisher publisher) throws Exception {
    BookImport.send(publisher, BookFile.read(BOOK, Instant.now(), "SCHWAB"), sent -> {});
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

  /** What is said before the endpoint's group has begun is not told. */
  private static boolean hasBegun(Clients clients) {
    try (var admin = clients.admin()) {
      return admin
              .listConsumerGroupOffsets("evenkeel-notify-hub")
              .partitionsToOffsetAndMetadata()
              .get()
              .size()
          == PARTITIONS;
    } catch (ExecutionException | InterruptedException e) {
      return false;
    }
  }

  private static boolean hasGot(Receiver receiver, String type, String account) {
    return receiver.got().stream()
        .map(Receiver.Got::json)
        .anyMatch(
            json ->
                json.get("type").asText().equals(type)
                    && json.at("/data/accountId").asText().equals(account));
  }

  private static void assertReadsTheQueue(Instance instance) throws InterruptedException {
    var rows = new ArrayList<QueueRow>();
    var rest = new QueueOverHttp(instance.http().url(), TOKEN).read(rows::add);

    assertThat(rest.whole()).isTrue();
    assertThat(rest.pending()).isEmpty();
    assertThat(rows).extracting(QueueRow::accountId).containsExactly("A-1", "A-2", "A-3");
    var flagged = rows.get(0);
    assertThat(flagged.advisorId()).isEqualTo("ANN");
    assertThat(flagged.stage()).isEqualTo("QUEUED");
    assertThat(flagged.drift()).isEqualByComparingTo("0.3");
    assertThat(flagged.since()).isNotNull();
    assertThat(flagged.why()).contains("XOM 30 % against 60 % (48 % to 72 %)");
    assertThat(rows.get(1).stage()).isNull();
    assertThat(rows.get(2).uncheckable()).contains("PRICE_MISSING");
  }

  private static List<JsonNode> digests(Receiver receiver) {
    return receiver.got().stream()
        .map(Receiver.Got::json)
        .filter(json -> json.get("type").asText().equals("digest.daily"))
        .sorted(Comparator.comparing(json -> json.get("advisorId").asText()))
        .toList();
  }

  private static void assertTellsOfTheQueues(List<JsonNode> digests, Instant due) {
    assertThat(digests)
        .extracting(digest -> digest.get("advisorId").asText())
        .containsExactly("ANN", "BEN", "CAL");
    var ofAnn = digests.get(0).get("data");
    assertThat(ofAnn.get("date").asText()).isEqualTo(due.atZone(NEW_YORK).toLocalDate().toString());
    assertThat(ofAnn.get("whole").asBoolean()).isTrue();
    assertThat(ofAnn.at("/tiles/HIGH_CASH").asInt()).isEqualTo(1);
    assertThat(ofAnn.get("text").asText())
        .contains("1 of 1 account in the queue", "A-1 drift 30 %", "XOM 30 % against 60 %");
    assertThat(digests.get(1).at("/data/text").asText())
        .contains("nothing stands in the queue; 1 account watched");
    assertThat(digests.get(2).at("/data/text").asText()).contains("PRICE_MISSING 1");
  }

  private static LocalDate nextBusinessDay() {
    return LocalDate.now(NEW_YORK)
        .plusDays(1)
        .datesUntil(LocalDate.now(NEW_YORK).plusDays(15))
        .filter(BusinessCalendar::isBusinessDay)
        .findFirst()
        .orElseThrow();
  }

  /** Goes as the machine's does, from another moment on. */
  private static final class ShiftedClock extends Clock {
    private volatile Duration ahead;

    ShiftedClock(Instant from) {
      goOnFrom(from);
    }

    void goOnFrom(Instant from) {
      ahead = Duration.between(Instant.now(), from);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private interface Question {
    boolean isSo() throws InterruptedException;
  }

  private static void await(Question so) throws InterruptedException {
    var until = System.nanoTime() + SOON.toNanos();
    while (!so.isSo()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
