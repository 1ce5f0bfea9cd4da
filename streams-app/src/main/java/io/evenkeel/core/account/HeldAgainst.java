package io.evenkeel.core.account;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.drift.CauseInput;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.drift.Expansion;
import io.evenkeel.core.drift.TargetExpansion;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an account is held against now.
 *
 * @param target {@code null} where it is unknown or invalid
 * @param print fingerprint of the target's content; empty where there is no target
 * @param models those that the account follows, by modelId: every known one of its firm that has
 *     weight in the target, or a sleeve with something in it
 * @param missing ids of models that it should follow and nobody knows
 */
record HeldAgainst(
    Expansion expansion,
    Expansion.@Nullable Expanded target,
    String print,
    SortedMap<String, Model> models,
    SortedSet<String> missing) {

  static HeldAgainst of(AccountBook book, Moment moment) {
    var expansion = moment.desk().expansion(book.instructions().targetId(), book.firmId());
    var models = new TreeMap<String, Model>();
    var missing = new TreeSet<String>();
    if (!(expansion instanceof Expansion.Expanded expanded)) {
      return new HeldAgainst(expansion, null, "", models, missing);
    }
    for (var line : expanded.target().lines()) {
      if (isFollowed(line, book)) {
        var model = moment.boards().model(line.ref());
        if (model != null && model.ownerFirmId().equals(book.firmId())) {
          models.put(line.ref(), model);
        } else {
          missing.add(line.ref());
        }
      }
    }
    var print = moment.desk().print(expanded.content());
    return new HeldAgainst(expansion, expanded, print, models, missing);
  }

  private static boolean isFollowed(TargetLine line, AccountBook book) {
    if (line.kind() != Component.Kind.MODEL) {
      return false;
    }
    var positions = book.positions();
    return line.weight().signum() > 0
        || (positions != null && positions.model(line.ref()).filter(s -> !s.isEmpty()).isPresent());
  }

  /** What flags the account beside its drift. */
  CauseInput causes(Acknowledged acknowledged) {
    return CauseInput.of(
        isAcknowledged(acknowledged.target()), !acknowledged.switchedOn(), acknowledged.models());
  }

  /** An account that acknowledged nothing yet counts as having started with no target. */
  private boolean isAcknowledged(@Nullable String acknowledged) {
    if (target == null) {
      return true;
    }
    return acknowledged == null
        ? target.content().equals(TargetExpansion.noTarget().content())
        : acknowledged.equals(print);
  }

  /** What a rebalance that is built on this acknowledges. */
  Acknowledged acknowledged() {
    return Acknowledged.all(print, models);
  }
}
