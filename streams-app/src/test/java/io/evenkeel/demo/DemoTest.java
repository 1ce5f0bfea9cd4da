package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.Subscription;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.SetRebalancing;
import io.evenkeel.schemas.SubmitRequest;
import io.evenkeel.schemas.TradeLogic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo")
class DemoTest {
  private static final int ACCOUNTS = 30;
  private static final Duration WITHIN = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  @TempDir Path directory;
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void runsFromDriftToHistoryAndGoesOnAfterARestart() throws InterruptedException {
    SortedMap<String, List<Long>> before;
    try (var demo = start()) {
      awaitStory(demo);
      before = sequences();
      leaveBatchesWithTheCustodians(demo);
    }
    assertThat(told).contains("topics and schemas are as they should be", "the market is open");
    for (var stage :
        List.of(
            "drift: ",
            "proposed: ",
            "approved: ",
            "filled: ",
            "history: ",
            "cash: ",
            "split: ",
            "reconciliation: ",
            "canceled: ",
            "replaced: ")) {
      assertThat(told).anySatisfy(sentence -> assertThat(sentence).startsWith(stage));
    }
    told.clear();

    try (var demo = start()) {
      await(demo, s -> s.get("executions").asInt() > 0);
      stopMonitoringOfAnAccount();
      await(demo, s -> s.get("driftEvents").asInt() > 0);
      assertThat(told).anySatisfy(s -> assertThat(s).startsWith(ACCOUNTS + " accounts were there"));
      assertContinues(before, sequences());
    }
    assertThat(told).noneMatch(sentence -> sentence.startsWith("died: "));
  }

  private Demo start() throws InterruptedException {
    return Demo.start(
        new Demo.Options(ACCOUNTS, 42, 0, 0, 0, directory, /* autoApprove= */ true),
        Configuration.defaults().with(Keys.PARTITIONS, 2),
        Instant.now(),
        told::add,
        new Silent(),
        sentence -> told.add("died: " + sentence));
  }

  /** Until every stage has said something in this run, and a request is complete. */
  private static void awaitStory(Demo demo) {
    var summary =
        await(
            demo,
            s ->
                s.get("driftEvents").asInt() > 0
                    && s.get("requests").asInt() > 0
                    && s.get("batches").asInt() > 0
                    && s.get("executions").asInt() > 0
                    && s.at("/history/complete").asInt() > 0
                    && s.at("/cashMovements/deposits").asInt() == 2
                    && s.at("/cashMovements/withdrawals").asInt() == 1
                    && s.get("canceledBatches").asInt() == 2
                    && s.get("replacedBatches").asInt() == 1
                    && s.at("/reconciliationBreaks/raised").asInt() > 0
                    && s.at("/reconciliationBreaks/gone")
                        .equals(s.at("/reconciliationBreaks/raised"))
                    && s.at("/split/waited").asInt() > 0
                    && s.at("/split/judgedAgain").asInt() == s.at("/split/waited").asInt());
    assertThat(summary.get("deadLetters").asInt()).isZero();
    assertThat(summary.get("failedAccounts")).isEmpty();
    assertThat(summary.at("/split/flagged").asInt()).isZero();
  }

  /** Has the advisor rebalance some more to the lot, and ends before that is through. */
  private void leaveBatchesWithTheCustodians(Demo demo) {
    var batches = demo.summary().get("batches").asInt();
    var accounts = Clientele.others(book());
    send(
        Topics.REBALANCE_COMMANDS,
        "left-at-work",
        RebalanceCommand.newBuilder()
            .setType(RebalanceCommandType.SUBMIT)
            .setCommandId("left-at-work-submit")
            .setSentBy(Advisor.NAME)
            .setSentAt(Instant.now())
            .setSubmit(
                SubmitRequest.newBuilder()
                    .setAccounts(accounts)
                    .setTradeLogic(TradeLogic.BEST_FIT)
                    .build())
            .build());
    await(demo, s -> s.get("batches").asInt() > batches);
  }

  private void stopMonitoringOfAnAccount() {
    send(
        Topics.ACCOUNT_COMMANDS,
        Clientele.others(book()).get(0),
        AccountCommand.newBuilder()
            .setType(AccountCommandType.SET_REBALANCING)
            .setCommandId("stop-monitoring")
            .setSentBy("test")
            .setSentAt(Instant.now())
            .setSetRebalancing(SetRebalancing.newBuilder().setOn(false).build())
            .build());
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    try (var publisher = new Publisher(clients())) {
      publisher.send(topic, key, value);
      publisher.flush();
    }
  }

  private BookFile book() {
    try {
      return BookFile.read(
          Files.readString(directory.resolve("book.json")), Instant.now(), "SCHWAB");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode await(Demo demo, Predicate<JsonNode> wanted) {
    var until = System.nanoTime() + WITHIN.toNanos();
    while (!wanted.test(demo.summary())) {
      assertThat(System.nanoTime()).as("still %s", demo.summary()).isLessThan(until);
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return demo.summary();
  }

  /** The sequence numbers of every account's drift events so far, in the order of the topic. */
  private SortedMap<String, List<Long>> sequences() throws InterruptedException {
    var sequences = new TreeMap<String, List<Long>>();
    try (var events =
        new Subscription(
            "test",
            clients(),
            List.of(Topics.DRIFT_EVENTS),
            /* fromBeginning= */ true,
            (topic, key, value) -> note(sequences, key, (DriftEvent) value))) {
      events.awaitCaughtUp();
    }
    return sequences;
  }

  private Clients clients() {
    return new Clients(
        Configuration.defaults()
            .with(Keys.BOOTSTRAP_SERVERS, toldBehind("Kafka broker listens at "))
            .with(Keys.REGISTRY_URL, toldBehind("schema registry listens at ")));
  }

  private static void note(SortedMap<String, List<Long>> sequences, String key, DriftEvent event) {
    sequences.computeIfAbsent(key, k -> new CopyOnWriteArrayList<>()).add(event.getSequence());
  }

  private static void assertContinues(
      SortedMap<String, List<Long>> before, SortedMap<String, List<Long>> after) {
    after.forEach(
        (account, sequence) ->
            assertThat(sequence)
                .as(account)
                .containsExactlyElementsOf(
                    LongStream.rangeClosed(1, sequence.size()).boxed().toList()));
    assertThat(after.keySet()).containsAll(before.keySet());
    assertThat(size(after)).isGreaterThan(size(before));
  }

  private static int size(SortedMap<String, List<Long>> sequences) {
    return sequences.values().stream().mapToInt(List::size).sum();
  }

  private String toldBehind(String beginning) {
    return told.stream()
        .filter(sentence -> sentence.startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .substring(beginning.length());
  }

  private static final class Silent implements Demo.BookProgress {
    @Override
    public void begin(int records) {}

    @Override
    public void at(int sent) {}

    @Override
    public void end() {}
  }
}
