package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.schemas.RejectionCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The stream of events")
class EventStreamTest {
  private static final String DRIFT = "drift-events";
  private static final String DRIFT_EVENTS = "/api/v1/stream?types=drift-events";
  private static final String REJECTIONS = "/api/v1/stream?types=rejections";

  @TempDir static Path directory;
  private static OneInstance one;

  /** stand on their target while XOM is at 60. */
  @BeforeAll
  static void start() throws Exception {
    one =
        OneInstance.start(
            directory,
            OneInstance.book("4000.00", "4000.00"),
            c -> c.with(List.of("prices.jumpGuard=off")));
    one.await("/api/v1/accounts", list -> list.at("/items/1/judgedAt").isTextual());
  }

  @AfterAll
  static void stop() {
    one.close();
  }

  private static FollowedStream follow(String path, String... headers) throws Exception {
    return new FollowedStream(one.request(path, headers).build());
  }

  /** Flags both accounts, then clears them: two events each. */
  private static void excursion(FollowedStream witness) {
    var before = sequence(witness, "A-2");
    one.price("XOM", "100");
    witness.await(e -> isAbout(e, "A-2") && sequence(e.data()) == before + 1);
    one.price("XOM", "60");
    witness.await(e -> isAbout(e, "A-2") && sequence(e.data()) == before + 2);
    witness.await(e -> isAbout(e, "A-1") && sequence(e.data()) >= before + 2);
  }

  private static long sequence(FollowedStream stream, String accountId) {
    return stream.events(DRIFT).stream()
        .filter(e -> isAbout(e, accountId))
        .mapToLong(e -> sequence(e.data()))
        .max()
        .orElseGet(() -> lastSequence(accountId));
  }

  private static long lastSequence(String accountId) {
    return OneInstance.json(one.get("/api/v1/accounts/" + accountId), 200)
        .at("/status/lastSequence")
        .asLong();
  }

  private static boolean isAbout(FollowedStream.Event event, String accountId) {
    return event.type().equals(DRIFT) && event.data().get("key").asText().equals(accountId);
  }

  private static long sequence(JsonNode data) {
    return data.at("/value/sequence").asLong();
  }

  @Test
  void saysWhatIsCommittedAsItComes() throws Exception {
    try (var stream = follow("/api/v1/stream")) {
      var hello = stream.await(e -> e.type().equals("hello"));
      assertThat(hello.data().get("instance").asText()).isEqualTo(one.url().substring(7));
      assertThat(hello.id()).isNotEmpty();

      one.price("XOM", "100");
      var flagged = stream.await(e -> isAbout(e, "A-1"));
      assertThat(flagged.data().at("/value/kind").asText()).isEqualTo("FLAGGED");
      assertThat(flagged.data().at("/value/advisorId").asText()).isEqualTo("ANN");
      assertThat(flagged.data().at("/value/lines")).isNotEmpty();
      assertThat(flagged.data().at("/value/inputs").isMissingNode()).isTrue();
      stream.await(
          e -> e.type().equals("account-status") && e.data().at("/value/flagged").asBoolean());

      one.price("XOM", "60");
      stream.await(e -> isAbout(e, "A-1") && e.data().at("/value/kind").asText().equals("CLEARED"));
    }
  }

  @Test
  void goesOnWithoutAGapWhereItBrokeOff() throws Exception {
    try (var witness = follow(DRIFT_EVENTS)) {
      witness.await(e -> e.type().equals("hello"));
      String brokenOffAt;
      var seen = new TreeSet<Long>();
      try (var first = follow(DRIFT_EVENTS)) {
        first.await(e -> e.type().equals("hello"));
        excursion(witness);
        var last = sequence(witness, "A-1");
        first.await(e -> isAbout(e, "A-1") && sequence(e.data()) == last);
        first.events(DRIFT).stream()
            .filter(e -> isAbout(e, "A-1"))
            .forEach(e -> seen.add(sequence(e.data())));
        brokenOffAt = first.lastId();
      }
      excursion(witness);
      excursion(witness);
      try (var second = follow(DRIFT_EVENTS, "Last-Event-ID", brokenOffAt)) {
        var last = sequence(witness, "A-1");
        second.await(e -> isAbout(e, "A-1") && sequence(e.data()) == last);
        second.events(DRIFT).stream()
            .filter(e -> isAbout(e, "A-1"))
            .forEach(e -> seen.add(sequence(e.data())));
        assertThat(seen).containsExactlyElementsOf(fromTo(seen.first(), last));
        assertThat(seen).hasSizeGreaterThanOrEqualTo(6);
        assertThat(second.events("reset")).isEmpty();
      }
    }
  }

