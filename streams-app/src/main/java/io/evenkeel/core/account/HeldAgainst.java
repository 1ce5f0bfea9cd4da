package io.evenkeel.core.account;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.drift.CauseInput;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.drift.Expansion;
import io.evenkeel.core.drift.RestrictedBoards;
import io.evenkeel.core.drift.TargetExpansion;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.rebalance.BuildInput;
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
 * @param standing restrictions that stand; target and models are as they leave them
 * @param missing ids of models that it should follow and nobody knows
 */
record HeldAgainst(
    Expansion expansion,
    Expansion.@Nullable Expanded target,
    String print,
    SortedMap<String, Model> models,
    SortedSet<String> missing,
    Restrictions standing) {

  static HeldAgainst of(AccountBook book, Moment moment) {
    var standing = Limiting.standing(book, moment);
    var boards = RestrictedBoards.of(moment.boards(), standing);
    var expansion =
        moment.desk().expansion(book.instructions().targetId(), book.firmId(), standing);
    var models = new TreeMap<String, Model>();
    var missing = new TreeSet<String>();
    if (!(expansion instanceof Expansion.Expanded expanded)) {
      return new HeldAgainst(expansion, null, "", models, missing, standing);
    }
    for (var line : expanded.target().lines()) {
      if (isFollowed(line, book.held())) {
        var model = model(line.ref(), book.firmId(), boards);
        if (model == null) {
          missing.add(line.ref());
        } else {
          models.put(line.ref(), model);
        }
      }
    }
    var print = moment.desk().print(expanded.content());
    return new HeldAgainst(expansion, expanded, print, models, missing, standing);
  }

  /** Models that an account follows which is built so: none of them is missing. */
  static SortedMap<String, Model> followed(BuildInput input) {
    var models = new TreeMap<String, Model>();
    for (var line : input.target().lines()) {
      var model =
          isFollowed(line, input.positions())
              ? model(line.ref(), input.account().firmId(), input.boards())
              : null;
      if (model != null) {
        models.put(line.ref(), model);
      }
    }
    return models;
  }

  /** One of another firm is unknown here. */
  private static @Nullable Model model(String modelId, @Nullable String firmId, Boards boards) {
    var model = boards.model(modelId);
    return model != null && model.ownerFirmId().equals(firmId) ? model : null;
  }

  private static boolean isFollowed(TargetLine line, @Nullable Positions positions) {
    if (line.kind() != Component.Kind.MODEL) {
      return false;
    }
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
