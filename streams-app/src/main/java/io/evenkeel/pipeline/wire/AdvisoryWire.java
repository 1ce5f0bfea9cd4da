package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.Gap;
import io.evenkeel.core.account.Output.AdvisoryChanged;
import io.evenkeel.core.account.Owner;
import io.evenkeel.core.book.Totals;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.PositionDifference;
import io.evenkeel.schemas.Severity;
import java.util.List;
import java.util.SortedMap;

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
        .setDifferences(differences(advisory.differences()))
        .setAt(changed.at())
        .build();
  }

  /** Line by line, cash without a securityId. */
  public static List<PositionDifference> differences(SortedMap<String, Gap> gaps) {
    return gaps.entrySet().stream().map(gap -> difference(gap.getKey(), gap.getValue())).toList();
  }

  private static PositionDifference difference(String line, Gap gap) {
    return PositionDifference.newBuilder()
        .setSecurityId(line.equals(Totals.CASH) ? null : line)
        .setSleeves(gap.sleeves().units())
        .setCustodian(gap.custodian().units())
        .setDifference(gap.difference().units())
        .build();
  }
}
