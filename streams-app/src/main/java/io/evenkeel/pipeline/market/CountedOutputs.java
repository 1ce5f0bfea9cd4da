package io.evenkeel.pipeline.market;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.market.PriceAdvisory;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.ReleaseAnswer;
import io.evenkeel.core.market.ReleaseCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Passes everything on and counts it; for one thread. */
final class CountedOutputs implements MarketOutputs {
  private final MarketOutputs outputs;
  private long sent;

  CountedOutputs(MarketOutputs outputs) {
    this.outputs = outputs;
  }

  long sent() {
    return sent;
  }

  @Override
  public void hold(String securityId, @Nullable PriceHold hold, Instant at) {
    sent++;
    outputs.hold(securityId, hold, at);
  }

  @Override
  public void deadLetter(RefusedRecord refused, Instant at) {
    sent++;
    outputs.deadLetter(refused, at);
  }

  @Override
  public void advisory(PriceAdvisory advisory) {
    sent++;
    outputs.advisory(advisory);
  }

  @Override
  public void rejection(ReleaseCommand command, ReleaseAnswer.Rejected why, Instant at) {
    sent++;
    outputs.rejection(command, why, at);
  }

  @Override
  public void audited(AuditEntry entry) {
    sent++;
    outputs.audited(entry);
  }
}
