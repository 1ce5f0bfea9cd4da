package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.Transfer;
import io.evenkeel.wireformat.AvroSerdes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The account holds 100 XOM and 10,000 dollars; XOM costs 50. A batch sells first, then buys. */
@DisplayName("The simulated custodian's desk, told to cancel,")
class CustodianDeskTest {
  private static final long SEED = 42;
  private static final Split SPLIT = new Split("NOVA", 2, LocalDate.of(2026, 11, 20));
  private static final String RESULTS = "execution-results.SCHWAB";
  private static final AvroSerdes SERDES = AvroSerdes.inMemory("custodian-desk");
  private static final Duration LONG = Duration.ofSeconds(30);

  private final TestClock clock = new TestClock();
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private CustodianDesk desk = opened();

  private CustodianDesk opened() {
    var prices = new Prices();
    prices.put("XOM", new BigDecimal("50.0000000000"), Batches.AT);
    var publisher =
        new Publisher(
            new TopicNames("", List.of("SCHWAB")),
            producer,
            SERDES.serializer(SpecificRecord.class));
    return new CustodianDesk(publisher, prices, SPLIT, SEED, clock);
  }

  private void opens() {
    hears("positions", PositionsWire.write(positions()));
    begins();
  }

  private void begins() {
    try {
      desk.open();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Positions positions() {
    var managed =
        new Sleeve(
            "MANAGED",
            Sleeve.Kind.MANAGED,
            null,
            Money.of("10000"),
            Money.ZERO,
            Money.ZERO,
            List.of(new Holding("XOM", Quantity.of("100"), List.of())));
    var before = Batches.AT.minusSeconds(60);
    return new Positions("A-1", 1, before, Positions.Feed.INTRADAY, before, List.of(managed));
  }

  private void hears(String topic, SpecificRecord record) {
    desk.take(topic, "A-1", record);
    clock.passes(Duration.ZERO);
  }

  private void gets(ApprovedTradeBatch batch) {
    hears("approved-trades.SCHWAB", batch);
  }

  private static ApprovedTradeBatch cancel(ApprovedTradeBatch batch, long batchSeq) {
    return ApprovedTradeBatch.newBuilder(batch)
        .setInstruction(BatchInstruction.CANCEL)
        .setReplacesBatchId(batch.getBatchId())
        .setBatchSeq(batchSeq)
        .build();
  }

  private static ApprovedTradeBatch replacing(ApprovedTradeBatch batch, long batchSeq) {
    return ApprovedTradeBatch.newBuilder(Batches.of("B-new", 2))
        .setInstruction(BatchInstruction.REPLACE)
        .setReplacesBatchId(batch.getBatchId())
        .setApprovedAt(Batches.AT.plusSeconds(20))
        .setBatchSeq(batchSeq)
        .build();
  }

  private <T extends SpecificRecord> List<T> sent(String topic, Class<T> type) {
    var records = new ArrayList<T>();
    for (var record : producer.history()) {
      if (record.topic().equals(topic)) {
        records.add(SERDES.deserializer(type).deserialize(topic, record.value()));
      }
    }
    return records;
  }

  private List<ExecutionResult> results() {
    return sent(RESULTS, ExecutionResult.class);
  }

  private List<io.evenkeel.schemas.Positions> snapshots() {
    return sent("positions", io.evenkeel.schemas.Positions.class);
  }

  private List<ExecType> types() {
    return results().stream().map(ExecutionResult::getExecType).toList();
  }

  private Positions booked() {
    var sent = snapshots();
    assertThat(sent).as("positions were published").isNotEmpty();
    return BookWire.positions("A-1", sent.get(sent.size() - 1));
  }

  /** The first batch of two orders whose plan is like that. */
  private static ApprovedTradeBatch batch(Predicate<List<ExecutionPlan.Answer>> like) {
    var plan = new ExecutionPlan(SEED);
    return IntStream.range(0, 1_000)
        .mapToObj(i -> Batches.of("B-" + i, 2))
        .filter(batch -> like.test(plan.answers(batch)))
        .findFirst()
        .orElseThrow();
  }

  /** Both orders are filled, each at once. */
  private static ApprovedTradeBatch plain() {
    return batch(
        answers ->
            answers.stream().filter(a -> a.type() == ExecType.FILL).count() == 2
                && answers.size() == 4);
  }

  /** The sale is filled in two parts. */
  private static ApprovedTradeBatch inParts() {
    return batch(
        answers ->
            answers.stream()
                .anyMatch(
                    a -> a.type() == ExecType.PARTIAL && a.order().getOrderId().endsWith("-0")));
  }

  private static Duration timeOf(ApprovedTradeBatch batch, ExecType type) {
    return new ExecutionPlan(SEED)
        .answers(batch).stream()
            .filter(answer -> answer.type() == type)
            .map(ExecutionPlan.Answer::after)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void cancelsWholeWhatItHasNotTakenAndNeverWorksIt() {
    opens();
    var batch = plain();
    gets(batch);

    gets(cancel(batch, 2));
    clock.passes(LONG);

    assertThat(types()).containsExactly(ExecType.CANCELED);
    assertThat(results().get(0).getOrderId()).isNull();
    assertThat(snapshots()).isEmpty();
  }

  @Test
  void cancelsEveryOrderThatItAcknowledgedAndFillsNoneOfThem() {
    opens();
    var batch = plain();
    gets(batch);
    clock.passes(timeOf(batch, ExecType.ACK));

    gets(cancel(batch, 2));
    clock.passes(LONG);

    assertThat(types())
        .containsExactly(ExecType.ACK, ExecType.ACK, ExecType.CANCELED, ExecType.CANCELED);
    assertThat(results().subList(2, 4)).allMatch(result -> result.getQuantity().signum() == 0);
    assertThat(booked().managed().cash()).isEqualTo(Money.of("10000"));
  }

  @Test
  void leavesWhatIsFilledCancelsTheRestAndBooksItAtOnce() {
    opens();
    var batch = plain();
    gets(batch);
    clock.passes(timeOf(batch, ExecType.FILL));

    gets(cancel(batch, 2));

    assertThat(types())
        .containsExactly(ExecType.ACK, ExecType.ACK, ExecType.FILL, ExecType.CANCELED);
    assertThat(results().get(3).getOrderId()).endsWith("-1");
    assertThat(booked().managed().cash()).isEqualTo(Money.of("10500"));
    assertThat(booked().executionsThrough()).isEqualTo(clock.now());
    clock.passes(LONG);
    assertThat(results()).hasSize(4);
    assertThat(snapshots()).as("booked once").hasSize(1);
  }

  @Test
  void saysHowMuchOfAnOrderWasFilledBeforeItsEnd() {
    opens();
    var batch = inParts();
    gets(batch);
    clock.passes(timeOf(batch, ExecType.PARTIAL));

    gets(cancel(batch, 2));
    clock.passes(LONG);

    var ends = results().stream().filter(r -> r.getExecType() == ExecType.CANCELED).toList();
    assertThat(ends)
        .extracting(ExecutionResult::getOrderId, r -> r.getQuantity().intValueExact())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(batch.getOrders().get(0).getOrderId(), 4),
            org.assertj.core.groups.Tuple.tuple(batch.getOrders().get(1).getOrderId(), 0));
    assertThat(booked().managed().cash()).isEqualTo(Money.of("10200"));
  }

  @Test
  void saysThatItIsTooLateOnceAllIsFilled() {
    opens();
    var batch = plain();
    gets(batch);
    clock.passes(LONG);

    gets(cancel(batch, 2));

    assertThat(types().subList(4, 5)).containsExactly(ExecType.CANCEL_REJECTED);
    assertThat(snapshots()).hasSize(1);
    assertThat(booked().managed().cash()).isEqualTo(Money.of("10000"));
  }

  @Test
  void answersASecondCancellationNotAgain() {
    opens();
    var batch = plain();
    gets(batch);
    gets(cancel(batch, 2));

    gets(cancel(batch, 2));
    gets(cancel(batch, 3));

    assertThat(types()).containsExactly(ExecType.CANCELED);
  }

  @Test
  void saysNothingOfABatchThatItNeverGot() {
    opens();

    gets(cancel(plain(), 1));
    clock.passes(LONG);

    assertThat(producer.history()).isEmpty();
  }

  @Test
  void cancelsHeldOrdersTooAndReleasesAndExpiresThemNoMore() {
    opens();
    var plain = plain();
    var held =
        ApprovedTradeBatch.newBuilder(plain)
            .setOrders(
                plain.getOrders().stream()
                    .map(o -> Order.newBuilder(o).setStatus(OrderReleaseStatus.HELD).build())
                    .toList())
            .build();
    gets(held);
    clock.passes(Duration.ofSeconds(5));
    assertThat(types()).as("it has the batch").containsExactly(ExecType.ACK);

    gets(cancel(held, 2));
    gets(
        ApprovedTradeBatch.newBuilder(held)
            .setInstruction(BatchInstruction.RELEASE)
            .setBatchSeq(3)
            .build());
    clock.passes(Duration.ofMinutes(5));

    assertThat(types()).containsExactly(ExecType.ACK, ExecType.CANCELED, ExecType.CANCELED);
    assertThat(booked().managed()).isEqualTo(positions().managed());
  }

  @Test
  void movesTransfersThatItHadTakenAndNoOthers() {
    for (var taken : List.of(true, false)) {
      producer.clear();
      desk = opened();
      opens();
      var transfer =
          ApprovedTradeBatch.newBuilder(Batches.of("B-" + taken, 0))
              .setApprovedAt(clock.now())
              .setExecuteBy(clock.now().plus(LONG))
              .setTransfers(
                  List.of(
                      Transfer.newBuilder()
                          .setFromSleeveId("MANAGED")
                          .setToSleeveId("TECH")
                          .setAmount(new BigDecimal("250.0000"))
                          .build()))
              .build();
      gets(transfer);
      clock.passes(taken ? Duration.ofSeconds(1) : Duration.ofMillis(1));

      gets(cancel(transfer, 2));
      clock.passes(LONG);

      if (taken) {
        assertThat(types()).containsExactly(ExecType.ACK, ExecType.CANCEL_REJECTED);
        assertThat(booked().managed().cash()).isEqualTo(Money.of("9750"));
      } else {
        assertThat(types()).containsExactly(ExecType.CANCELED);
        assertThat(snapshots()).isEmpty();
      }
    }
  }

  @Test
  void worksAReplacementOnlyOnceNothingOfTheOldBatchCanFill() {
    opens();
    var batch = plain();
    gets(batch);
    clock.passes(timeOf(batch, ExecType.FILL));

    gets(replacing(batch, 2));
    assertThat(types().get(3)).as("the purchase may still fill").isEqualTo(ExecType.REJECT);
    gets(cancel(batch, 3));
    clock.passes(Duration.ofSeconds(20));
    var again =
        ApprovedTradeBatch.newBuilder(Batches.of("B-newer", 2))
            .setInstruction(BatchInstruction.REPLACE)
            .setReplacesBatchId(batch.getBatchId())
            .setApprovedAt(clock.now())
            .setBatchSeq(4)
            .build();
    gets(again);
    clock.passes(LONG);

    assertThat(results())
        .filteredOn(result -> result.getBatchId().equals("B-newer"))
        .extracting(ExecutionResult::getExecType)
        .contains(ExecType.ACK);
    assertThat(results())
        .filteredOn(result -> result.getBatchId().equals("B-new"))
        .extracting(ExecutionResult::getExecType)
        .containsExactly(ExecType.REJECT);
  }

  /** A new process reads both topics from their beginning, before it opens. */
  @Test
  void doesNotWorkAfterARestartWhatItCanceledBefore() {
    opens();
    var batch = plain();
    gets(batch);
    gets(cancel(batch, 2));
    var before = results();

    desk = opened();
    hears("positions", PositionsWire.write(positions()));
    before.forEach(result -> hears(RESULTS, result));
    gets(batch);
    gets(cancel(batch, 2));
    begins();
    clock.passes(LONG);

    assertThat(results()).isEqualTo(before);
    assertThat(snapshots()).isEmpty();
  }

  @Test
  void answersAfterARestartWhatItHadNotAnsweredAndFillsNothingOfIt() {
    var batch = plain();
    hears("positions", PositionsWire.write(positions()));
    gets(batch);
    gets(cancel(batch, 2));

    begins();
    clock.passes(LONG);

    assertThat(types()).containsExactly(ExecType.CANCELED);
    assertThat(snapshots()).isEmpty();
  }
}
