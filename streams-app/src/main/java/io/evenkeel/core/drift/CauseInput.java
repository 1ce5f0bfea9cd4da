package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Rational;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What flags an account beside its drift.
 *
 * @param content of its expanded target now
 * @param acknowledgedContent at the last acknowledged rebalance; {@code null} where there was none,
 *     and then the account counts as having acknowledged what it started with: no target
 * @param switchedOn rebalancing was switched on, and no rebalance was acknowledged since
 * @param models those that the account follows, now, by modelId
 * @param acknowledgedWeights manager weights by modelId and securityId at the last acknowledged
 *     rebalance; a model that is not in it was not followed then, so it is not reallocated
 * @param reallocationAbove a weight that moved by more than this is a reallocation; 0.005
 */
public record CauseInput(
    String content,
    @Nullable String acknowledgedContent,
    boolean switchedOn,
    Map<String, Model> models,
    Map<String, SortedMap<String, GivenWeight>> acknowledgedWeights,
    Rational reallocationAbove) {
  /** Half a percentage point. */
  public static final Rational REALLOCATION_ABOVE = Rational.of("0.005");
}
