package io.evenkeel.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.config.Configuration;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.wire.DeadLetterWire.Reason;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.webhook.Endpoint;
import io.evenkeel.webhook.Post;
import io.evenkeel.wireformat.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A courier")
class CourierTest {
  private static final AvroSerdes SERDES = AvroSerdes.inMemory("courier-test");
  private static final TopicPartition DRIFT = new TopicPartition("drift-events", 0);
  private static final TopicPartition ADVISORIES = new TopicPartition("advisories", 0);
  private static final Duration DAY = Duration.ofDays(1);

  private final MovingClock clock = new MovingClock(Events.AT);
  private final List<Sent> sent = new ArrayList<>();
  private final List<DeadLetters.Letter> letters = new ArrayList<>();
  private final EndpointCounts counts = new EndpointCounts("crm");
  private Function<Sent, Post.Reply> answering = message -> replied(204);
  private boolean lettersAreTaken = true;
  private Courier courier;
  private long nextOffset;

  private record Sent(String id, Instant at, CompletableFuture<Post.Reply> answer) {}

  @BeforeEach
  void assign() {
    courier = courier("notifications.default=crm");
  }

  private Courier courier(String... more) {
    var settings = new ArrayList<>(List.of(more));
    settings.add("notifications.url.crm=https://crm.example.com/");
    settings.add("notifications.secret.crm=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    var read = NotificationSettings.of(Configuration.defaults().with(settings));
    var inbox = new Inbox(SERDES, new TopicNames("", List.of("SCHWAB")), new Wording(read.zone()));
    var made =
        new Courier(
            read.endpoints().get("crm"), read, inbox, this::post, this::bury, clock, counts);
    made.backlog().assign(DRIFT, 0, "");
    made.backlog().assign(ADVISORIES, 0, "");
    return made;
  }

  private CompletableFuture<Post.Reply> post(Endpoint to, String id, Instant at, byte[] body) {
    var message = new Sent(id, at, new CompletableFuture<>());
    sent.add(message);
    var reply = answering.apply(message);
    if (reply != null) {
      message.answer().complete(reply);
    }
    return message.answer();
  }

  private void bury(List<DeadLetters.Letter> some, Instant at) {
    if (!lettersAreTaken) {
      throw new KafkaException("not taken");
    }
    letters.addAll(some);
  }

  private static Post.Reply replied(int status) {
    return new Post.Reply(status, null, "", "");
  }

  private void take(TopicPartition from, SpecificRecord record) {
    var bytes =
        record == null
            ? null
            : SERDES.serializer(SpecificRecord.class).serialize(from.topic(), record);
    takeBytes(from, bytes);
  }

  private void takeBytes(TopicPartition from, byte[] bytes) {
    courier.take(
        new ConsumerRecord<>(
            from.topic(),
            from.partition(),
            nextOffset++,
            clock.instant().toEpochMilli(),
            TimestampType.CREATE_TIME,
            0,
            0,
            "A",
            bytes,
            new RecordHeaders(),
            java.util.Optional.empty()));
  }

  private void flagged(String advisor, int times) {
    for (var i = 0; i < times; i++) {
      take(DRIFT, Events.flagged(advisor, "A-" + nextOffset, 1));
    }
  }

  private void work(Duration after) {
    clock.move(after);
    courier.work();
    courier.work();
  }

  private long committed() {
    return courier.backlog().open(List.of(DRIFT)).get(DRIFT).offset();
  }

  @Test
  void sendsWhatIsForItsEndpointAndPassesTheRest() {
    courier = courier("notifications.advisor.ACME/ANN=crm");
    flagged("ANN", 1);
    flagged("BEN", 1);
    take(ADVISORIES, Events.raised("ANN", "A-1", AdvisoryCode.MARGIN_CALL));
    take(ADVISORIES, Events.ofSecurity("XOM"));
    take(DRIFT, null);
    work(Duration.ZERO);

    assertThat(sent).hasSize(2);
    assertThat(counts.delivered()).isEqualTo(2);
    assertThat(committed()).isEqualTo(5);
  }

  @Test
  void sendsOnlyTheTypesThatAreWanted() {
    courier = courier("notifications.default=crm", "notifications.types=advisory.cleared");
    flagged("ANN", 1);
    var raised = Events.raised("ANN", "A-1", AdvisoryCode.MARGIN_CALL);
    take(ADVISORIES, raised);
    take(ADVISORIES, Advisory.newBuilder(raised).setRaised(false).build());
    work(Duration.ZERO);

    assertThat(sent).hasSize(1);
  }

  @Test
  void sendsNoMoreAtOnceThanIsConfigured() {
    answering = message -> null;
    flagged("ANN", 9);
    work(Duration.ZERO);
    assertThat(sent).hasSize(4);

    sent.get(2).answer().complete(replied(200));
    work(Duration.ZERO);
    assertThat(sent).hasSize(5);
    assertThat(courier.isWaiting()).isTrue();
  }

  @Test
  void triesAgainWithTheSameIdAtALaterTimeUntilItIsTaken() {
    answering = message -> replied(sent.size() < 3 ? 500 : 200);
    flagged("ANN", 1);
    work(Duration.ZERO);
    work(Duration.ofMillis(3_700));
    assertThat(sent).hasSize(1);
    work(Duration.ofMillis(2_600));
    assertThat(sent).hasSize(2);
    assertThat(committed()).isZero();
    work(Duration.ofSeconds(13));

    assertThat(sent).extracting(Sent::id).containsOnly(sent.get(0).id()).hasSize(3);
    assertThat(sent).extracting(Sent::at).doesNotHaveDuplicates();
    assertThat(committed()).isEqualTo(1);
    assertThat(counts.failedAttempts()).isEqualTo(2);
    assertThat(letters).isEmpty();
  }

  @Test
  void goesPastAMessageThatIsNotTaken() {
    flagged("ANN", 4);
    answering = message -> replied(message.id().equals(sent.get(0).id()) ? 500 : 200);
    work(Duration.ZERO);

    assertThat(counts.delivered()).isEqualTo(3);
    assertThat(committed()).isZero();
    assertThat(courier.backlog().size()).isEqualTo(1);
  }

  @Test
  void leavesTheEndpointAloneForAsLongAsItAsks() {
    answering = message -> new Post.Reply(429, "600", "", "");
    flagged("ANN", 1);
    work(Duration.ZERO);
    answering = message -> replied(200);
    flagged("ANN", 1);
    work(Duration.ofSeconds(599));
    assertThat(sent).hasSize(1);

    work(Duration.ofSeconds(1));
    assertThat(counts.delivered()).isEqualTo(2);
  }

  @Test
  void putsAMessageAmongTheDeadLettersAtItsFirstFailureAfterADay() {
    answering = message -> Post.Reply.none("could not be reached");
    flagged("ANN", 1);
    for (var i = 0; i < 200 && letters.isEmpty(); i++) {
      assertThat(clock.instant()).isBefore(Events.AT.plus(DAY).plus(Duration.ofHours(1)));
      work(Duration.ofMinutes(10));
    }

    assertThat(clock.instant()).isAfterOrEqualTo(Events.AT.plus(DAY));
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).reason()).isEqualTo(Reason.UNDELIVERED);
    assertThat(letters.get(0).sentence())
        .contains("crm", sent.get(0).id(), "drift.flagged", "could not be reached");
    var raw = letters.get(0).raw();
    var event = SERDES.deserializer(DriftEvent.class).deserialize(raw.topic(), raw.value());
    assertThat(event.getAccountId()).isEqualTo("A-0");
    assertThat(counts.deadLetters(Reason.UNDELIVERED)).isEqualTo(1);
    assertThat(committed()).isEqualTo(1);
    assertThat(sent).hasSizeBetween(20, 45);
  }

  @Test
  void triesOnceEvenWhatIsOlderThanADay() {
    flagged("ANN", 1);
    work(Duration.ofDays(3));

    assertThat(counts.delivered()).isEqualTo(1);
    assertThat(letters).isEmpty();
  }

  @Test
  void gatherDeadLettersWithoutATryEachWhileTheEndpointIsDown() {
    answering = message -> Post.Reply.none("could not be reached");
    flagged("ANN", 100);
    for (var i = 0; i < 10; i++) {
      work(Duration.ofMinutes(2));
    }
    assertThat(counts.state()).isEqualTo(EndpointCounts.State.DOWN);
    var tries = sent.size();
    work(DAY);

    assertThat(letters).hasSize(100);
    assertThat(sent.size() - tries).isLessThan(5);
    assertThat(courier.backlog().size()).isZero();
  }

  @Test
  void asksADownEndpointOneMessageAtATimeAndGoesOnOnceItAnswers() {
    answering = message -> replied(503);
    flagged("ANN", 20);
    for (var i = 0; i < 10; i++) {
      work(Duration.ofMinutes(2));
    }
    answering = message -> null;
    var tries = sent.size();
    work(Duration.ofMinutes(2));
    assertThat(sent.size() - tries).isEqualTo(1);

    answering = message -> replied(200);
    sent.get(tries).answer().complete(replied(200));
    for (var i = 0; i < 20; i++) {
      work(Duration.ofHours(1).dividedBy(4));
    }
    assertThat(counts.delivered()).isEqualTo(20);
    assertThat(counts.state()).isEqualTo(EndpointCounts.State.WORKING);
  }

  @Test
  void sendsNothingMoreToAnEndpointThatIsGone() {
    answering = message -> replied(410);
    flagged("ANN", 1);
    work(Duration.ZERO);
    flagged("ANN", 3);
    work(Duration.ofHours(2));

    assertThat(sent).hasSize(1);
    assertThat(letters)
        .hasSize(4)
        .extracting(DeadLetters.Letter::reason)
        .containsOnly(Reason.ENDPOINT_GONE);
    assertThat(counts.state()).isEqualTo(EndpointCounts.State.GONE);
    assertThat(committed()).isEqualTo(4);
  }

  @Test
  void doesNotTryAgainWhatIsTooLargeForTheEndpoint() {
    answering = message -> replied(413);
    flagged("ANN", 1);
    work(Duration.ZERO);
    answering = message -> replied(200);
    flagged("ANN", 1);
    work(Duration.ZERO);

    assertThat(sent).hasSize(2);
    assertThat(letters)
        .extracting(DeadLetters.Letter::reason)
        .containsExactly(Reason.ENDPOINT_REFUSED);
    assertThat(counts.delivered()).isEqualTo(1);
  }

  @Test
  void forgetsNothingBeforeItsDeadLetterIsTaken() {
    answering = message -> replied(410);
    lettersAreTaken = false;
    flagged("ANN", 1);

    assertThatThrownBy(() -> work(Duration.ZERO)).isInstanceOf(KafkaException.class);
    assertThat(committed()).isZero();

    lettersAreTaken = true;
    work(Duration.ofSeconds(5));
    assertThat(letters).hasSize(1);
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void putsBytesThatAreNoRecordAmongTheDeadLettersAndGoesOn() {
    takeBytes(DRIFT, new byte[] {1, 2, 3});
    flagged("ANN", 1);
    work(Duration.ZERO);

    assertThat(letters).extracting(DeadLetters.Letter::reason).containsExactly(Reason.MALFORMED);
    assertThat(counts.delivered()).isEqualTo(1);
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void settlesNothingOfAPartitionThatWent() {
    answering = message -> null;
    flagged("ANN", 1);
    work(Duration.ZERO);
    courier.backlog().revoke(DRIFT);
    sent.get(0).answer().complete(replied(410));
    work(Duration.ZERO);

    assertThat(letters).isEmpty();
    assertThat(courier.backlog().size()).isZero();
  }

  @Test
  void sendsAgainAfterARestartOnlyWhatWasNotTaken() {
    flagged("ANN", 6);
    answering = message -> replied(sent.indexOf(message) % 2 == 0 ? 500 : 200);
    work(Duration.ZERO);
    work(Duration.ZERO);
    var refused = sent.stream().filter(m -> sent.indexOf(m) % 2 == 0).map(Sent::id).toList();
    var open = courier.backlog().open(List.of(DRIFT)).get(DRIFT);
    sent.clear();
    answering = message -> replied(200);

    courier = courier("notifications.default=crm");
    courier.backlog().assign(DRIFT, open.offset(), open.metadata());
    nextOffset = open.offset();
    flagged("ANN", (int) (6 - open.offset()));
    work(Duration.ZERO);

    assertThat(sent).extracting(Sent::id).containsExactlyInAnyOrderElementsOf(refused);
  }
}
