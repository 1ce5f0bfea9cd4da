package io.evenkeel.core.drift;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one account's judgement depends on.
 *
 * @param securities held in MANAGED and MODEL sleeves, priced or not
 * @param models of its target or of its sleeves, known or not
 * @param targets the assigned one and every sub-target; those that are missing or at fault too
 */
public record Watch(
    String accountId, Set<String> securities, Set<String> models, Set<String> targets) {
  public Watch {
    securities = Set.copyOf(securities);
    models = Set.copyOf(models);
    targets = Set.copyOf(targets);
  }

  /**
   * Of an account with such positions and target.
   *
   * @param positions {@code null} where there are none
   * @param targetId the assigned one, {@code null} where none is
   */
  public static Watch of(
      String accountId,
      @Nullable Positions positions,
      @Nullable String targetId,
      Expansion expansion) {
    var securities = new TreeSet<String>();
    var models = new TreeSet<String>();
    if (positions != null) {
      addHeld(positions, securities, models);
    }
    return new Watch(
        accountId, securities, addModels(models, expansion), targets(targetId, expansion));
  }

  private static void addHeld(Positions positions, Set<String> securities, Set<String> models) {
    for (var sleeve : positions.sleeves()) {
      var modelId = sleeve.modelId();
      if (modelId != null) {
        models.add(modelId);
      }
      if (sleeve.kind() == Sleeve.Kind.MANAGED || modelId != null) {
        sleeve.holdings().stream()
            .filter(holding -> holding.quantity().signum() > 0)
            .forEach(holding -> securities.add(holding.securityId()));
      }
    }
  }

  private static Set<String> addModels(Set<String> models, Expansion expansion) {
    if (expansion instanceof Expansion.Expanded expanded) {
      expanded.target().lines().stream()
          .filter(line -> line.kind() == Component.Kind.MODEL)
          .forEach(line -> models.add(line.ref()));
    }
    return models;
  }

  private static Set<String> targets(@Nullable String targetId, Expansion expansion) {
    var targets = new TreeSet<String>();
    if (targetId != null) {
      targets.add(targetId);
    }
    if (expansion instanceof Expansion.Expanded expanded) {
      targets.addAll(expanded.target().versions().keySet());
    } else if (expansion instanceof Expansion.Unknown unknown) {
      targets.addAll(unknown.read());
    } else if (expansion instanceof Expansion.Invalid invalid) {
      targets.addAll(invalid.read());
    }
    return targets;
  }
}
