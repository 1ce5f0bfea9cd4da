package io.evenkeel.pipeline.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.pipeline.wire.RawRecord;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountState;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.DeadLetter;
import io.evenkeel.schemas.DeadLetterReason;
import io.evenkeel.wireformat.AvroSerdes;
import io.evenkeel.wireformat.RegistryUnavailableException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reading a record")
class ReaderTest {
  private static final int PARTITIONS = 8;
  private static final byte[] KEY = "A-1".getBytes(UTF_8);
  private static final int HOME = Utils.toPositive(Utils.murmur2(KEY)) % PARTITIONS;

  private final AvroSerdes serdes = AvroSerdes.inMemory("reader-test");
  private final Reader<Account, io.evenkeel.core.book.Account> reader =
      Reader.of(
          "drift",
          PARTITIONS,
          serdes.deserializer(Account.class),
          (raw, key, account) -> BookWire.account(key, account));

  @AfterEach
  void forget() {
    AvroSerdes.forget("reader-test");
  }

  @Test
  void understandsARecordThatIsInOrder() {
    var reading = reader.read(raw(KEY, bytes(account()), HOME));

    assertThat(reading).isInstanceOf(Reading.Understood.class);
    var received = ((Reading.Understood<io.evenkeel.core.book.Account>) reading).received();
    assertThat(received.key()).isEqualTo("A-1");
    assertThat(received.content().firmId()).isEqualTo("F-1");
  }

  @Test
  void putsAsideARecordWithoutAKey() {
    assertThat(letter(raw(null, bytes(account()), 0)).getReason())
        .isEqualTo(DeadLetterReason.NULL_KEY);
  }

  @Test
  void putsAsideARecordWithoutAValueWhereThatMeansNothing() {
    assertThat(letter(raw(KEY, null, HOME)).getReason()).isEqualTo(DeadLetterReason.NULL_VALUE);
  }

  @Test
  void takesATombstoneWhereItMeansSomething() {
    var tolerant = reader.withTombstone(key -> BookWire.account(key, account()));

    assertThat(tolerant.read(raw(KEY, null, HOME))).isInstanceOf(Reading.Understood.class);
  }

  @Test
  void putsAsideAKeyInTheWrongPartitionAndNamesTheFix() {
    var elsewhere = (HOME + 1) % PARTITIONS;

    var letter = letter(raw(KEY, bytes(account()), elsewhere));

    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.WRONG_PARTITION);
    assertThat(letter.getSentence()).contains("partitioner=murmur2_random");
  }

  @Test
  void putsAsideAKeyThatIsNoText() {
    var key = new byte[] {(byte) 0xC3, (byte) 0x28};
    var home = Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;

    assertThat(letter(raw(key, bytes(account()), home)).getReason())
        .isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void putsAsideBytesThatAreNoAvroAndKeepsThemAsTheyWere() {
    var garbage = "not avro".getBytes(UTF_8);

    var letter = letter(raw(KEY, garbage, HOME));

    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.MALFORMED);
    assertThat(letter.getValue().array()).isEqualTo(garbage);
    assertThat(letter.getKey().array()).isEqualTo(KEY);
    assertThat(letter.getTopic()).isEqualTo("accounts");
    assertThat(letter.getPartition()).isEqualTo(HOME);
    assertThat(letter.getOffset()).isEqualTo(42);
    assertThat(letter.getStage()).isEqualTo("drift");
  }

  @Test
  void putsAsideARecordThatWasCutOff() {
    var whole = bytes(account());

    assertThat(letter(raw(KEY, Arrays.copyOf(whole, whole.length - 3), HOME)).getReason())
        .isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void putsAsideASchemaIdThatTheRegistryDoesNotKnow() {
    var bytes = bytes(account());
    bytes[3] = 127;

    assertThat(letter(raw(KEY, bytes, HOME)).getReason())
        .isEqualTo(DeadLetterReason.UNKNOWN_SCHEMA);
  }

  @Test
  void putsAsideWhatTheCoreRefusesWithItsSentence() {
    var unknownType = Account.newBuilder(account()).setType(AccountType.UNKNOWN).build();

    var letter = letter(raw(KEY, bytes(unknownType), HOME));

    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.INVALID);
    assertThat(letter.getSentence()).contains("type").contains("CASH, MARGIN");
  }

  @Test
  void neverPutsARecordAsideBecauseTheRegistryIsDown() {
    Deserializer<Account> down =
        (topic, bytes) -> {
          throw new RegistryUnavailableException("down");
        };
    Reader<Account, String> waiting =
        Reader.of("drift", PARTITIONS, down, (raw, key, value) -> key);

    assertThatThrownBy(() -> waiting.read(raw(KEY, bytes(account()), HOME)))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void sendsWhatIsRefusedElsewhereWhereSomebodySaysSo() {
    var seen = new AtomicReference<String>();
    var rejecting =
        reader.refusing(
            (raw, key, value, refusal) -> {
              seen.set(refusal.getMessage());
              return io.evenkeel.pipeline.outbox.Outgoing.to(Topics.REJECTIONS, key, value);
            });
    var unknownType = Account.newBuilder(account()).setType(AccountType.UNKNOWN).build();

    var reading = rejecting.read(raw(KEY, bytes(unknownType), HOME));

    assertThat(((Reading.Refused<?>) reading).outgoing().topic()).isEqualTo(Topics.REJECTIONS);
    assertThat(seen.get()).contains("type");
  }

  private DeadLetter letter(RawRecord raw) {
    var reading = reader.read(raw);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    var outgoing = ((Reading.Refused<?>) reading).outgoing();
    assertThat(outgoing.topic()).isEqualTo(Topics.DEAD_LETTERS);
    return (DeadLetter) outgoing.value();
  }

  private byte[] bytes(Account account) {
    return serdes.serializer(Account.class).serialize("accounts", account);
  }

  private static RawRecord raw(byte @Nullable [] key, byte @Nullable [] value, int partition) {
    return new RawRecord(key, value, "accounts", partition, 42, 1_800_000_000_000L);
  }

  private static Account account() {
    return Account.newBuilder()
        .setFirmId("F-1")
        .setAdvisorId("ADV-1")
        .setCustodianId("SCHWAB")
        .setCustodianAccountRef("X")
        .setType(AccountType.CASH)
        .setStatus(AccountState.ACTIVE)
        .build();
  }
}
