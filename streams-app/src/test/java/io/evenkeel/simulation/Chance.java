package io.evenkeel.simulation;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** The one source of chance of a run. */
final class Chance {
  private final Random random;

  Chance(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 77);
  }

  /** Whether something happens that happens so often of a hundred times. */
  boolean percent(int often) {
    return random.nextInt(100) < often;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  double signed(double most) {
    return (random.nextDouble() * 2 - 1) * most;
  }

  BigDecimal money(int least, int most) {
    return new BigDecimal(between(least * 100, most * 100)).movePointLeft(2);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** One of them, or {@code null} where there is none. */
  <T> T any(Collection<T> of) {
    return of.isEmpty() ? null : one(List.copyOf(of));
  }

  <T> void shuffle(List<T> list) {
    java.util.Collections.shuffle(list, random);
  }
}
