package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.Output.AdvisoryChanged;
import io.evenkeel.core.account.Owner;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.Severity;

/** Topic {@code advisories}, for those about accounts. */
public final class AdvisoryWire {
  private AdvisoryWire() {}

  public static io.evenkeel.schemas.Advisory write(Owner owner, AdvisoryChanged changed) {
    var advisory = changed.advisory();
    return io.evenkeel.schemas.Advisory.newBuilder()
        .setAccountId(owner.accountId())
        .setFirmId(owner.firmId())
        .setAdvisorId(owner.advisorId())
        .setCustodianId(owner.custodianId())
        .setCode(Symbols.write(advisory.code(), AdvisoryCode.class))
        .setSubject(advisory.subject())
        .setRaised(changed.raised())
        .setSeverity(Symbols.write(advisory.severity(), Severity.class))
        .setSentence(advisory.sentence())
        .setWhatToDo(advisory.whatToDo())
        .setAmount(Units.decimal(advisory.amount()))
        .setAt(changed.at())
        .build();
  }
}
