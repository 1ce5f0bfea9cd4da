package io.evenkeel.pipeline.market;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.market.PriceAdvisory;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.ReleaseAnswer;
import io.evenkeel.core.market.ReleaseCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a task sends what stage 1 has to say; every record is keyed by the security. */
public interface MarketOutputs {
  /** To price-holds; {@code null} withdraws what was said of the security. */
  void hold(String securityId, @Nullable PriceHold hold, Instant at);

  /** To dead-letters, keyed as the record was. */
  void deadLetter(RefusedRecord refused, Instant at);

  /** To advisories. */
  void advisory(PriceAdvisory advisory);

  /** To the audit; keyed by what it is about. */
  void audited(AuditEntry entry);

  /** To rejections. */
  void rejection(ReleaseCommand command, ReleaseAnswer.Rejected why, Instant at);
}
