package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.CorporateAction;
import io.evenkeel.schemas.CorporateActionType;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.wireformat.AvroSerdes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The split of the demo")
class SplitPlayTest {
  private static final AvroSerdes SERDES = AvroSerdes.inMemory("split-play");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final TestClock clock = new TestClock();
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final List<String> done = new ArrayList<>();
  private final SplitPlay play = new SplitPlay(TODAY, 42);

  @Test
  void isToldThenOpensThenIsBooked() {
    play.take("account-status", "A-1", status(MonitoringStatus.NOT_FLAGGED));
    starts();

    clock.passes(Duration.ofSeconds(12));
    assertThat(producer.history()).hasSize(1);
    assertThat(done).isEmpty();
    clock.passes(LONG);

    assertThat(done).containsExactly("open", "book");
  }

  @Test
  void waitsForHoldersThatCouldNotBeJudgedYet() {
    play.take("account-status", "A-1", status(MonitoringStatus.UNCHECKABLE));
    starts();
    clock.passes(LONG);
    assertThat(producer.history()).isEmpty();

    play.take("account-status", "A-1", status(MonitoringStatus.FLAGGED));
    clock.passes(LONG);

    assertThat(producer.history()).hasSize(1);
    assertThat(done).containsExactly("open", "book");
  }

  @Test
  void isNotToldAgainWhereAnEarlierRunDidAndIsCompletedAtOnce() {
    play.take(
        "corporate-actions",
        SplitPlay.SECURITY,
        CorporateAction.newBuilder()
            .setType(CorporateActionType.SPLIT)
            .setEffectiveDate(TODAY.minusDays(1))
            .setRatio(new BigDecimal("2.0000000000"))
            .build());

    starts();
    clock.passes(Duration.ofSeconds(6));

    assertThat(producer.history()).isEmpty();
    assertThat(done).containsExactly("open", "book");
    assertThat(play.split().effectiveDate()).isEqualTo(TODAY.minusDays(1));
  }

  private void starts() {
    var publisher =
        new Publisher(
            new TopicNames("", List.of("SCHWAB")),
            producer,
            SERDES.serializer(SpecificRecord.class));
    play.start(clock, publisher, List.of("A-1"), () -> done.add("open"), () -> done.add("book"));
  }

  private static AccountStatus status(MonitoringStatus status) {
    var account = new AccountStatus();
    account.setStatus(status);
    return account;
  }
}
