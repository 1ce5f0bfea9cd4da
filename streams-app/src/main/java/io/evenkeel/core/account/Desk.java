package io.evenkeel.core.account;

import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.drift.DriftWatch;
import io.evenkeel.core.drift.Expansion;
import io.evenkeel.core.drift.Expansions;
import io.evenkeel.core.drift.Judge;
import io.evenkeel.core.drift.RestrictedTarget;
import io.evenkeel.core.market.Boards;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the decisions of one task share: boards, settings, and work that need not be done twice. It
 * changes no answer. For one thread; whoever keeps one says when a target changed.
 */
public final class Desk {
  /** The most fingerprints remembered at a time; past that it starts again from nothing. */
  private static final int MAX_PRINTS = 10_000;

  private final Boards boards;
  private final AccountSettings settings;
  private final DriftWatch watch;
  private final Judge judge;
  private final Expansions expansions;
  private final Map<String, String> prints = new HashMap<>();
  private final Map<Restricted, Expansion> restricted = new HashMap<>();

  public Desk(Boards boards, AccountSettings settings) {
    this.boards = boards;
    this.settings = settings;
    this.watch = new DriftWatch(settings.drift());
    this.judge = new Judge(settings.drift());
    this.expansions = new Expansions(boards);
  }

  /** What a decision is made in, at this time. */
  public Moment at(Instant now) {
    return new Moment(this, now);
  }

  /** Any target was written or deleted. */
  public void targetChanged() {
    expansions.targetChanged();
    restricted.clear();
  }

  Boards boards() {
    return boards;
  }

  AccountSettings settings() {
    return settings;
  }

  DriftWatch watch() {
    return watch;
  }

  Judge judge() {
    return judge;
  }

  /** A target of another firm is invalid for the account, wherever it came from. */
  Expansion expansion(@Nullable String targetId, @Nullable String firmId) {
    var target = targetId == null ? null : boards.target(targetId);
    if (target != null && firmId != null && !target.ownerFirmId().equals(firmId)) {
      return new Expansion.Invalid(
          target.targetId(), "Target " + target.targetId() + " belongs to another firm.");
    }
    return expansions.of(targetId);
  }

  /**
   * The same as restrictions leave it.
   *
   * @param standing those that stand
   */
  Expansion expansion(@Nullable String targetId, @Nullable String firmId, Restrictions standing) {
    var expansion = expansion(targetId, firmId);
    var changing = standing.changingTarget();
    return changing.isEmpty() || !(expansion instanceof Expansion.Expanded expanded)
        ? expansion
        : restricted(expanded, changing);
  }

  private Expansion restricted(Expansion.Expanded expanded, Restrictions changing) {
    if (restricted.size() >= MAX_PRINTS) {
      restricted.clear();
    }
    return restricted.computeIfAbsent(
        new Restricted(expanded.content(), expanded.target().versions(), changing),
        key -> new Expansion.Expanded(RestrictedTarget.of(expanded.target(), changing).target()));
  }

  /** A target and what changes it; accounts that share both share one expansion. */
  private record Restricted(
      String content, Map<String, Long> versions, Restrictions restrictions) {}

  /** The fingerprint of a target's content. */
  String print(String content) {
    if (prints.size() >= MAX_PRINTS) {
      prints.clear();
    }
    return prints.computeIfAbsent(content, text -> new Fingerprint().add(text).digest());
  }
}
