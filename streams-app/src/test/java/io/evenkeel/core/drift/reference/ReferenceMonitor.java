package io.evenkeel.core.drift.reference;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Watches accounts by looking at each of them as often as it is told to. Tell it what happens, ask
 * {@link #look} for the events.
 */
public final class ReferenceMonitor {
  private final ReferenceWorld world;
  private final SortedMap<String, ReferenceAccount> accounts = new TreeMap<>();

  public ReferenceMonitor(ReferenceWorld world) {
    this.world = world;
  }

  private ReferenceAccount at(String accountId) {
    return accounts.computeIfAbsent(accountId, id -> new ReferenceAccount());
  }

  /** The account; {@code null} where it is deleted. */
  public void account(String accountId, @Nullable Account account) {
    at(accountId).account = account;
  }

  public void positions(String accountId, @Nullable Positions positions) {
    at(accountId).positions = positions;
  }

  public void assign(String accountId, @Nullable String targetId) {
    at(accountId).targetId = targetId;
  }

  public void leverage(String accountId, String modelId, BigDecimal effective) {
    at(accountId).leverage.put(modelId, effective);
  }

  public void rebalancing(String accountId, boolean on) {
    var state = at(accountId);
    state.rebalanceOwed = on && (state.rebalanceOwed || !state.rebalancing);
    state.rebalancing = on;
  }

  /** A rebalance was approved or built empty, or the book says that the account is established. */
  public void acknowledge(String accountId) {
    var state = at(accountId);
    state.rebalanceOwed = false;
    state.acknowledgedTarget = ReferenceTarget.of(state.targetId, world.targets);
    var models = new HashMap<String, Map<String, BigDecimal>>();
    for (var id : ReferenceTarget.followed(state.acknowledgedTarget)) {
      var model = world.models.get(id);
      if (model != null) {
        models.put(id, weights(model));
      }
    }
    state.acknowledgedModels = models;
  }

  private static Map<String, BigDecimal> weights(Model model) {
    var weights = new HashMap<String, BigDecimal>();
    model.holdings().forEach((id, weight) -> weights.put(id, weight.fraction()));
    return weights;
  }

  /** Looks at every account, in the order of their ids. */
  public List<ReferenceEvent> lookAtAll() {
    var events = new ArrayList<ReferenceEvent>();
    accounts.keySet().forEach(id -> events.addAll(look(id)));
    return events;
  }

  /** Looks at one account and says what changed. */
  public List<ReferenceEvent> look(String accountId) {
    var state = at(accountId);
    var account = state.account;
    if (account == null || account.status() != AccountStatus.ACTIVE || !state.rebalancing) {
      return stop(accountId, state);
    }
    var look = new ReferenceLook(world, state, account);
    return look.reasons.isEmpty()
        ? judged(accountId, state, look)
        : uncheckable(accountId, state, look.reasons);
  }

  private static List<ReferenceEvent> stop(String accountId, ReferenceAccount state) {
    if (!state.looked) {
      return List.of();
    }
    state.forget();
    state.sequence++;
    return List.of(
        new ReferenceEvent(
            accountId,
            state.sequence,
            "MONITORING_STOPPED",
            new TreeSet<>(),
            new TreeSet<>(),
            List.of(),
            null,
            null,
            new TreeSet<>()));
  }

  private static List<ReferenceEvent> uncheckable(
      String accountId, ReferenceAccount state, SortedSet<String> reasons) {
    state.looked = true;
    if (state.uncheckable) {
      return List.of();
    }
    state.uncheckable = true;
    state.sequence++;
    return List.of(
        new ReferenceEvent(
            accountId,
            state.sequence,
            "UNCHECKABLE",
            state.causes,
            state.tiles,
            List.of(),
            null,
            null,
            reasons));
  }

  private List<ReferenceEvent> judged(
      String accountId, ReferenceAccount state, ReferenceLook look) {
    var breached = new TreeMap<String, String>();
    var sides = new HashMap<String, String>();
    for (var line : look.lines) {
      sides.put(line.line(), line.side());
      if (line.triggers() && !line.side().equals("NONE")) {
        breached.put(line.line(), line.side());
      }
    }
    var causes = causes(state, look, breached);
    var tiles = causes.isEmpty() ? new TreeSet<String>() : tiles(causes, breached);

    var kinds = new ArrayList<String>();
    if (state.uncheckable) {
      kinds.add("CHECKABLE");
    }
    var wasFlagged = !state.causes.isEmpty();
    if (!wasFlagged && !causes.isEmpty()) {
      kinds.add("FLAGGED");
    } else if (wasFlagged && causes.isEmpty()) {
      kinds.add("CLEARED");
    } else if (!causes.equals(state.causes)
        || !tiles.equals(state.tiles)
        || !breached.equals(state.breached)) {
      kinds.add("CHANGED");
    }

    state.looked = true;
    state.uncheckable = false;
    state.causes = causes;
    state.tiles = tiles;
    state.breached = breached;
    state.sides = sides;
    var events = new ArrayList<ReferenceEvent>();
    for (var kind : kinds) {
      state.sequence++;
      events.add(
          new ReferenceEvent(
              accountId,
              state.sequence,
              kind,
              causes,
              tiles,
              look.lines,
              look.overallDrift,
              look.equity,
              new TreeSet<>()));
    }
    return events;
  }

  private SortedSet<String> causes(
      ReferenceAccount state, ReferenceLook look, Map<String, String> breached) {
    var causes = new TreeSet<String>();
    var acknowledged = state.acknowledgedTarget;
    if (acknowledged == null) {
      acknowledged = ReferenceTarget.of(null, world.targets);
    }
    if (!acknowledged.equals(look.target)) {
      causes.add("TARGET");
    }
    if (!breached.isEmpty()) {
      causes.add("DRIFT");
    }
    if (state.rebalanceOwed) {
      causes.add("SWITCHED_ON");
    }
    look.followed()
        .forEach(
            (id, model) -> {
              var before = state.acknowledgedModels.get(id);
              if (before != null && moved(before, weights(model))) {
                causes.add("REALLOCATION");
              }
            });
    return causes;
  }

  private static boolean moved(Map<String, BigDecimal> before, Map<String, BigDecimal> after) {
    var ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (var id : ids) {
      var was = before.getOrDefault(id, BigDecimal.ZERO);
      var is = after.getOrDefault(id, BigDecimal.ZERO);
      if (is.subtract(was).abs().compareTo(new BigDecimal("0.005")) > 0) {
        return true;
      }
    }
    return false;
  }

  private static SortedSet<String> tiles(SortedSet<String> causes, Map<String, String> breached) {
    var tiles = new TreeSet<String>();
    if (causes.contains("SWITCHED_ON")) {
      tiles.add("FIRST_REBALANCE");
    }
    if ("ABOVE".equals(breached.get("CASH"))) {
      tiles.add("HIGH_CASH");
    }
    if ("BELOW".equals(breached.get("CASH"))) {
      tiles.add("LOW_CASH");
    }
    var others = new TreeSet<>(breached.keySet());
    others.remove("CASH");
    if (tiles.isEmpty() && !others.isEmpty()) {
      tiles.add("OUTSIDE_TOLERANCE");
    }
    return tiles;
  }
}
