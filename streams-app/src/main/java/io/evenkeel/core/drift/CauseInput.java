package io.evenkeel.core.drift;

import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Rational;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What flags an account beside its drift.
 *
 * @param targetAcknowledged whether the content of its expanded target is the one at its last
 *     acknowledged rebalance. An account that never had one counts as having acknowledged what it
 *     started with: no target, which is 100 % cash
 * @param switchedOn rebalancing was switched on, and no rebalance was acknowledged since
 * @param acknowledgedWeights manager weights by modelId and securityId at the last acknowledged
 *     rebalance; a model that is not in it was not followed then, so it is not reallocated
 * @param reallocationAbove a weight that moved by more than this is a reallocation; 0.005
 */
public record CauseInput(
    boolean targetAcknowledged,
    boolean switchedOn,
    SortedMap<String, SortedMap<String, GivenWeight>> acknowledgedWeights,
    Rational reallocationAbove) {
  /** Half a percentage point. */
  public static final Rational REALLOCATION_ABOVE = Rational.of("0.005");

  /** Everything is as acknowledged, and no model was followed. */
  public static final CauseInput NOTHING_NEW =
      new CauseInput(true, false, new TreeMap<>(), REALLOCATION_ABOVE);

  public CauseInput {
    acknowledgedWeights = Collections.unmodifiableSortedMap(acknowledgedWeights);
  }

  /** With the usual half a percentage point. */
  public static CauseInput of(
      boolean targetAcknowledged,
      boolean switchedOn,
      Map<String, SortedMap<String, GivenWeight>> acknowledgedWeights) {
    return new CauseInput(
        targetAcknowledged, switchedOn, new TreeMap<>(acknowledgedWeights), REALLOCATION_ABOVE);
  }
}
