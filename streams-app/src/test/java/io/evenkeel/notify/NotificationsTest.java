package io.evenkeel.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.EmbeddedCluster;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.DeadLetterWire.Reason;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.DeadLetter;
import io.evenkeel.schemas.DeadLetterReason;
import io.evenkeel.schemas.Digest;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.webhook.HttpPost;
import io.evenkeel.webhook.Receiver;
import io.evenkeel.webhook.Secret;
import io.evenkeel.webhook.Signature;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Notifications through a broker")
@Timeout(180)
class NotificationsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int PARTITIONS = 3 * 2;

  @TempDir static Path directory;
  private static EmbeddedCluster cluster;
  private static Publisher publisher;
  private static Admin admin;

  /** Each test has endpoints, and so groups, of its own. */
  private final String live = "live-" + UUID.randomUUID().toString().substring(0, 8);

  private final String dead = "dead-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<Notifications> running = new ArrayList<>();
  private Receiver receiver;
  private Receiver deaf;

  @BeforeAll
  static void startCluster() {
    cluster = EmbeddedCluster.start(directory);
    var clients = new Clients(cluster.configuration());
    admin = clients.admin();
    TopicCreation.createMissing(admin, TopicPlan.of(cluster.configuration(), clients.names()));
    publisher = new Publisher(clients);
  }

  @AfterAll
  static void stopCluster() {
    publisher.close();
    admin.close();
    cluster.close();
  }

  @BeforeEach
  void startReceivers() throws Exception {
    receiver = Receiver.start();
    deaf = Receiver.start();
    deaf.answers(503);
  }

  @AfterEach
  void stop() {
    running.forEach(Notifications::close);
    receiver.close();
    deaf.close();
  }

  private Configuration configuration(String... more) {
    var settings = new ArrayList<>(List.of(more));
    settings.addAll(
        List.of(
            "notifications.url." + live + "=" + receiver.url(),
            "notifications.secret." + live + "=" + Receiver.SECRET,
            "notifications.advisor.ACME/ANN=" + live,
            "notifications.url." + dead + "=" + deaf.url(),
            "notifications.secret." + dead + "=" + Receiver.SECRET,
            "notifications.advisor.ACME/BEN=" + dead));
    return cluster.configuration().with(settings);
  }

  /** Starts them and waits until their groups have begun. */
  private Notifications start(InstantSource clock, QueueSource queue, String... more) {
    var configuration = configuration(more);
    var settings = NotificationSettings.of(configuration);
    var started =
        Notifications.start(
            settings, configuration, new HttpPost(settings.timeout()), queue, () -> true, clock);
    running.add(started);
    await(() -> committed(live).size() == PARTITIONS && committed(dead).size() == PARTITIONS);
    return started;
  }

  private Notifications start(InstantSource clock) {
    return start(clock, each -> new QueueSource.Rest(List.of(), true));
  }

  private void end(Notifications notifications) {
    notifications.close();
    running.remove(notifications);
  }

  private static java.util.Map<TopicPartition, OffsetAndMetadata> committed(String endpoint) {
    try {
      return admin
          .listConsumerGroupOffsets("evenkeel-notify-" + endpoint)
          .partitionsToOffsetAndMetadata()
          .get();
    } catch (ExecutionException e) {
      return java.util.Map.of();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier so) {
    var until = System.nanoTime() + SOON.toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static EndpointCounts counts(Notifications notifications, String endpoint) {
    return notifications.counts().stream()
        .filter(counts -> counts.endpoint().equals(endpoint))
        .findFirst()
        .orElseThrow();
  }

  private static void flagged(String advisor, String prefix, int accounts) {
    for (var i = 0; i < accounts; i++) {
      var account = prefix + i;
      publisher.send(Topics.DRIFT_EVENTS, account, Events.flagged(advisor, account, 1));
    }
    publisher.flush();
  }

  private static List<String> accountsIn(Receiver receiver) {
    return receiver.got().stream()
        .map(got -> got.json().at("/data/accountId").asText())
        .sorted()
        .toList();
  }

  private static List<String> named(String prefix, int accounts) {
    return IntStream.range(0, accounts).mapToObj(i -> prefix + i).sorted().toList();
  }

  private static <T extends SpecificRecord> List<T> read(
      io.evenkeel.pipeline.Topic<T> topic, Class<T> type) {
    var clients = new Clients(cluster.configuration());
    var name = clients.names().of(topic);
    var read = new ArrayList<T>();
    try (var consumer = clients.consumer("test-" + UUID.randomUUID(), true)) {
      var partitions = List.of(new TopicPartition(name, 0), new TopicPartition(name, 1));
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      var deserializer = clients.serdes().deserializer(type);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> read.add(deserializer.deserialize(name, record.value())));
      }
    }
    return read;
  }

  @Test
  void tellEachAdvisorsEndpointOnceSignedAndNoOthers() {
    var notifications = start(InstantSource.system());
    flagged("ANN", "once-", 10);
    flagged("CARL", "nobody-", 5);
    publisher.send(
        Topics.ADVISORIES, "once-a", Events.raised("ANN", "once-a", AdvisoryCode.MARGIN_CALL));
    publisher.flush();

    await(() -> counts(notifications, live).delivered() == 11);
    var expected = new ArrayList<>(named("once-", 10));
    expected.add("once-a");
    assertThat(accountsIn(receiver)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(receiver.got())
        .allSatisfy(
            got ->
                assertThat(got.signature())
                    .isEqualTo(
                        Signature.header(
                            Secret.parse(Receiver.SECRET),
                            got.id(),
                            Instant.ofEpochSecond(Long.parseLong(got.timestamp())),
                            got.body().getBytes(UTF_8))));
    assertThat(deaf.got()).isEmpty();
  }

  @Test
  void reachALiveEndpointWhileAnotherIsDead() {
    deaf.answers(
        message -> {
          Thread.sleep(20_000);
          return new Receiver.Answer(500);
        });
    var notifications = start(InstantSource.system());
    flagged("BEN", "held-", 50);
    await(() -> !deaf.got().isEmpty());
    var begun = System.nanoTime();
    flagged("ANN", "free-", 50);

    await(() -> counts(notifications, live).delivered() == 50);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    assertThat(counts(notifications, dead).delivered()).isZero();
    await(() -> counts(notifications, dead).waiting() == 50);
  }

  @Test
  void areTriedAgainUntilTheyAreTaken() {
    var seen = ConcurrentHashMap.<String>newKeySet();
    receiver.answers(message -> new Receiver.Answer(seen.add(message.id()) ? 503 : 200));
    var clock = new MovingClock(Instant.now());
    var notifications = start(clock);
    flagged("ANN", "again-", 3);
    await(() -> counts(notifications, live).failedAttempts() == 3);
    assertThat(receiver.got()).hasSize(3);
    clock.move(Duration.ofSeconds(7));

    await(() -> counts(notifications, live).delivered() == 3);
    assertThat(receiver.got()).hasSize(6);
    assertThat(new HashSet<>(receiver.got().stream().map(Receiver.Got::body).toList())).hasSize(3);
  }

  @Test
  void goOnAfterARestartWithWhatWasNotTakenAndWithNothingElse() {
    receiver.answers(
        message ->
            new Receiver.Answer(
                message.json().at("/data/accountId").asText().endsWith("7") ? 500 : 200));
    var first = start(InstantSource.system());
    flagged("ANN", "restart-", 40);
    await(() -> counts(first, live).delivered() == 36);
    await(() -> counts(first, live).failedAttempts() >= 4);
    end(first);
    var before = receiver.got().size();
    flagged("ANN", "meanwhile-", 5);
    receiver.answers(200);

    var second = start(InstantSource.system());
    await(() -> counts(second, live).delivered() == 9);

    var after = receiver.got().subList(before, receiver.got().size());
    assertThat(after.stream().map(got -> got.json().at("/data/accountId").asText()))
        .containsExactlyInAnyOrder(
            "restart-7",
            "restart-17",
            "restart-27",
            "restart-37",
            "meanwhile-0",
            "meanwhile-1",
            "meanwhile-2",
            "meanwhile-3",
            "meanwhile-4");
    assertThat(counts(second, live).waiting()).isZero();
  }

  @Test
  void areSharedByInstancesAndTakenOverFromOneThatEnds() {
    var one = start(InstantSource.system());
    var other = start(InstantSource.system());
    await(() -> holdsSome(one, other));
    flagged("ANN", "shared-", 60);
    await(() -> accountsIn(receiver).containsAll(named("shared-", 60)));

    end(one);
    flagged("ANN", "over-", 20);
    await(() -> accountsIn(receiver).containsAll(named("over-", 20)));
  }

  /** Each of the two has taken its part of the partitions. */
  private boolean holdsSome(Notifications one, Notifications other) {
    flagged("ANN", "probe-" + UUID.randomUUID() + "-", 4);
    LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    return counts(one, live).delivered() > 0 && counts(other, live).delivered() > 0;
  }

  @Test
  void areDeadLettersAfterADayWithTheirOriginalBytes() {
    var clock = new MovingClock(Instant.now());
    var notifications = start(clock);
    flagged("BEN", "late-", 2);
    await(() -> counts(notifications, dead).failedAttempts() == 2);
    assertThat(counts(notifications, dead).deadLetters(Reason.UNDELIVERED)).isZero();
    clock.move(Duration.ofHours(25));

    await(() -> counts(notifications, dead).deadLetters(Reason.UNDELIVERED) == 2);
    var letters =
        read(Topics.DEAD_LETTERS, DeadLetter.class).stream()
            .filter(letter -> letter.getSentence().contains(dead))
            .toList();
    assertThat(letters).hasSize(2);
    var deserializer = new Clients(cluster.configuration()).serdes().deserializer(DriftEvent.class);
    for (var letter : letters) {
      assertThat(letter.getReason()).isEqualTo(DeadLetterReason.UNDELIVERED);
      assertThat(letter.getStage()).isEqualTo("notify");
      assertThat(letter.getTopic()).isEqualTo("drift-events");
      assertThat(letter.getSentence()).contains("answered 503");
      var value = new byte[letter.getValue().remaining()];
      letter.getValue().get(value);
      assertThat(deserializer.deserialize("drift-events", value).getAccountId())
          .startsWith("late-");
    }
    await(() -> isBehindNothing(dead));
  }

  private static boolean isBehindNothing(String endpoint) {
    return committed(endpoint).values().stream().allMatch(o -> o.metadata().isEmpty());
  }

  @Test
  void areSentAgainOnRequestWithTheIdsThatTheyHad() {
    var begun = Instant.now();
    var notifications = start(InstantSource.system());
    flagged("ANN", "missed-", 7);
    flagged("BEN", "others-", 7);
    await(() -> counts(notifications, live).delivered() == 7);
    var ids = receiver.got().stream().map(Receiver.Got::id).toList();
    var later = Instant.now().plusMillis(1);

    assertThat(resend(begun, later)).isEqualTo(new Resending.Outcome(7, Optional.empty()));
    assertThat(receiver.got()).hasSize(14);
    assertThat(receiver.got().subList(7, 14))
        .extracting(Receiver.Got::id)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(resend(later, later.plusSeconds(60)).taken()).isZero();

    receiver.answers(message -> new Receiver.Answer(receiver.got().size() <= 17 ? 200 : 500));
    var stopped = resend(begun, later);
    assertThat(stopped.taken()).isEqualTo(3);
    assertThat(stopped.why().orElseThrow()).contains(live, "answered 500");
  }

  private Resending.Outcome resend(Instant since, Instant until) {
    var configuration = configuration();
    var settings = NotificationSettings.of(configuration);
    return new Resending(
            new Clients(configuration),
            settings,
            settings.endpoints().get(live),
            new HttpPost(settings.timeout()),
            InstantSource.system())
        .send(since, until);
  }

  @Test
  void tellOfADigestOnceOverAllInstancesAndRestarts() {
    // A Friday, half an hour before the digest is due.
    var clock = new MovingClock(Instant.parse("2026-11-20T13:30:00Z"));
    QueueSource queue =
        each -> {
          each.accept(Rows.queued("ANN", "A-1", "0.05", "HIGH_CASH"));
          each.accept(Rows.calm("BEN", "A-2"));
          return new QueueSource.Rest(List.of(), true);
        };
    var one = start(clock, queue, "notifications.digest.at=09:00");
    var other = start(clock, queue, "notifications.digest.at=09:00");
    assertThat(one.digestsMade() + other.digestsMade()).isZero();
    clock.move(Duration.ofHours(1));

    await(() -> one.digestsMade() + other.digestsMade() == 2);
    await(() -> receiver.got().size() == 1);
    assertThat(receiver.got().get(0).json().get("type").asText()).isEqualTo("digest.daily");
    assertThat(receiver.got().get(0).json().at("/data/tiles/HIGH_CASH").asInt()).isEqualTo(1);
    end(one);
    end(other);

    var third = start(clock, queue, "notifications.digest.at=09:00");
    LockSupport.parkNanos(Duration.ofSeconds(8).toNanos());
    assertThat(third.digestsMade()).isZero();
    clock.move(Duration.ofDays(3));
    await(() -> third.digestsMade() == 2);
    await(() -> receiver.got().size() == 2);

    assertThat(read(Topics.DIGESTS, Digest.class))
        .extracting(digest -> digest.getAdvisorId() + " " + digest.getDate())
        .containsExactlyInAnyOrder(
            "ANN 2026-11-20", "BEN 2026-11-20", "ANN 2026-11-23", "BEN 2026-11-23");
  }
}
