package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.AcrExplanation;
import io.evenkeel.core.book.Account;
import io.evenkeel.json.Json;

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
}
