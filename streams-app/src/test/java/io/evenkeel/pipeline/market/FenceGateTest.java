package io.evenkeel.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task's fence")
class FenceGateTest {
  private static final Instant START = Instant.parse("2026-11-20T17:00:00Z");

  private final BoardOffsets prices = new BoardOffsets("prices", 2);
  private final BoardOffsets targets = new BoardOffsets("targets", 1);
  private final List<Feed> feeds =
      List.of(
          new Feed("id-of-prices", prices, new BoardCounts()),
          new Feed("id-of-targets", targets, new BoardCounts()));
  private final AtomicInteger asked = new AtomicInteger();
  private Map<TopicPartition, Long> ends = Map.of();

  @Test
  void isNoneForATaskThatNeverSaidAnything() {
    assertThat(gate(Fence.NONE).isOpen(START)).isTrue();
    assertThat(asked).hasValue(0);
  }

  @Test
  void holdsUntilEveryPartitionOfEveryBoardHasPassedIt() {
    var gate = gate(fence("id-of-prices", 10, 20, 5));
    assertThat(gate.isOpen(START)).isFalse();

    apply(prices, 0, 10);
    apply(prices, 1, 25);
    assertThat(gate.isOpen(START)).isFalse();

    apply(targets, 0, 5);
    assertThat(gate.isOpen(START)).isTrue();
  }

  @Test
  void doesNotHoldOneRecordTooEarlyOrTooLong() {
    var gate = gate(fence("id-of-prices", 10, 0, 0));

    apply(prices, 0, 9);
    assertThat(gate.isOpen(START)).isFalse();
    apply(prices, 0, 10);
    assertThat(gate.isOpen(START)).isTrue();
  }

  @Test
  void staysOpenOnceItWasPassed() {
    var gate = gate(fence("id-of-prices", 1, 1, 1));
    apply(prices, 0, 1);
    apply(prices, 1, 1);
    apply(targets, 0, 1);

    assertThat(gate.isOpen(START)).isTrue();
    assertThat(gate.isOpen(START.plusSeconds(60))).isTrue();
  }

  @Test
  void isPassedByABoardThatReachedItsPartitionsEnd() {
    ends = Map.of(new TopicPartition("prices", 0), 8L);
    var gate = gate(fence("id-of-prices", 10, 0, 0));
    assertThat(gate.isOpen(START)).isFalse();

    apply(prices, 0, 7);
    assertThat(gate.isOpen(START)).isFalse();
    apply(prices, 0, 8);

    assertThat(gate.isOpen(START)).isTrue();
  }

  @Test
  void isPassedAtTheEndAlsoWhereATransactionsMarkerIsTheLastThingThere() {
    ends = Map.of(new TopicPartition("prices", 0), 9L);
    var gate = gate(fence("id-of-prices", 10, 0, 0));
    assertThat(gate.isOpen(START)).isFalse();

    prices.fetched(0, 8, 9);
    apply(prices, 0, 8);

    assertThat(gate.isOpen(START)).isTrue();
  }

  @Test
  void asksWhereTopicsEndOnlyWhereABoardIsBehindAndOnceASecond() {
    var gate = gate(fence("id-of-prices", 10, 0, 0));

    gate.isOpen(START);
    gate.isOpen(START.plusMillis(999));
    assertThat(asked).hasValue(1);

    gate.isOpen(START.plusMillis(1_000));
    assertThat(asked).hasValue(2);
  }

  @Test
  void asksNothingOfATopicThatWasMadeAnew() {
    assertThat(gate(fence("another-id", 10, 20, 0)).isOpen(START)).isTrue();
  }

  @Test
  void makesTheInstanceNotReadyAfterThirtySeconds() {
    var gate = gate(fence("id-of-prices", 10, 0, 0));

    gate.isOpen(START);
    gate.isOpen(START.plusMillis(29_999));
    assertThat(gate.overdue()).isEmpty();

    gate.isOpen(START.plusSeconds(30));
    assertThat(gate.overdue())
        .hasValue(
            "Task 1_3 has waited 30 s for board prices to pass its fence: partition 0 is at offset 0 of 10; see whether the brokers answer and the board's topic can be read.");

    apply(prices, 0, 10);
    gate.isOpen(START.plusSeconds(31));
    assertThat(gate.overdue()).isEmpty();
  }

  @Test
  void isTheSameAfterItWasKept() {
    var fence = fence("id-of-prices", 1, Long.MAX_VALUE, 3);

    assertThat(Fence.unpack(fence.pack())).isEqualTo(fence);
    assertThat(Fence.unpack(Fence.NONE.pack())).isEqualTo(Fence.NONE);
  }

  private FenceGate gate(Fence fence) {
    return new FenceGate(
        "1_3",
        fence,
        feeds,
        partitions -> {
          asked.incrementAndGet();
          return CompletableFuture.completedFuture(ends);
        });
  }

  private static Fence fence(String pricesId, long first, long second, long ofTargets) {
    var passed = new TreeMap<String, Fence.Passed>();
    passed.put("prices", new Fence.Passed(pricesId, List.of(first, second)));
    passed.put("targets", new Fence.Passed("id-of-targets", List.of(ofTargets)));
    return new Fence(passed);
  }

  private static void apply(BoardOffsets board, int partition, long next) {
    board.applied(new Place(partition, next - 1, 0));
  }
}
