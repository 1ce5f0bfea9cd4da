package io.evenkeel.pipeline.market;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.Price;
import io.evenkeel.wireformat.AvroSerdes;
import io.evenkeel.wireformat.RegistryUnavailableException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A board's deserializer")
class BoardDeserializerTest {
  private static final AvroSerdes SERDES = AvroSerdes.inMemory("board-deserializer");

  private final BoardDeserializer<Price> prices =
      new BoardDeserializer<>(SERDES.deserializer(Price.class), Patience.none());

  @Test
  void readsARecordAndKeepsItsBytes() {
    var bytes = bytes();

    var read = (BoardRecord.Read<Price>) prices.deserialize("prices", bytes);

    assertThat(read.value().getPrice()).isEqualByComparingTo("101.5");
    assertThat(read.original()).isSameAs(bytes);
  }

  @Test
  void leavesATombstoneATombstone() {
    assertThat(prices.deserialize("prices", null)).isNull();
  }

  @Test
  void marksAnUnknownSchemaId() {
    assertMalformed(new byte[] {0, 0, 0, 99, 99, 1, 2, 3});
  }

  @Test
  void marksTextAndNothing() {
    assertMalformed("{\"price\":1}".getBytes(UTF_8));
    assertMalformed(new byte[0]);
  }

  @Test
  void marksEveryTruncation() {
    var whole = bytes();
    for (var length = 0; length < whole.length; length++) {
      assertMalformed(Arrays.copyOf(whole, length));
    }
  }

  /** Lengths in the bytes may ask for gigabytes; whatever they ask for, nothing is thrown. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void throwsNothingWhateverTheBytes(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < 2_000; i++) {
      var bytes = bytes();
      for (var flips = random.nextInt(1, 4); flips > 0; flips--) {
        bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt(256);
      }

      assertThat(prices.deserialize("prices", bytes)).isNotNull();
    }
  }

  @Test
  void waitsForARegistryThatIsDownInsteadOfBlamingTheRecord() {
    var attempts = new AtomicInteger();
    Deserializer<Price> flaky =
        (topic, data) -> {
          if (attempts.incrementAndGet() < 3) {
            throw new RegistryUnavailableException("down");
          }
          return SERDES.deserializer(Price.class).deserialize(topic, data);
        };

    var record =
        new BoardDeserializer<>(flaky, new Patience(RetriableException.class::isInstance))
            .deserialize("prices", bytes());

    assertThat(record).isInstanceOf(BoardRecord.Read.class);
    assertThat(attempts).hasValue(3);
  }

  @Test
  @Timeout(30)
  void leavesARecordAloneWhoseRegistryDidNotAnswerBeforeTheBoardsWereClosed() throws Exception {
    var patience = new Patience(RetriableException.class::isInstance);
    var asked = new CountDownLatch(1);
    Deserializer<Price> down =
        (topic, data) -> {
          asked.countDown();
          throw new RegistryUnavailableException("down");
        };
    var waiting = new BoardDeserializer<>(down, patience);

    var record =
        CompletableFuture.supplyAsync(() -> requireNonNull(waiting.deserialize("prices", bytes())));
    asked.await();
    patience.giveUp();

    assertThat(record.get()).isInstanceOf(BoardRecord.Abandoned.class);
    assertThat(waiting.deserialize("prices", null)).isInstanceOf(BoardRecord.Abandoned.class);
  }

  private void assertMalformed(byte[] bytes) {
    var record = requireNonNull(prices.deserialize("prices", bytes));
    assertThat(record).isInstanceOf(BoardRecord.Malformed.class);
    assertThat(record.original()).isSameAs(bytes);
  }

  private static byte[] bytes() {
    var price = Price.newBuilder().setPrice(new BigDecimal("101.5")).setAsOf(Instant.EPOCH).build();
    return SERDES.serializer(Price.class).serialize("prices", price);
  }
}
