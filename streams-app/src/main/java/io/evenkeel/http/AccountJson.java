package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
}
