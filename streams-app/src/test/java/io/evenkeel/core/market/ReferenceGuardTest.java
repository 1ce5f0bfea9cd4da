package io.evenkeel.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.GivenWeight;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of models and targets, a board")
class ReferenceGuardTest {
  @Test
  void takesAModelWhoseWeightsSumToOneOrLess() {
    assertThat(ReferenceGuard.refusal(null, model(1, "0.6", "0.4"))).isNull();
    assertThat(ReferenceGuard.refusal(null, model(1, "0.6", "0.3"))).isNull();
    assertThat(ReferenceGuard.refusal(null, model(1))).isNull();
  }

  @Test
  void refusesAModelWhoseWeightsSumToMoreThanOne() {
    assertThat(reason(ReferenceGuard.refusal(null, model(1, "0.6", "0.40000001"))))
        .isEqualTo(RefusalReason.INVALID);
  }

  @Test
  void refusesAModelWithAWeightThatIsNotAboveZero() {
    assertThat(reason(ReferenceGuard.refusal(null, model(1, "0.6", "0"))))
        .isEqualTo(RefusalReason.INVALID);
    assertThat(reason(ReferenceGuard.refusal(null, model(1, "0.6", "-0.1"))))
        .isEqualTo(RefusalReason.INVALID);
  }

  @Test
  void ignoresAnOlderVersionThatComesAfterANewer() {
    assertThat(reason(ReferenceGuard.refusal(model(3, "0.5"), model(2, "0.6"))))
        .isEqualTo(RefusalReason.OLDER_THAN_LAST);
    assertThat(reason(ReferenceGuard.refusal(target(3), target(2))))
        .isEqualTo(RefusalReason.OLDER_THAN_LAST);
  }

  @Test
  void takesTheSameVersionAgainAndANewerOne() {
    assertThat(ReferenceGuard.refusal(model(3, "0.5"), model(3, "0.6"))).isNull();
    assertThat(ReferenceGuard.refusal(model(3, "0.5"), model(4, "0.6"))).isNull();
    assertThat(ReferenceGuard.refusal(target(3), target(3))).isNull();
  }

  @Test
  void refusesAVersionBelowOne() {
    assertThat(reason(ReferenceGuard.refusal(null, model(0, "0.5"))))
        .isEqualTo(RefusalReason.INVALID);
    assertThat(reason(ReferenceGuard.refusal(null, target(0)))).isEqualTo(RefusalReason.INVALID);
  }

  @Test
  void takesATargetWhoseWeightsDoNotSumToOneSinceItIsItsAccountsThatCannotBeChecked() {
    var halfATarget =
        target(1, Target.Scope.ENTERPRISE, null, Component.of(Component.Kind.CASH, "", "0.5"));

    assertThat(ReferenceGuard.refusal(null, halfATarget)).isNull();
  }

  @Test
  void refusesAnAccountsTargetThatNamesNoAccount() {
    assertThat(reason(ReferenceGuard.refusal(null, target(1, Target.Scope.ACCOUNT, null))))
        .isEqualTo(RefusalReason.INVALID);
    assertThat(ReferenceGuard.refusal(null, target(1, Target.Scope.ACCOUNT, "A-1"))).isNull();
  }

  private static @Nullable RefusalReason reason(@Nullable Refusal refusal) {
    return refusal == null ? null : refusal.reason();
  }

  private static Model model(long version, String... weights) {
    var holdings = new TreeMap<String, GivenWeight>();
    for (var weight : weights) {
      holdings.put("S-" + holdings.size(), GivenWeight.of(weight));
    }
    return new Model("M", "F", version, "", holdings);
  }

  private static Target target(long version) {
    return target(version, Target.Scope.ENTERPRISE, null);
  }

  private static Target target(
      long version, Target.Scope scope, @Nullable String account, Component... components) {
    return new Target(
        "T",
        "F",
        version,
        Instant.EPOCH,
        scope,
        account,
        List.of(components),
        TradeLogic.BEST_FIT,
        LotMethod.CUSTODIAN_DEFAULT,
        null);
  }
}
