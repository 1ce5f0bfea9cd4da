package io.evenkeel.pipeline.market;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.market.Refusal;
import io.evenkeel.core.market.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A board's intake")
class IntakeTest {
  private final BoardOffsets offsets = new BoardOffsets("numbers", 1);
  private final BoardCounts counts = new BoardCounts();
  private final RefusalLog refusals = new RefusalLog();
  private final List<String> board = new ArrayList<>();
  private final Intake<String, Integer> intake =
      new Intake<>(offsets, counts, refusals, (id, text) -> Integer.valueOf(text), new Numbers());

  @Test
  void handsOnWhatCanBeRead() {
    take("A", "7", 0);

    assertThat(board).containsExactly("A=7");
    assertThat(offsets.applied(0)).isEqualTo(1);
    assertThat(counts.taken()).isEqualTo(1);
  }

  @Test
  void handsOnTombstones() {
    intake.take(bytes("A"), null, place(0));

    assertThat(board).containsExactly("A withdrawn");
  }

  @Test
  void refusesWhatTheCoreRefusesWithItsSentence() {
    take("A", "seven", 3);

    var refused = refused();
    assertThat(refused.why().reason()).isEqualTo(RefusalReason.MALFORMED);
    assertThat(refused.why().sentence()).contains("seven");
    assertThat(refused.raw().value()).isEqualTo(bytes("seven"));
    assertThat(refused.raw().key()).isEqualTo(bytes("A"));
    assertThat(refused.raw().offset()).isEqualTo(3);
    assertThat(board).containsExactly("A unreadable");
    assertThat(counts.refused(RefusalReason.MALFORMED)).isEqualTo(1);
    assertThat(offsets.applied(0)).isEqualTo(4);
  }

  @Test
  void refusesARecordWithoutAKey() {
    intake.take(null, new BoardRecord.Read<>("7", bytes("7")), place(0));

    assertThat(refused().why().reason()).isEqualTo(RefusalReason.NULL_KEY);
    assertThat(board).isEmpty();
  }

  @Test
  void refusesAKeyInAPartitionWhereItDoesNotBelongAndSaysHowThatHappens() {
    var two =
        new Intake<String, Integer>(
            new BoardOffsets("numbers", 2), counts, refusals, (id, text) -> 1, new Numbers());

    for (var partition = 0; partition < 2; partition++) {
      two.take(bytes("A"), new BoardRecord.Read<>("7", bytes("7")), new Place(partition, 0, 0));
    }

    assertThat(refused().why().reason()).isEqualTo(RefusalReason.WRONG_PARTITION);
    assertThat(refused().why().sentence()).contains("partitioner=murmur2_random");
    assertThat(board).containsExactly("A=1");
  }

  @Test
  void letsNoFaultOfItsOwnOut() {
    take("A", "13", 0);
    take("A", "14", 1);

    assertThat(refused().why().reason()).isEqualTo(RefusalReason.INVALID);
    assertThat(counts.faults()).isEqualTo(1);
    assertThat(board).containsExactly("A=14");
    assertThat(offsets.applied(0)).isEqualTo(2);
  }

  @Test
  void refusesAKeyThatIsNoText() {
    intake.take(new byte[] {(byte) 0xff}, new BoardRecord.Read<>("7", bytes("7")), place(0));

    assertThat(refused().why().reason()).isEqualTo(RefusalReason.MALFORMED);
    assertThat(board).isEmpty();
  }

  @Test
  void doesNotPassWhatWasLeftAlone() {
    intake.take(bytes("A"), new BoardRecord.Abandoned<>(bytes("7")), place(4));

    assertThat(board).isEmpty();
    assertThat(refusals.added()).isZero();
    assertThat(offsets.applied(0)).isZero();
    assertThat(offsets.seen()).containsExactly(0L);
  }

  private RefusedRecord refused() {
    var all = new ArrayList<RefusedRecord>();
    refusals.sources().forEach(source -> all.addAll(refusals.from(source, 0)));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private void take(String key, String value, long offset) {
    intake.take(bytes(key), new BoardRecord.Read<>(value, bytes(value)), place(offset));
  }

  private static Place place(long offset) {
    return new Place(0, offset, 1_000);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private final class Numbers implements Intake.Taker<Integer> {
    @Override
    public @Nullable Refusal take(String id, Integer value, Place place) {
      if (value == 13) {
        throw new IllegalStateException("thirteen");
      }
      board.add(id + "=" + value);
      return null;
    }

    @Override
    public @Nullable Refusal withdraw(String id, Place place) {
      board.add(id + " withdrawn");
      return null;
    }

    @Override
    public @Nullable Refusal unreadable(String id, Refusal why, Place place) {
      board.add(id + " unreadable");
      return why;
    }
  }
}
