package io.evenkeel.pipeline.wire;

import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.drift.DriftEvent;
import io.evenkeel.core.drift.DriftEventKind;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.money.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Topic {@code drift-events}. */
public final class DriftWire {
  private DriftWire() {}

  public static io.evenkeel.schemas.DriftEvent write(DriftEvent event) {
    var subject = event.subject();
    var inputs = event.inputs();
    return io.evenkeel.schemas.DriftEvent.newBuilder()
        .setAccountId(subject.accountId())
        .setFirmId(subject.firmId())
        .setAdvisorId(subject.advisorId())
        .setCustodianId(subject.custodianId())
        .setSequence(event.sequence())
        .setKind(Symbols.write(event.kind(), io.evenkeel.schemas.DriftEventKind.class))
        .setAt(event.at())
        .setCauses(Symbols.writeAll(event.causes(), io.evenkeel.schemas.Cause.class))
        .setTiles(Symbols.writeAll(event.tiles(), io.evenkeel.schemas.Tile.class))
        .setOverallDrift(weight(event.overallDrift()))
        .setEquity(money(event.equity()))
        .setLines(
            inputs == null
                ? List.of()
                : LineWire.write(event.lines(), inputs.sleeves(), inputs.sidesBefore()))
        .setUncheckable(event.uncheckable().stream().map(StatusWire::write).toList())
        .setInputs(inputs == null ? null : DriftInputsWire.write(inputs))
        .build();
  }

  /** An event as it was shown, for whoever computes it again. */
  public static DriftEvent read(io.evenkeel.schemas.DriftEvent wire) {
    return new DriftEvent(
        new DriftEvent.Subject(
            wire.getAccountId(), wire.getFirmId(), wire.getAdvisorId(), wire.getCustodianId()),
        Symbols.read(wire.getKind(), DriftEventKind.class, "kind"),
        wire.getSequence(),
        wire.getAt(),
        readAll(wire.getCauses(), Cause.class),
        readAll(wire.getTiles(), Tile.class),
        wire.getLines().stream().map(LineWire::read).toList(),
        exact(wire.getOverallDrift()),
        exact(wire.getEquity()),
        uncheckable(wire.getUncheckable()),
        wire.getInputs() == null ? null : DriftInputsWire.read(wire.getInputs(), wire.getFirmId()));
  }

  private static <C extends Enum<C>> Set<C> readAll(List<? extends Enum<?>> wire, Class<C> type) {
    return wire.stream()
        .map(one -> Symbols.read(one, type, type.getSimpleName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static TreeSet<Uncheckable> uncheckable(List<io.evenkeel.schemas.Uncheckable> wire) {
    return wire.stream()
        .map(
            one ->
                new Uncheckable(
                    Symbols.read(one.getReason(), Uncheckable.Reason.class, "reason"),
                    one.getSubject()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static @Nullable BigDecimal weight(@Nullable Rational weight) {
    return weight == null ? null : Units.shownWeight(weight);
  }

  private static @Nullable BigDecimal money(@Nullable Rational dollars) {
    return dollars == null ? null : Units.shownMoney(dollars);
  }

  private static @Nullable Rational exact(@Nullable BigDecimal decimal) {
    return decimal == null ? null : Rational.of(decimal);
  }
}
