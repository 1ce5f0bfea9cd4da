package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.CashMovement;
import io.evenkeel.core.account.CashMovements;
import io.evenkeel.core.account.CashRun;
import io.evenkeel.json.Json;
import java.math.RoundingMode;

/** The runs of an account's cash movements that it remembers, the newest first. */
final class CashMovementJson {
  private static final int CENTS = 2;

  private CashMovementJson() {}

  static ArrayNode of(CashMovements movements) {
    var list = Json.object().putArray("cashMovements");
    for (var i = movements.runs().size() - 1; i >= 0; i--) {
      var run = movements.runs().get(i);
      list.add(of(run, movements.movementOf(run)));
    }
    return list;
  }

  private static ObjectNode of(CashRun run, CashMovement movement) {
    var flow = movement.flow();
    var recurrence = movement.schedule().recurrence();
    var issue = run.issue();
    return Json.object()
        .put("runId", run.runId())
        .put("movementId", run.movementId())
        .put("direction", flow.direction().name())
        .put("amount", flow.amount().dollars().setScale(CENTS, RoundingMode.HALF_EVEN).toString())
        .put("method", flow.method().name())
        .put("recurrence", recurrence == null ? null : recurrence.name())
        .put("date", run.date().toString())
        .put("dueAt", run.dueAt().toString())
        .put("status", run.state().name())
        .put("requestId", run.requestId())
        .put("batchId", run.batchId())
        .put("issue", issue == null ? null : issue.name())
        .put("sentence", run.sentence())
        .put("requestedBy", movement.requestedBy());
  }
}
