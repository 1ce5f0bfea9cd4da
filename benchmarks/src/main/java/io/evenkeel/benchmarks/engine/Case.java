package io.evenkeel.benchmarks.engine;

import io.evenkeel.benchmarks.engine.Book.Thresholds;
import io.evenkeel.benchmarks.engine.Market.Weather;
import java.util.List;

/**
 * One row of the table: which accounts, and how prices move.
 *
 * @param key by which the row is found in the JSON form
 * @param ticksPerSecond of the day's prices; the fewer, the more each tick moves
 */
record Case(
    String key,
    String text,
    int accounts,
    Weather weather,
    int ticksPerSecond,
    Thresholds thresholds) {
  static final int PER_ACCOUNT = 25;
  static final int SYMBOLS = 10_000;
  static final String GOAL = "200k";

  private static final Thresholds USUAL = new Thresholds(0.25, 0.05, 0.1);
  private static final Thresholds WITHOUT_HYSTERESIS = new Thresholds(0.25, 0.05, 0);
  private static final Thresholds TIGHT = new Thresholds(0.05, 0.05, 0);

  static final List<Case> ALL =
      List.of(
          of("25k", "25k accounts, 1 %/day", 25_000, Weather.CALM, 1_000, USUAL),
          of(GOAL, "200k accounts, 1 %/day", 200_000, Weather.CALM, 1_000, USUAL),
          of(
              "200k-10k",
              "the same day in ten times the ticks",
              200_000,
              Weather.CALM,
              10_000,
              USUAL),
          of("200k-h0", "without hysteresis", 200_000, Weather.CALM, 1_000, WITHOUT_HYSTERESIS),
          of("200k-crash", "-5 % in 1,000,000 ticks", 200_000, Weather.CRASH, 10_000, USUAL),
          of(
              "25k-worst",
              "25k accounts, 10 %/day, bands of 5 %, h 0",
              25_000,
              Weather.WILD,
              1_000,
              TIGHT),
          of("1m", "1M accounts, 1 %/day", 1_000_000, Weather.CALM, 1_000, USUAL));

  private static Case of(
      String key, String text, int accounts, Weather weather, int rate, Thresholds thresholds) {
    return new Case(key, text, accounts, weather, rate, thresholds);
  }
}
