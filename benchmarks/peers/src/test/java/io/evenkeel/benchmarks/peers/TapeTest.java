package io.evenkeel.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tape of ticks")
class TapeTest {
  private static final int SENTINELS = 4;

  private final Accounts accounts = new Accounts(200, 100, SENTINELS);
  private final Tape tape = new Tape(accounts);

  @Test
  void isTheSameForEverybody() {
    var other = new Tape(accounts);

    for (var i = 0; i < 3; i++) {
      var ticks = tape.next(500, 10);
      var same = other.next(500, 10);
      assertThat(ticks.securities()).isEqualTo(same.securities());
      assertThat(ticks.prices()).isEqualTo(same.prices());
    }
  }

  @Test
  void opensWithEverySecurityOnceAndNoSentinelFlagged() {
    var opening = tape.opening();

    assertThat(opening.count()).isEqualTo(100 + SENTINELS);
    assertThat(opening.securities()).doesNotHaveDuplicates();
    assertThat(tape.flagged().nextSetBit(accounts.firstSentinel())).isNegative();
  }

  @Test
  void movesNoPriceThatNobodyHasTaken() {
    tape.opening();
    var before = tape.prices();
    var ticks = tape.next(100, 1_000);
    assertThat(tape.prices()).isEqualTo(before);

    tape.take(ticks, 1);

    assertThat(tape.prices()[ticks.securities()[0]]).isEqualTo(ticks.prices()[0]);
  }

  @Test
  void turnsASentinelWithEachOfItsTicks() {
    tape.opening();
    var sentinel = accounts.firstSentinel() + 2;

    tape.turn(2);
    assertThat(tape.flagged().get(sentinel)).isTrue();
    tape.turn(2);
    assertThat(tape.flagged().get(sentinel)).isFalse();
  }

  @Test
  void flagsSomeAccountsAndNotOthersAsItMoves() {
    tape.opening();
    var before = tape.flagged();
    tape.take(tape.next(2_000, 10_000), 2_000);
    var after = tape.flagged();

    assertThat(after.cardinality()).isBetween(1, accounts.count() - 1);
    assertThat(after).isNotEqualTo(before);
  }
}
