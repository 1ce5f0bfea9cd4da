package io.evenkeel.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The words of the core")
class SymbolsTest {
  static Stream<Arguments> pairs() {
    return Stream.of(
        pair(io.evenkeel.core.book.AccountType.class, io.evenkeel.schemas.AccountType.class),
        pair(io.evenkeel.core.book.AccountStatus.class, io.evenkeel.schemas.AccountState.class),
        pair(io.evenkeel.core.book.Sleeve.Kind.class, io.evenkeel.schemas.SleeveKind.class),
        pair(io.evenkeel.core.book.Positions.Feed.class, io.evenkeel.schemas.PositionsFeed.class),
        pair(io.evenkeel.core.book.Component.Kind.class, io.evenkeel.schemas.ComponentKind.class),
        pair(io.evenkeel.core.book.Target.Scope.class, io.evenkeel.schemas.TargetScope.class),
        pair(io.evenkeel.core.book.TradeLogic.class, io.evenkeel.schemas.TradeLogic.class),
        pair(io.evenkeel.core.book.LotMethod.class, io.evenkeel.schemas.LotMethod.class),
        pair(io.evenkeel.core.drift.Side.class, io.evenkeel.schemas.Side.class),
        pair(io.evenkeel.core.drift.Tile.class, io.evenkeel.schemas.Tile.class),
        pair(io.evenkeel.core.drift.Cause.class, io.evenkeel.schemas.Cause.class),
        pair(io.evenkeel.core.drift.DriftEventKind.class, io.evenkeel.schemas.DriftEventKind.class),
        pair(
            io.evenkeel.core.drift.Uncheckable.Reason.class,
            io.evenkeel.schemas.UncheckableReason.class),
        pair(io.evenkeel.core.rebalance.IssueCode.class, io.evenkeel.schemas.IssueCode.class),
        pair(io.evenkeel.core.rebalance.TradeSide.class, io.evenkeel.schemas.TradeSide.class),
        pair(io.evenkeel.core.rebalance.SleeveChange.Type.class, io.evenkeel.schemas.AcrType.class),
        pair(io.evenkeel.core.approval.Acr.State.class, io.evenkeel.schemas.AcrStatus.class),
        pair(io.evenkeel.core.approval.Acr.Source.class, io.evenkeel.schemas.Source.class),
        pair(
            io.evenkeel.core.approval.AccountTask.Discard.Reason.class,
            io.evenkeel.schemas.DiscardReason.class),
        pair(io.evenkeel.core.approval.Refusal.Code.class, io.evenkeel.schemas.RejectionCode.class),
        pair(io.evenkeel.core.account.RejectionCode.class, io.evenkeel.schemas.RejectionCode.class),
        pair(io.evenkeel.core.account.AdvisoryCode.class, io.evenkeel.schemas.AdvisoryCode.class),
        pair(io.evenkeel.core.account.Severity.class, io.evenkeel.schemas.Severity.class),
        pair(io.evenkeel.core.account.Stage.class, io.evenkeel.schemas.Stage.class),
        pair(
            io.evenkeel.core.account.MonitoringStatus.class,
            io.evenkeel.schemas.MonitoringStatus.class),
        pair(io.evenkeel.core.history.OrderFill.State.class, io.evenkeel.schemas.OrderState.class),
        pair(io.evenkeel.core.history.FillStatus.class, io.evenkeel.schemas.FillStatus.class),
        pair(io.evenkeel.core.history.Execution.Type.class, io.evenkeel.schemas.ExecType.class),
        pair(DeadLetterWire.Reason.class, io.evenkeel.schemas.DeadLetterReason.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void haveASymbolEachOnTheWire(Class<? extends Enum<?>> core, Class<? extends Enum<?>> wire) {
    assertThat(names(wire)).containsAll(names(core)).contains("UNKNOWN");
  }

  private static java.util.List<String> names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
  }

  private static Arguments pair(Class<? extends Enum<?>> core, Class<? extends Enum<?>> wire) {
    return Arguments.of(core, wire);
  }
}
