package io.evenkeel.core.account;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.money.GivenWeight;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the last acknowledged rebalance (approved, or built empty) was built on.
 *
 * @param target content of the expanded target, as its fingerprint; {@code null}: none ever
 * @param models weights by modelId of the models that it followed, by securityId
 * @param switchedOn whether there was one since rebalancing was last switched on
 * @param owed an established opening state acknowledges what it says, and its target or models were
 *     not known yet: taken as soon as all of them are
 */
public record Acknowledged(
    @Nullable String target,
    SortedMap<String, SortedMap<String, GivenWeight>> models,
    boolean switchedOn,
    boolean owed) {
  public static final Acknowledged NOTHING = new Acknowledged(null, new TreeMap<>(), false, false);

  public Acknowledged {
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
  }

  /** What a rebalance acknowledges that is approved, or built empty, on this. */
  static Acknowledged all(String target, SortedMap<String, Model> models) {
    var weights = new TreeMap<String, SortedMap<String, GivenWeight>>();
    models.forEach((id, model) -> weights.put(id, model.holdings()));
    return new Acknowledged(target, weights, true, false);
  }

  Acknowledged withSwitchedOn(boolean since) {
    return new Acknowledged(target, models, since, owed);
  }

  /**
   * As it was before, whose approval is undone. Switched off and on meanwhile, the account still
   * owes its first rebalance.
   */
  Acknowledged backTo(Acknowledged before) {
    return before.withSwitchedOn(before.switchedOn() && switchedOn);
  }

  Acknowledged withOwed(boolean stillOwed) {
    return new Acknowledged(target, models, switchedOn, stillOwed);
  }
}
