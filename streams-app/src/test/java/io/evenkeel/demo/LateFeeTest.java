package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.wireformat.AvroSerdes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The fee that sleeves hear of too late")
class LateFeeTest {
  private static final Instant CLOSE = Instant.parse("2026-11-19T21:00:00Z");

  private static final AvroSerdes SERDES = AvroSerdes.inMemory("late-fee");

  private final TestClock clock = new TestClock();
  private final Engagements engagements = new Engagements();
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final CustodianDesk desk =
      new CustodianDesk(
          new Publisher(
              new TopicNames("", List.of("SCHWAB")),
              producer,
              SERDES.serializer(SpecificRecord.class)),
          new Prices(),
          new Split(SplitPlay.SECURITY, 2, LocalDate.of(2026, 11, 20)),
          42,
          clock);

  @Test
  void isTakenFromAnAccountThatNobodyRebalances() throws IOException {
    var book = book(300);

    var account = LateFee.account(book).orElseThrow();

    assertThat(book.openings().get(account).getOpeningState().getRebalancing()).isFalse();
  }

  @Test
  void isTakenFromTheLastOneWhereAllAreRebalanced() throws IOException {
    var book = book(20);

    assertThat(book.openings().values())
        .allMatch(opening -> opening.getOpeningState().getRebalancing());
    assertThat(LateFee.account(book)).isPresent();
    assertThat(SecondThoughts.accounts(book)).doesNotContain(LateFee.account(book).orElseThrow());
    assertThat(Clientele.accounts(book)).doesNotContain(LateFee.account(book).orElseThrow());
  }

  @Test
  void isOfADayWhoseBookIsOfTheLastClose() throws IOException {
    assertThat(book(20).positions().values())
        .allMatch(positions -> positions.getAsOf().equals(CLOSE));
  }

  @Test
  void isBookedOnceTheBreakIsKnownAndOnlyThen() {
    desk.take("positions", "A-1", PositionsWire.write(positions()));
    clock.passes(Duration.ZERO);
    var fee = new LateFee("A-1", desk, engagements, clock);
    fee.start();

    clock.passes(Duration.ofMinutes(5));
    assertThat(cash()).containsExactly("1000");
    fee.take("advisories", "A-2/", breaks("A-2", true));
    clock.passes(Duration.ofMinutes(5));
    assertThat(cash()).containsExactly("1000");
    fee.take("advisories", "A-1/", breaks("A-1", true));
    clock.passes(Duration.ofSeconds(5));

    assertThat(cash()).containsExactly("1000", "975");
    assertThat(engagements.isFree("A-1")).isFalse();
    fee.take("advisories", "A-1/", breaks("A-1", false));
    assertThat(engagements.isFree("A-1")).isTrue();
  }

  private static Advisory breaks(String accountId, boolean raised) {
    var advisory = new Advisory();
    advisory.setCode(AdvisoryCode.RECONCILIATION_BREAK);
    advisory.setAccountId(accountId);
    advisory.setRaised(raised);
    return advisory;
  }

  private static Positions positions() {
    var managed =
        new Sleeve(
            "MANAGED",
            Sleeve.Kind.MANAGED,
            null,
            Money.of("1000"),
            Money.ZERO,
            Money.ZERO,
            List.of());
    return new Positions("A-1", 1, CLOSE, Positions.Feed.END_OF_DAY, null, List.of(managed));
  }

  /** Of MANAGED, in every snapshot that was published. */
  private List<String> cash() {
    return producer.history().stream()
        .filter(sent -> sent.topic().equals("positions"))
        .map(
            sent ->
                SERDES
                    .deserializer(io.evenkeel.schemas.Positions.class)
                    .deserialize(sent.topic(), sent.value()))
        .map(positions -> BookWire.positions("A-1", positions).managed().cash().toString())
        .toList();
  }

  private static BookFile book(int accounts) throws IOException {
    return new DemoBook(Universe.load(), 42, accounts, CLOSE).write(new StringBuilder());
  }
}
