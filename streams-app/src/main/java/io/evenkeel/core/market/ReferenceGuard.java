package io.evenkeel.core.market;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Decides which models and targets a board takes. A target whose content is invalid (weights that
 * do not sum to 1, a cycle) is taken all the same: it is what its owner says, and makes its
 * accounts uncheckable.
 */
public final class ReferenceGuard {
  private ReferenceGuard() {}

  /** Why the model is not taken; {@code null} where it is. */
  public static @Nullable Refusal refusal(@Nullable Model known, Model next) {
    var fault = modelFault(next);
    return fault != null
        ? new Refusal(RefusalReason.INVALID, fault)
        : olderThan(known == null ? 0 : known.version(), next.version(), next.modelId());
  }

  /** Why the target is not taken; {@code null} where it is. */
  public static @Nullable Refusal refusal(@Nullable Target known, Target next) {
    var fault = targetFault(next);
    return fault != null
        ? new Refusal(RefusalReason.INVALID, fault)
        : olderThan(known == null ? 0 : known.version(), next.version(), next.targetId());
  }

  private static @Nullable String modelFault(Model model) {
    if (model.version() < 1) {
      return versionFault(model.modelId(), model.version());
    }
    for (var holding : model.holdings().entrySet()) {
      if (holding.getValue().fraction().signum() <= 0) {
        return "Model %s gives %s the weight %s; a weight is above 0."
            .formatted(model.modelId(), holding.getKey(), holding.getValue());
      }
    }
    var sum = sumOf(model.holdings().values());
    return sum.isGreaterThan(Rational.ONE)
        ? "The weights of model %s sum to %s; they sum to at most 1."
            .formatted(model.modelId(), sum.toDecimal(8, java.math.RoundingMode.HALF_EVEN))
        : null;
  }

  private static @Nullable String targetFault(Target target) {
    if (target.version() < 1) {
      return versionFault(target.targetId(), target.version());
    }
    return target.scope() == Target.Scope.ACCOUNT && target.ownerAccountId() == null
        ? "Target %s has scope ACCOUNT and names no ownerAccountId.".formatted(target.targetId())
        : null;
  }

  private static String versionFault(String id, long version) {
    return "Version %d of %s is below 1; versions count from 1.".formatted(version, id);
  }

  private static Rational sumOf(Iterable<GivenWeight> weights) {
    var sum = Rational.ZERO;
    for (var weight : weights) {
      sum = sum.plus(weight.exact());
    }
    return sum;
  }

  private static @Nullable Refusal olderThan(long known, long next, String id) {
    return next < known
        ? new Refusal(
            RefusalReason.OLDER_THAN_LAST,
            "Version %d of %s came after version %d; publish a higher one."
                .formatted(next, id, known))
        : null;
  }
}
