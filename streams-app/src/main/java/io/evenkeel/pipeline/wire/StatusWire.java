package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.AccountStatusReport;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.BreachedLine;
import io.evenkeel.schemas.Cause;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.Side;
import io.evenkeel.schemas.SleeveStatus;
import io.evenkeel.schemas.Stage;
import io.evenkeel.schemas.Tile;
import io.evenkeel.schemas.UncheckableReason;
import java.time.Instant;

/** Topic {@code account-status}. */
public final class StatusWire {
  private StatusWire() {}

  public static AccountStatus write(AccountStatusReport report, Instant at) {
    var owner = report.owner();
    return AccountStatus.newBuilder()
        .setAccountId(owner.accountId())
        .setFirmId(owner.firmId())
        .setAdvisorId(owner.advisorId())
        .setCustodianId(owner.custodianId())
        .setAt(at)
        .setStatus(Symbols.write(report.status(), MonitoringStatus.class))
        .setFlagged(report.flagged())
        .setStage(Symbols.writeNullable(report.stage(), Stage.class))
        .setTiles(Symbols.writeAll(report.tiles(), Tile.class))
        .setCauses(Symbols.writeAll(report.causes(), Cause.class))
        .setBreachedLines(
            report.breached().entrySet().stream()
                .map(l -> new BreachedLine(l.getKey(), Symbols.write(l.getValue(), Side.class)))
                .toList())
        .setUncheckable(report.uncheckable().stream().map(StatusWire::write).toList())
        .setRebalancing(report.rebalancing())
        .setTargetVersions(VersionedIds.write(report.targets()))
        .setSleeves(report.sleeves().stream().map(StatusWire::write).toList())
        .setOpenRequestId(report.openRequestId())
        .setOpenBatchId(report.openBatchId())
        .setOpenAcrIds(report.openAcrIds())
        .setLastSequence(report.lastSequence())
        .setFlaggedSince(report.flaggedSince())
        .build();
  }

  static io.evenkeel.schemas.Uncheckable write(Uncheckable reason) {
    return io.evenkeel.schemas.Uncheckable.newBuilder()
        .setReason(Symbols.write(reason.reason(), UncheckableReason.class))
        .setSubject(reason.subject())
        .build();
  }

  private static SleeveStatus write(AccountStatusReport.SleeveStatus sleeve) {
    return SleeveStatus.newBuilder()
        .setModelId(sleeve.modelId())
        .setModelVersion(sleeve.modelVersion())
        .setConfiguredLeverage(Units.decimal(sleeve.configured()))
        .setEffectiveLeverage(Units.decimal(sleeve.effective()))
        .build();
  }
}
