package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.Advisory;
import io.evenkeel.core.account.Owner;
import io.evenkeel.json.Json;
import org.jspecify.annotations.Nullable;

/** An advisory that stands, with whose it is. */
record AdvisoryJson(Owner owner, Advisory advisory) {
  Place place() {
    return new Place(owner.accountId(), advisory.code() + "/" + advisory.subject());
  }

  boolean holds(@Nullable String text) {
    return text == null
        || Parameters.has(text, owner.accountId())
        || Parameters.has(text, advisory.code().name())
        || Parameters.has(text, advisory.sentence());
  }

  ObjectNode json() {
    return json(advisory)
        .put("accountId", owner.accountId())
        .put("firmId", owner.firmId())
        .put("advisorId", owner.advisorId())
        .put("custodianId", owner.custodianId());
  }

  static ObjectNode json(Advisory advisory) {
    var amount = advisory.amount();
    return Json.object()
        .put("code", advisory.code().name())
        .put("subject", advisory.subject())
        .put("severity", advisory.severity().name())
        .put("sentence", advisory.sentence())
        .put("whatToDo", advisory.whatToDo())
        .put("amount", amount == null ? null : amount.dollars().setScale(2).toPlainString())
        .put("currency", "USD");
  }
}
