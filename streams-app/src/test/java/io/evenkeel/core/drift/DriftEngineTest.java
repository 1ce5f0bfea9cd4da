package io.evenkeel.core.drift;

import static io.evenkeel.core.drift.Books.cash;
import static io.evenkeel.core.drift.Books.managed;
import static io.evenkeel.core.drift.Books.manager;
import static io.evenkeel.core.drift.Books.model;
import static io.evenkeel.core.drift.Books.positions;
import static io.evenkeel.core.drift.Books.sleeve;
import static io.evenkeel.core.drift.Books.subTarget;
import static io.evenkeel.core.drift.Books.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.money.GivenWeight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every engine owes, whatever it can prove: here nothing, since nothing can be judged. */
abstract class DriftEngineTest {
  private static final Judgement NOTHING = new Judgement.NotCheckable(new TreeSet<>());

  private final MapBoards boards =
      new MapBoards()
          .model(manager("TECH", "AAPL", "1"))
          .target(target("T", subTarget("SUB", "1")))
          .target(target("SUB", model("TECH", "0.5"), cash("0.5")))
          .target(target("BROKEN", subTarget("HALF", "1")))
          .target(target("HALF", cash("0.5")))
          .target(target("LACKING", subTarget("GONE", "1")));
  private final DriftEngine engine = engine(boards);
  private final Map<String, Runnable> puts = new HashMap<>();

  abstract DriftEngine engine(Boards boards);

  private void put(String accountId, @Nullable Positions positions, @Nullable String targetId) {
    var expansion = TargetExpansion.expand(targetId, boards);
    var watch = Watch.of(accountId, positions, targetId, expansion);
    Runnable put = () -> engine.put(watch, positions, NOTHING, GivenWeight.of("0.25"));
    puts.put(accountId, put);
    put.run();
  }

  private void holds(String accountId, String... securities) {
    var holdings = new ArrayList<String>();
    for (var security : securities) {
      holdings.add(security);
      holdings.add("1");
    }
    put(accountId, positions(managed("1", holdings.toArray(new String[0]))), null);
  }

  private List<String> drained() {
    var ids = new ArrayList<String>();
    engine.drain(ids::add);
    ids.forEach(id -> puts.getOrDefault(id, () -> {}).run());
    return ids;
  }

  @Test
  void theHoldersOfAChangedSecurityOnceAndInTheOrderOfTheirIds() {
    holds("C", "XOM", "KO");
    holds("A", "XOM", "KO");
    holds("B", "KO");
    assertThat(engine.isIdle()).isTrue();

    engine.securityChanged("XOM");
    engine.securityChanged("KO");
    engine.securityChanged("XOM");

    assertThat(engine.isIdle()).isFalse();
    assertThat(drained()).containsExactly("A", "B", "C");
    assertThat(engine.isIdle()).isTrue();
    assertThat(drained()).isEmpty();
  }

  @Test
  void nobodyForASecurityThatNobodyHolds() {
    holds("A", "XOM");
    put(
        "B",
        positions(managed("1", "KO", "0"), sleeve("X", Sleeve.Kind.PROTECTED, "0", "KO", "1")),
        null);

    engine.securityChanged("KO");

    assertThat(drained()).isEmpty();
  }

  @Test
  void anAccountThatWaitsForAPriceWhenItComes() {
    holds("A", "NEVER-PRICED");

    engine.securityChanged("NEVER-PRICED");

    assertThat(drained()).containsExactly("A");
  }

  @Test
  void holdersInModelSleeves() {
    put("A", positions(managed("1"), sleeve("TECH", "0", "AAPL", "1")), "T");

    engine.securityChanged("AAPL");

    assertThat(drained()).containsExactly("A");
  }

  @Test
  void followersOfAChangedModel() {
    put("A", positions(managed("1")), "T");
    put("B", positions(managed("1"), sleeve("TECH", "1")), null);
    put("C", positions(managed("1")), null);

    engine.modelChanged("TECH");

    assertThat(drained()).containsExactly("A", "B");
  }

  @Test
  void accountsOfAChangedTargetOrSubTarget() {
    put("A", positions(managed("1")), "T");
    put("B", null, "SUB");
    put("C", null, null);

    engine.targetChanged("SUB");
    assertThat(drained()).containsExactly("A", "B");
    engine.targetChanged("T");
    assertThat(drained()).containsExactly("A");
  }

  @Test
  void accountsOfATargetThatIsAtFaultWhenTheFaultMayBeMended() {
    put("A", null, "BROKEN");
    put("B", null, "LACKING");
    put("C", null, "NEVER-SEEN");

    engine.targetChanged("HALF");
    assertThat(drained()).containsExactly("A");
    engine.targetChanged("BROKEN");
    assertThat(drained()).containsExactly("A");
    engine.targetChanged("GONE");
    assertThat(drained()).containsExactly("B");
    engine.targetChanged("LACKING");
    assertThat(drained()).containsExactly("B");
    engine.targetChanged("NEVER-SEEN");
    assertThat(drained()).containsExactly("C");
  }

  @Test
  void whoeverIsMarkedWatchedOrNot() {
    holds("B", "XOM");
    engine.mark("Z");
    engine.mark("B");
    engine.securityChanged("XOM");

    assertThat(drained()).containsExactly("B", "Z");
  }

  @Test
  void nobodyForWhatAnAccountNoLongerHolds() {
    holds("A", "XOM", "KO");
    holds("A", "KO", "PEP");

    engine.securityChanged("XOM");
    assertThat(drained()).isEmpty();
    engine.securityChanged("PEP");
    assertThat(drained()).containsExactly("A");
    engine.securityChanged("KO");
    assertThat(drained()).containsExactly("A");
  }

  @Test
  void nobodyThatWasRemovedAndNotWhoeverTookItsPlace() {
    holds("A", "XOM");
    engine.securityChanged("XOM");
    engine.remove("A");
    engine.remove("A");
    holds("B", "KO");

    assertThat(drained()).isEmpty();
    engine.securityChanged("XOM");
    assertThat(drained()).isEmpty();
    engine.securityChanged("KO");
    assertThat(drained()).containsExactly("B");
  }

  @Test
  void nextTimeWhatIsMarkedDuringADrain() {
    holds("A", "XOM");
    engine.mark("A");
    var seen = new ArrayList<String>();

    engine.drain(
        id -> {
          seen.add(id);
          holds(id, "KO");
          engine.mark(id);
        });

    assertThat(seen).containsExactly("A");
    assertThat(drained()).containsExactly("A");
  }

  @Test
  void manyHoldersOfOneSecurityWhenSomeHaveLeft() {
    for (var i = 0; i < 1_000; i++) {
      holds("A-%04d".formatted(i), "XOM", "KO");
    }
    for (var i = 0; i < 1_000; i += 2) {
      holds("A-%04d".formatted(i), "KO");
    }

    engine.securityChanged("XOM");

    assertThat(drained()).hasSize(500).isSorted().allMatch(id -> (id.charAt(5) - '0') % 2 == 1);
  }
}
