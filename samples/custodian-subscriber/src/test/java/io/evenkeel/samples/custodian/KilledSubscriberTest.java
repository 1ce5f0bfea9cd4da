package io.evenkeel.samples.custodian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecutionResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A subscriber that is killed")
class KilledSubscriberTest {
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final int ORDERS = 2;

  @TempDir Path directory;

  @Test
  void doesNothingTwiceAndTheHistoryIsRight() throws Exception {
    try (var platform = Platform.start(directory.resolve("platform"))) {
      var clients = new Clients(platform.custodian());
      platform.approve("R-1");

      for (var moment : Killing.values()) {
        killed(clients, moment);
      }
      var delivered = lives(clients, platform);

      var history = platform.request("R-1");
      assertThat(history.path("result").asText()).isEqualTo("COMPLETE");
      assertEveryOrderIsFilledOnce(history);
      assertThat(delivered).as("the record came again, uncommitted").isPositive();
      assertSaidAgainAsItWas(results(clients));
    }
  }

  private enum Killing {
    /** What is to be said is in the journal, and nowhere else. */
    BEFORE_ANSWERING,
    /** Kafka has the answers, and the journal does not know it. */
    BEFORE_NOTING_THE_ANSWERS,
    /** Everything is done but the commit. */
    BEFORE_COMMITTING
  }

  /** Takes the batch, or finds it taken, and goes away without a commit. */
  private void killed(Clients clients, Killing moment) {
    try (var answers = answers(clients)) {
      var consumer = subscribed(clients);
      var mortal = moment == Killing.BEFORE_COMMITTING ? withoutCommits(consumer) : consumer;
      try (var subscriber = subscriber(mortal, results(moment, answers))) {
        assertThatThrownBy(() -> rounds(subscriber)).hasMessageContaining("killed");
      }
    }
  }

  private static Results results(Killing moment, Results answers) {
    return switch (moment) {
      case BEFORE_ANSWERING ->
          (accountId, result) -> {
            throw new IllegalStateException("killed");
          };
      case BEFORE_NOTING_THE_ANSWERS -> new Unnoted(answers);
      case BEFORE_COMMITTING -> answers;
    };
  }

  private record Unnoted(Results answers) implements Results {
    @Override
    public void send(String accountId, ExecutionResult result) {
      answers.send(accountId, result);
    }

    @Override
    public void flush() {
      answers.flush();
      throw new IllegalStateException("killed");
    }
  }

  /** Works until the batch is filled; how many records came meanwhile. */
  private int lives(Clients clients, Platform platform) {
    var records = new int[1];
    try (var answers = answers(clients);
        var subscriber = subscriber(counting(subscribed(clients), records), answers)) {
      var until = System.nanoTime() + Platform.PATIENCE.toNanos();
      while (records[0] == 0 || !platform.request("R-1").path("fill").asText().equals("FILLED")) {
        assertThat(System.nanoTime()).as("%s", platform.request("R-1")).isLessThan(until);
        subscriber.round(WAIT);
      }
      assertThat(subscriber.missed()).isEmpty();
    }
    return records[0];
  }

  private static KafkaResults answers(Clients clients) {
    return new KafkaResults(clients.producer(), clients.serializer(), clients.topics());
  }

  private static Consumer<String, ApprovedTradeBatch> subscribed(Clients clients) {
    var consumer = clients.<ApprovedTradeBatch>consumer();
    consumer.subscribe(List.of(clients.topics().approvedTrades()));
    return consumer;
  }

  private Subscriber subscriber(Consumer<String, ApprovedTradeBatch> consumer, Results results) {
    var clock = Clock.systemUTC();
    var market = new PaperMarket(id -> Optional.of(new BigDecimal("61.5")), clock);
    return new Subscriber(consumer, results, directory.resolve("journal"), market, clock);
  }

  private static void rounds(Subscriber subscriber) {
    var until = System.nanoTime() + Platform.PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      subscriber.round(WAIT);
    }
  }

  private static Consumer<String, ApprovedTradeBatch> withoutCommits(
      Consumer<String, ApprovedTradeBatch> consumer) {
    return proxy(
        consumer,
        (name, answer) -> {
          if (name.equals("commitSync")) {
            throw new IllegalStateException("killed");
          }
        });
  }

  private static Consumer<String, ApprovedTradeBatch> counting(
      Consumer<String, ApprovedTradeBatch> consumer, int[] records) {
    return proxy(
        consumer,
        (name, answer) -> {
          if (name.equals("poll") && answer instanceof ConsumerRecords<?, ?> polled) {
            records[0] += polled.count();
            assertThat(polled)
                .extracting(record -> ((ApprovedTradeBatch) record.value()).getBatchHash())
                .doesNotContainNull();
          }
        });
  }

  private interface Watch {
    void called(String name, Object answer);
  }

  /** Told of each call: of a commit before it is made, of any other with its answer. */
  @SuppressWarnings("unchecked")
  private static Consumer<String, ApprovedTradeBatch> proxy(
      Consumer<String, ApprovedTradeBatch> consumer, Watch watch) {
    return (Consumer<String, ApprovedTradeBatch>)
        Proxy.newProxyInstance(
            KilledSubscriberTest.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (self, method, arguments) -> {
              if (method.getName().equals("commitSync")) {
                watch.called(method.getName(), null);
              }
              try {
                var answer = method.invoke(consumer, arguments);
                watch.called(method.getName().equals("commitSync") ? "" : method.getName(), answer);
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void assertEveryOrderIsFilledOnce(JsonNode history) {
    var account = history.at("/rows/0");
    assertThat(account.path("anomalies")).as("%s", account).isEmpty();
    var orders = account.path("orders");
    assertThat(orders).hasSize(ORDERS);
    for (var order : orders) {
      assertThat(order.path("state").asText()).isEqualTo("FILLED");
      assertThat(new BigDecimal(order.path("filled").asText()))
          .isEqualByComparingTo(order.path("quantity").asText());
    }
  }

  /** Some answers stand twice on the topic, and then say the same. */
  private static void assertSaidAgainAsItWas(List<ExecutionResult> results) {
    var byId = results.stream().collect(Collectors.groupingBy(ExecutionResult::getExecutionId));
    assertThat(byId.values()).allSatisfy(same -> assertThat(same).containsOnly(same.get(0)));
    assertThat(byId.keySet()).anyMatch(id -> id.endsWith("/ACK"));
    assertThat(results).as("some came twice").hasSizeGreaterThan(byId.size());
  }

  private static List<ExecutionResult> results(Clients clients) {
    var results = new ArrayList<ExecutionResult>();
    try (var consumer = clients.<ExecutionResult>consumer()) {
      var topic = clients.topics().results();
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(WAIT).forEach(record -> results.add(record.value()));
      }
    }
    return results;
  }
}
