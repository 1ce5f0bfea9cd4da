package io.evenkeel.core.drift;

import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Rational;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Why an account is flagged: levels, told from how things stand, not from what happened. */
public final class Causes {
  private Causes() {}

  public static Set<Cause> of(Judgement.Checkable judgement, CauseInput input) {
    var causes = EnumSet.noneOf(Cause.class);
    if (!input.targetAcknowledged()) {
      causes.add(Cause.TARGET);
    }
    if (anyFlags(judgement)) {
      causes.add(Cause.DRIFT);
    }
    if (input.switchedOn()) {
      causes.add(Cause.SWITCHED_ON);
    }
    if (!reallocatedModels(judgement, input).isEmpty()) {
      causes.add(Cause.REALLOCATION);
    }
    return causes;
  }

  private static boolean anyFlags(Judgement.Checkable judgement) {
    for (var line : judgement.lines()) {
      if (line.flags()) {
        return true;
      }
    }
    return false;
  }

  /** Followed models of which some weight moved too far: their sleeves are to be built exactly. */
  public static SortedSet<String> reallocatedModels(
      Judgement.Checkable judgement, CauseInput input) {
    var moved = new TreeSet<String>();
    judgement
        .models()
        .forEach(
            (id, model) -> {
              var before = input.acknowledgedWeights().get(id);
              if (before != null
                  && movedTooFar(before, model.holdings(), input.reallocationAbove())) {
                moved.add(id);
              }
            });
    return moved;
  }

  private static boolean movedTooFar(
      SortedMap<String, GivenWeight> before,
      SortedMap<String, GivenWeight> after,
      Rational reallocationAbove) {
    if (before.equals(after)) {
      return false;
    }
    var ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    return ids.stream()
        .map(id -> weight(after, id).minus(weight(before, id)).abs())
        .anyMatch(move -> move.isGreaterThan(reallocationAbove));
  }

  private static Rational weight(SortedMap<String, GivenWeight> weights, String securityId) {
    return weights.getOrDefault(securityId, GivenWeight.ZERO).exact();
  }
}
