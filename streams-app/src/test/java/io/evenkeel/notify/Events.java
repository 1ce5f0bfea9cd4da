package io.evenkeel.notify;

import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.Cause;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.DriftLine;
import io.evenkeel.schemas.Severity;
import io.evenkeel.schemas.Side;
import io.evenkeel.schemas.Tile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records as the pipeline writes them. */
final class Events {
  static final Instant AT = Instant.parse("2026-11-20T15:00:00Z");

  private Events() {}

  /** An account was flagged: XOM is above its band, cash is within. */
  static DriftEvent flagged(String advisor, String account, long sequence) {
    return drift(advisor, account, sequence, DriftEventKind.FLAGGED, 1);
  }

  static DriftEvent drift(
      String advisor, String account, long sequence, DriftEventKind kind, int breachedLines) {
    var lines = new ArrayList<DriftLine>();
    for (var i = 0; i < breachedLines; i++) {
      lines.add(line("SECURITY:XOM" + (i == 0 ? "" : i), "0.341", Side.ABOVE));
    }
    lines.add(line("CASH", "0.02", Side.NONE));
    return DriftEvent.newBuilder()
        .setAccountId(account)
        .setFirmId("ACME")
        .setAdvisorId(advisor)
        .setCustodianId("SCHWAB")
        .setSequence(sequence)
        .setKind(kind)
        .setAt(AT)
        .setCauses(List.of(Cause.DRIFT))
        .setTiles(List.of(Tile.OUTSIDE_TOLERANCE))
        .setOverallDrift(new BigDecimal("0.0610000000"))
        .setEquity(new BigDecimal("100000.0000"))
        .setLines(lines)
        .build();
  }

  private static DriftLine line(String name, String weight, Side side) {
    return DriftLine.newBuilder()
        .setLine(name)
        .setWeight(new BigDecimal(weight).setScale(10))
        .setTarget(new BigDecimal("0.2800000000"))
        .setLow(new BigDecimal("0.2240000000"))
        .setHigh(new BigDecimal("0.3360000000"))
        .setSide(side)
        .build();
  }

  static Advisory raised(String advisor, String account, AdvisoryCode code) {
    return advisory(code).setAccountId(account).setFirmId("ACME").setAdvisorId(advisor).build();
  }

  static Advisory ofSecurity(String security) {
    return advisory(AdvisoryCode.PRICE_QUARANTINED).setSecurityId(security).build();
  }

  private static Advisory.Builder advisory(AdvisoryCode code) {
    return Advisory.newBuilder()
        .setCode(code)
        .setRaised(true)
        .setSeverity(Severity.WARNING)
        .setSentence("Something is so.")
        .setWhatToDo("Do something.")
        .setAt(AT);
  }
}