  private static List<Long> fromTo(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** The id of an event means the same to a ring that never had it: what is missing is read. */
  @Test
  void readsFromTheTopicsWhatItNoLongerHas() throws Exception {
    try (var witness = follow(DRIFT_EVENTS)) {
      var begin = witness.await(e -> e.type().equals("hello")).id();
      excursion(witness);
      var last = sequence(witness, "A-1");
      var feed = one.freshFeed();
      try {
        var ring = feed.follow();
        var position = FeedPosition.of(begin, Feed.TYPES.size());
        assertThat(ring.numberOf(position)).isNegative();

        var again = new ArrayList<FeedEvent>();
        var until = ring.next().of(position.types());
        assertThat(feed.readAgain(position, until, again::addAll)).isTrue();
        assertThat(again.stream().filter(e -> e.key().equals("A-1"))).hasSize(2);
        again.forEach(position::passed);
        position.advanceTo(until);
        assertThat(ring.numberOf(position)).isNotNegative();
        assertThat(last).isPositive();
      } finally {
        feed.leave();
        feed.close();
      }
    }
  }

  @Test
  void leavesOutWhatIsAnotherAdvisors() throws Exception {
    try (var witness = follow(DRIFT_EVENTS);
        var ann = follow(DRIFT_EVENTS + "&advisor=ANN")) {
      witness.await(e -> e.type().equals("hello"));
      ann.await(e -> e.type().equals("hello"));
      excursion(witness);
      ann.await(e -> isAbout(e, "A-1") && e.data().at("/value/kind").asText().equals("CLEARED"));

      assertThat(ann.events(DRIFT)).allMatch(e -> isAbout(e, "A-1"));
    }
  }

  /** Far more than the ring and the buffers of a connection hold together. */
  private static final int FLOOD = 1_600;

  private static final int FLOOD_BYTES_EACH = 32_000;

  /** Of the two ends of a connection over loopback, at most, as Linux grows them. */
  private static final long BUFFERS_BYTES = 16L << 20;

  @Test
  void waitsForNobodyWhoReadsTooSlowlyAndStillLosesNothingOfTheirs() throws Exception {
    assertThat((long) FLOOD * FLOOD_BYTES_EACH).isGreaterThan(FeedRing.BYTES + BUFFERS_BYTES);
    try (var slow = new SlowFollower(one.url(), REJECTIONS);
        var witness = follow(REJECTIONS)) {
      assertThat(slow.next().type()).isEqualTo("hello");
      witness.await(e -> e.type().equals("hello"));

      var sent = flood();
      witness.await("rejections", FLOOD);

      var seen = new ArrayList<String>();
      while (seen.size() < FLOOD) {
        var event = slow.next();
        assertThat(event.type()).isEqualTo("rejections");
        seen.add(event.data().get("key").asText());
      }
      assertThat(seen).containsExactlyInAnyOrderElementsOf(sent);
    }
  }

  private static List<String> flood() {
    var sentence = "x".repeat(FLOOD_BYTES_EACH);
    var keys = IntStream.range(0, FLOOD).mapToObj(i -> "flood-" + i).toList();
    keys.forEach(key -> one.publisher().send(Topics.REJECTIONS, key, rejection(sentence)));
    one.publisher().flush();
    return keys;
  }

  private static Rejection rejection(String sentence) {
    return Rejection.newBuilder()
        .setTopic("account-commands")
        .setCode(RejectionCode.INVALID_COMMAND)
        .setSentence(sentence)
        .setAt(Instant.now())
        .build();
  }

  /** As after a cluster was made anew: whoever went on quietly would miss all that comes. */
  @Test
  void tellsWhoeverHasReadWhatWasNeverWrittenToLoadEverythingAnew() throws Exception {
    String ends;
    try (var stream = follow(REJECTIONS)) {
      ends = stream.await(e -> e.type().equals("hello")).id();
    }
    for (var lost : List.of(furtherThan(ends), cutOtherwiseThan(ends))) {
      try (var stream = follow(REJECTIONS, "Last-Event-ID", lost)) {
        stream.await(e -> e.type().equals("reset"));
        one.publisher().send(Topics.REJECTIONS, "after-" + lost.length(), rejection("x"));
        one.publisher().flush();
        stream.await(e -> e.type().equals("rejections"));
      }
    }
  }

  private static String furtherThan(String id) {
    var position = FeedPosition.of(id, Feed.TYPES.size());
    var type = Feed.TYPES.indexOf(Topics.REJECTIONS);
    var further =
        IntStream.range(0, position.partitions(type))
            .mapToLong(p -> position.next(type, p) + 1_000)
            .toArray();
    position.follow(type, further);
    return position.id();
  }

  private static String cutOtherwiseThan(String id) {
    var position = FeedPosition.of(id, Feed.TYPES.size());
    var type = Feed.TYPES.indexOf(Topics.REJECTIONS);
    position.follow(type, new long[position.partitions(type) + 1]);
    return position.id();
  }

  @Test
  void readsNoMoreAgainThanItPromises() {
    var feed = one.freshFeed();
    try {
      var until = feed.follow().next();
      var type = Feed.TYPES.indexOf(Topics.REJECTIONS);
      var from = until.of(Set.of(type));
      var far = from.of(Set.of(type));
      far.follow(
          type,
          IntStream.range(0, from.partitions(type))
              .mapToLong(p -> from.next(type, p) + (p == 0 ? Feed.MOST_READ_AGAIN + 1 : 0))
              .toArray());

      assertThat(feed.readAgain(from, far, some -> {})).isFalse();
    } finally {
      feed.leave();
      feed.close();
    }
  }

  @Test
  void refusesAnIdThatIsNoneOfItsOwnAndATypeThatItHasNot() {
    for (var query : List.of("lastEventId=x", "lastEventId=AQID", "types=prices", "type=acrs")) {
      assertThat(one.get("/api/v1/stream?" + query).statusCode()).as(query).isEqualTo(400);
    }
  }
}
