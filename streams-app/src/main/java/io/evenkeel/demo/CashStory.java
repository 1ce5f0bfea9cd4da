package io.evenkeel.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What became of the demo's cash movements: a sentence per step, and counts. For one thread. */
final class CashStory {
  /** More than the demo's own clients make; a visitor's script is counted and not told. */
  private static final int MOST_SENTENCES = 30;

  private final Consumer<String> tell;
  private final Set<String> told = new HashSet<>();
  private final Set<String> deposits = new HashSet<>();
  private final Set<String> withdrawals = new HashSet<>();
  private final Set<String> failed = new HashSet<>();

  CashStory(Consumer<String> tell) {
    this.tell = tell;
  }

  void take(CashMovementRun run) {
    count(run);
    if (told.size() < MOST_SENTENCES && told.add(run.getRunId() + "/" + run.getStatus())) {
      tell.accept(Sentences.movement(run));
    }
  }

  private void count(CashMovementRun run) {
    if (run.getStatus() == CashMovementStatus.FAILED) {
      failed.add(run.getRunId());
    } else if (run.getStatus() == CashMovementStatus.COMPLETED) {
      failed.remove(run.getRunId());
      var isDeposit = run.getDirection() == CashMovementDirection.DEPOSIT;
      (isDeposit ? deposits : withdrawals).add(run.getRunId());
    }
  }

  /** Runs that ended, by what came of them. */
  ObjectNode summary() {
    return Json.object()
        .put("deposits", deposits.size())
        .put("withdrawals", withdrawals.size())
        .put("failed", failed.size());
  }
}
