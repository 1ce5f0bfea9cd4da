package io.evenkeel.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The search for the fastest pace")
class PaceSearchTest {
  private int asked;

  @ParameterizedTest
  @ValueSource(doubles = {1, 3, 14, 53, 1_000, 99_999, 5_000_000})
  void endsAtMostAFifthBelowWhatIsKeptUpWithFromAnyGuess(double limit) {
    for (var guess = 1.0; guess < 1e8; guess *= 7) {
      assertThat(best(PaceSearch.around(guess), limit).asked())
          .isBetween(limit / PaceSearch.RESOLUTION / 1.001, limit);
    }
  }

  @Test
  void asksTwiceWhereNothingHasChangedSinceTheRepeatBefore() {
    assertThat(best(PaceSearch.from(1_000), 1_100).asked()).isEqualTo(1_000);
    assertThat(asked).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 500, 900, 2_000, 10_000})
  void findsAnotherPaceWhereThatOfTheRepeatBeforeIsNotTrueAnyMore(double limit) {
    assertThat(best(PaceSearch.from(1_000), limit).asked())
        .isBetween(limit / PaceSearch.RESOLUTION / 1.001, limit);
    assertThat(asked).isLessThan(12);
  }

  @Test
  void findsNoneWhereATickASecondIsTooMuch() {
    assertThat(best(PaceSearch.around(500), 0.5)).isSameAs(Pace.NONE);
    assertThat(best(PaceSearch.around(0), 100)).isSameAs(Pace.NONE);
  }

  @Test
  void endsWhereTheMachineCannotSendAnyFaster() {
    var search = PaceSearch.around(1_000);

    search.tell(new Pace(1_000, 700, 1, 2, 1, true));

    assertThat(search.isOver()).isTrue();
    assertThat(search.best().ticksPerSecond()).isEqualTo(700);
  }

  private Pace best(PaceSearch search, double limit) {
    for (asked = 0; !search.isOver(); asked++) {
      var pace = search.next();
      search.tell(new Pace(pace, pace, 1, 2, 1, pace <= limit));
    }
    return search.best();
  }
}
