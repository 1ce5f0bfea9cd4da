package io.evenkeel.pipeline.wire;

import io.evenkeel.core.market.PriceAdvisory;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.Severity;

/** Topic {@code advisories}, for those about prices: keyed by the security. */
public final class PriceAdvisoryWire {
  private PriceAdvisoryWire() {}

  public static Advisory write(PriceAdvisory advisory) {
    return Advisory.newBuilder()
        .setSecurityId(advisory.securityId())
        .setCode(Symbols.write(advisory.code(), AdvisoryCode.class))
        .setRaised(advisory.raised())
        .setSeverity(Severity.WARNING)
        .setSentence(advisory.sentence())
        .setWhatToDo(advisory.whatToDo())
        .setAt(advisory.at())
        .build();
  }
}
