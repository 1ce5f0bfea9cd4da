package io.evenkeel.chaos.judge;

import io.evenkeel.core.book.Target;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.MarketWire;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.OpeningState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each account was told in the end, from the commands that were not refused. */
final class Instructed {
  private final Map<String, Told> byAccount = new HashMap<>();

  /**
   * One account's instructions.
   *
   * @param targetId {@code null} where none is assigned
   * @param openedAt when an established opening state was told; {@code null} where none was
   * @param switchedOnAt when rebalancing was last switched on to be begun with a first rebalance;
   *     {@code null} where it never was, or the opening state was established
   * @param leverage that sleeves had from the beginning
   */
  record Told(
      @Nullable String targetId,
      boolean rebalancing,
      @Nullable Instant openedAt,
      @Nullable Instant switchedOnAt,
      SortedMap<String, Leverage> leverage) {
    static final Told NOTHING = new Told(null, false, null, null, new TreeMap<>());

    private Told targeted(@Nullable String id) {
      return new Told(id, rebalancing, openedAt, switchedOnAt, leverage);
    }

    private Told switched(boolean on, Instant at) {
      return new Told(targetId, on, openedAt, on && !rebalancing ? at : switchedOnAt, leverage);
    }

    private Told opened(OpeningState state, Instant at) {
      var target = state.getTargetId() == null ? targetId : state.getTargetId();
      var established = state.getEstablished();
      var latched = new TreeMap<String, Leverage>();
      state.getLeverage().forEach((id, l) -> latched.put(id, new Leverage(l)));
      return new Told(
          target,
          state.getRebalancing(),
          established ? at : null,
          established ? null : at,
          latched);
    }
  }

  Instructed(Case before) {
    var topic = before.rows().names().of(Topics.ACCOUNT_COMMANDS);
    var seen = new HashSet<String>();
    var explicit = new HashMap<String, Instant>();
    for (var row : before.rows().accepted(Topics.ACCOUNT_COMMANDS)) {
      var command = row.value();
      if (command != null
          && !before.rows().isRejected(topic, row.key(), command.getCommandId())
          && seen.add(row.key() + " " + command.getCommandId())) {
        byAccount.put(row.key(), told(of(row.key()), command, row.timestamp()));
        if (assigns(command)) {
          explicit.put(row.key(), row.timestamp());
        }
      }
    }
    ownTargets(before).forEach(target -> takeOwn(target, explicit));
  }

  private static boolean assigns(AccountCommand command) {
    return switch (command.getType()) {
      case ASSIGN_TARGET, REMOVE_TARGET -> true;
      case OPENING_STATE -> command.getOpeningState().getTargetId() != null;
      default -> false;
    };
  }

  private static Told told(Told before, AccountCommand command, Instant at) {
    return switch (command.getType()) {
      case OPENING_STATE -> before.opened(command.getOpeningState(), at);
      case ASSIGN_TARGET -> {
        var assigned = before.targeted(command.getAssignTarget().getTargetId());
        var on = command.getAssignTarget().getRebalancing();
        yield on == null ? assigned : assigned.switched(on, at);
      }
      case REMOVE_TARGET -> before.targeted(null);
      case SET_REBALANCING -> before.switched(command.getSetRebalancing().getOn(), at);
      default -> before;
    };
  }

  /** Later ones last, so that of two the later is taken. */
  private static List<Target> ownTargets(Case before) {
    var own = new ArrayList<Target>();
    before
        .rows()
        .newest(Topics.TARGETS)
        .forEach(
            (id, row) -> {
              var target = MarketWire.target(id, row.said());
              if (target.scope() == Target.Scope.ACCOUNT && target.ownerAccountId() != null) {
                own.add(target);
              }
            });
    own.sort(Comparator.comparing(Target::createdAt).thenComparing(Target::targetId));
    return own;
  }

  private void takeOwn(Target target, Map<String, Instant> explicit) {
    var account = target.ownerAccountId();
    var at = account == null ? null : explicit.get(account);
    if (account != null && (at == null || target.createdAt().isAfter(at))) {
      byAccount.put(account, of(account).targeted(target.targetId()));
    }
  }

  Told of(String accountId) {
    return byAccount.getOrDefault(accountId, Told.NOTHING);
  }
}
