package io.evenkeel.core.market;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.tax.LossSale;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Boards that give the same answer twice, and know afterwards what they were asked: whoever decides
 * by them decides by one look, and can say what it was. For one decision.
 */
public final class RecordedBoards implements Boards {
  private final Boards live;
  private final Map<String, Optional<Quote>> quotes = new HashMap<>();
  private final Map<String, Optional<Security>> securities = new HashMap<>();
  private final Map<String, Optional<Model>> models = new HashMap<>();
  private final Map<String, Optional<Target>> targets = new HashMap<>();
  private final Map<String, Optional<Target>> ownTargets = new HashMap<>();

  public RecordedBoards(Boards live) {
    this.live = live;
  }

  @Override
  public @Nullable Quote quote(String securityId) {
    return quotes
        .computeIfAbsent(securityId, id -> Optional.ofNullable(live.quote(id)))
        .orElse(null);
  }

  @Override
  public @Nullable Security security(String securityId) {
    return securities
        .computeIfAbsent(securityId, id -> Optional.ofNullable(live.security(id)))
        .orElse(null);
  }

  @Override
  public @Nullable Model model(String modelId) {
    return models.computeIfAbsent(modelId, id -> Optional.ofNullable(live.model(id))).orElse(null);
  }

  @Override
  public @Nullable Target target(String targetId) {
    return targets
        .computeIfAbsent(targetId, id -> Optional.ofNullable(live.target(id)))
        .orElse(null);
  }

  @Override
  public @Nullable Target ownTarget(String accountId) {
    return ownTargets
        .computeIfAbsent(accountId, id -> Optional.ofNullable(live.ownTarget(id)))
        .orElse(null);
  }

  @Override
  public @Nullable CorporateAction corporateAction(String securityId) {
    return live.corporateAction(securityId);
  }

  @Override
  public Collection<LossSale> lossSales(String firmId, String group) {
    return live.lossSales(firmId, group);
  }

  @Override
  public @Nullable Halt halt(Halt.Scope scope, String id) {
    return live.halt(scope, id);
  }

  /** Equal are boards that were asked the same and gave the same answers. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordedBoards that
        && quotes.equals(that.quotes)
        && securities.equals(that.securities)
        && models.equals(that.models)
        && targets.equals(that.targets)
        && ownTargets.equals(that.ownTargets);
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(quotes, securities, models, targets, ownTargets);
  }

  /** Ids of the securities that were asked for, whether anything was known of them or not. */
  public SortedSet<String> securitiesAsked() {
    var asked = new TreeSet<>(quotes.keySet());
    asked.addAll(securities.keySet());
    return Collections.unmodifiableSortedSet(asked);
  }

  /** The models that were asked for and are known, by modelId. */
  public SortedMap<String, Model> models() {
    var known = new TreeMap<String, Model>();
    models.forEach((id, model) -> model.ifPresent(m -> known.put(id, m)));
    return known;
  }
}
