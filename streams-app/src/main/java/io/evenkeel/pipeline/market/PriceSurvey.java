package io.evenkeel.pipeline.market;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * The last good prices of a board, as one look finds them.
 *
 * @param priced securities that have one
 * @param quarantined of these, those of which a newer price is held
 * @param times empty where there is no price
 */
public record PriceSurvey(int priced, int quarantined, Optional<Times> times) {
  /**
   * When the prices were made.
   *
   * @param median half of them are older, or as old
   */
  public record Times(Instant newest, Instant median, Instant oldest) {}

  /**
   * From the times of the prices.
   *
   * @param micros since 1970, in any order; it is sorted
   */
  static PriceSurvey of(long[] micros, int quarantined) {
    if (micros.length == 0) {
      return new PriceSurvey(0, quarantined, Optional.empty());
    }
    Arrays.sort(micros);
    var times =
        new Times(
            at(micros[micros.length - 1]), at(micros[(micros.length - 1) / 2]), at(micros[0]));
    return new PriceSurvey(micros.length, quarantined, Optional.of(times));
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
