package io.evenkeel.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.AcrExplanation;
import io.evenkeel.core.account.Reconciliation;
import io.evenkeel.core.book.Account;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.wire.AdvisoryWire;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** An account as its topic has it. */
final class AccountJson {
  private AccountJson() {}

  static ObjectNode of(Account account) {
    var margin = account.maintenanceMargin();
    return Json.object()
        .put("firmId", account.firmId())
        .put("advisorId", account.advisorId())
        .put("custodianId", account.custodianId())
        .put("custodianAccountRef", account.custodianAccountRef())
        .put("registration", account.registration())
        .put("type", account.type().name())
        .put("marginEnabled", account.marginEnabled())
        .put("maintenanceMargin", margin == null ? null : margin.fraction().toPlainString())
        .put("group", account.group())
        .put("currency", account.currency())
        .put("status", account.status().name());
  }

  static ObjectNode of(AcrExplanation explanation) {
    var configured = explanation.configured();
    var issue = explanation.issue();
    var json =
        Json.object()
            .put("accountId", explanation.accountId())
            .put("modelId", explanation.modelId())
            .put("builds", explanation.builds())
            .put("configuredLeverage", configured == null ? null : configured.toString())
            .put("effectiveLeverage", explanation.effective().toString())
            .put("issue", issue == null ? null : issue.name())
            .put("sentence", explanation.sentence())
            .put("whatToDo", explanation.whatToDo());
    var orders = json.putArray("orders");
    for (var order : explanation.orders()) {
      orders
          .addObject()
          .put("side", order.side().name())
          .put("securityId", order.securityId())
          .put("quantity", order.quantity().toString());
    }
    return json;
  }

  /** What differs from what the custodian says, and who answers for what of it. */
  static ObjectNode of(Reconciliation reconciliation, RecordWriter records, ZoneId zone) {
    var custodian = requireNonNull(reconciliation.custodian());
    var unwaived = reconciliation.unwaived();
    var json =
        Json.object()
            .put("custodianAsOf", time(custodian.asOf(), zone))
            .put("break", !unwaived.isEmpty())
            .put("differenceId", unwaived.isEmpty() ? null : Reconciliation.id(unwaived));
    var differences = json.putArray("differences");
    AdvisoryWire.differences(reconciliation.found())
        .forEach(difference -> differences.add(records.write(difference)));
    var waivers = json.putArray("waivers");
    reconciliation
        .waivers()
        .forEach(
            (line, waiver) ->
                waivers
                    .addObject()
                    .put("securityId", line.isEmpty() ? null : line)
                    .put("difference", waiver.difference().toString())
                    .put("waivedBy", waiver.waivedBy())
                    .put("at", time(waiver.at(), zone))
                    .put("reason", waiver.reason()));
    return json;
  }

  static String time(Instant at, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }
}
