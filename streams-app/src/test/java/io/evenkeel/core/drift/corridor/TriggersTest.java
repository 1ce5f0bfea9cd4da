package io.evenkeel.core.drift.corridor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The triggers of a symbol")
class TriggersTest {
  private static final int SYMBOL = 0;
  private static final int OTHER = 1;

  private final Triggers triggers = new Triggers();
  private final Map<Integer, Held> held = new HashMap<>();
  private final List<Integer> accounts = new ArrayList<>();
  private Random random = new Random();

  @BeforeEach
  void twoSymbols() {
    triggers.addSymbol(100);
    triggers.addSymbol(100);
  }

  private int hold(int account, float floor, float ceiling) {
    var posting = triggers.add(SYMBOL, account);
    triggers.set(posting, floor, ceiling);
    return posting;
  }

  private List<Integer> crossedBy(double price) {
    var named = new ArrayList<Integer>();
    triggers.tick(SYMBOL, price, named::add);
    return named;
  }

  private List<Integer> holders() {
    var named = new ArrayList<Integer>();
    triggers.forEachHolder(SYMBOL, named::add);
    return named;
  }

  @Test
  void areSilentAtTheirPricesAndSpeakPastThem() {
    hold(7, 9.5f, 10.5f);

    assertThat(crossedBy(9.5)).isEmpty();
    assertThat(crossedBy(10.5)).isEmpty();
    assertThat(crossedBy(Math.nextDown(9.5))).containsExactly(7);
    assertThat(crossedBy(Math.nextUp(10.5))).containsExactly(7);
  }

  @Test
  void speakOnceUntilTheyAreSetAgain() {
    var posting = hold(7, 9.5f, 10.5f);

    assertThat(crossedBy(11)).containsExactly(7);
    assertThat(crossedBy(11)).isEmpty();
    assertThat(crossedBy(9)).containsExactly(7);
    triggers.set(posting, 9.5f, 10.5f);
    assertThat(crossedBy(11)).containsExactly(7);
  }

  @Test
  void areSilentUntilTheyAreSet() {
    triggers.add(SYMBOL, 7);

    assertThat(crossedBy(1e30)).isEmpty();
    assertThat(crossedBy(1e-30)).isEmpty();
  }

  @Test
  void areSilentWhereTheyWentFurtherAway() {
    hold(7, 80, 120);
    var posting = hold(8, 90, 110);
    triggers.set(posting, 70, 130);

    assertThat(crossedBy(115)).isEmpty();
    assertThat(crossedBy(125)).containsExactly(7);
    assertThat(crossedBy(85)).isEmpty();
    assertThat(crossedBy(75)).containsExactly(7);
    assertThat(crossedBy(135)).containsExactly(8);
  }

  /** One holding, as whoever owns it knows it. */
  private static final class Held {
    int posting;
    float floor;
    float ceiling;

    boolean isCrossedBy(double price) {
      return price < floor || price > ceiling;
    }

    void spend(double price) {
      floor = price < floor ? Float.NEGATIVE_INFINITY : floor;
      ceiling = price > ceiling ? Float.POSITIVE_INFINITY : ceiling;
    }
  }

  static Stream<Long> seeds() {
    return Stream.of(1L, 2L, 3L, 4L, 5L);
  }

  /** Across several groups of blocks, and with those of another symbol between them at first. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void areFoundExactlyWhereTheyAreCrossed(long seed) {
    random = new Random(seed);
    for (var step = 0; step < 60_000; step++) {
      var what = random.nextInt(step < 30_000 ? 3 : 7);
      if (what == 0 || accounts.isEmpty()) {
        add(step);
      } else if (what > 4) {
        remove();
      } else {
        set(accounts.get(random.nextInt(accounts.size())));
      }
      if (step % 50 == 0) {
        assertThatAPriceFindsWhatItCrosses(50 + 100 * random.nextDouble());
      }
    }
    assertThat(holders()).containsExactlyInAnyOrderElementsOf(accounts);
  }

  private void add(int account) {
    if (random.nextBoolean()) {
      triggers.set(triggers.add(OTHER, -1), 99, 101);
    }
    held.put(account, new Held());
    held.get(account).posting = triggers.add(SYMBOL, account);
    accounts.add(account);
    set(account);
  }

  private void set(int account) {
    var holding = held.get(account);
    holding.floor = 100 - 50 * random.nextFloat();
    holding.ceiling = 100 + 50 * random.nextFloat();
    triggers.set(holding.posting, holding.floor, holding.ceiling);
  }

  private void remove() {
    var account = accounts.remove(random.nextInt(accounts.size()));
    triggers.remove(held.remove(account).posting, this::renumber);
  }

  private void renumber(int account, int before, int now) {
    assertThat(held.get(account).posting).isEqualTo(before);
    held.get(account).posting = now;
  }

  private void assertThatAPriceFindsWhatItCrosses(double price) {
    var crossed =
        accounts.stream().filter(account -> held.get(account).isCrossedBy(price)).toList();
    assertThat(crossedBy(price)).containsExactlyInAnyOrderElementsOf(crossed);
    held.values().forEach(holding -> holding.spend(price));
  }
}
