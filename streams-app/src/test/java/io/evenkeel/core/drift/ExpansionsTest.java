package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.cash;
import static io.evenkeel.core.drift.Books.security;
import static io.evenkeel.core.drift.Books.subTarget;
import static io.evenkeel.core.drift.Books.target;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Remembered expansions")
class ExpansionsTest {
  private final MapBoards boards =
      new MapBoards()
          .target(target("T", subTarget("SUB", "1")))
          .target(target("SUB", security("XOM", "1")));
  private final Expansions expansions = new Expansions(boards);

  @Test
  void areWorkedOutOnceWhileNoTargetChanges() {
    assertThat(expansions.of("T")).isSameAs(expansions.of("T"));
    assertThat(expansions.of(null)).isSameAs(expansions.of(null));
  }

  @Test
  void areForgottenWhenAnyTargetChangesSinceOthersMayReferToIt() {
    var before = expansions.of("T");
    boards.target(target("SUB", cash("1")));

    assertThat(expansions.of("T")).isSameAs(before);
    expansions.targetChanged();

    assertThat(expansions.of("T")).isEqualTo(TargetExpansion.expand("T", boards));
    assertThat(expansions.of("T")).isNotEqualTo(before);
  }

  @Test
  void rememberThatATargetIsUnknownToo() {
    assertThat(expansions.of("GONE")).isInstanceOf(Expansion.Unknown.class);
  }
}
