package io.evenkeel.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.Side;
import io.evenkeel.schemas.UncheckableReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What became of differences between custodian and sleeves, and of accounts that a corporate action
 * made wait: a sentence for the first of each, and counts. For one thread.
 */
final class CustodyStory {
  private final Consumer<String> tell;
  private final Set<String> breaks = new HashSet<>();
  private final Set<String> goneBreaks = new HashSet<>();
  private final Set<String> holders = new HashSet<>();
  private final Set<String> waiting = new HashSet<>();
  private final Map<String, Instant> judgedAgainAt = new HashMap<>();
  private final Set<String> flagged = new HashSet<>();

  CustodyStory(Consumer<String> tell) {
    this.tell = tell;
  }

  void take(Advisory advisory) {
    if (advisory.getCode() == AdvisoryCode.RECONCILIATION_BREAK) {
      var id = advisory.getAccountId() + "/" + advisory.getSubject();
      if (advisory.getRaised()) {
        raised(id, advisory);
      } else {
        cleared(id, advisory);
      }
    }
  }

  private void raised(String id, Advisory advisory) {
    if (breaks.add(id) && breaks.size() == 1) {
      tell.accept(
          "reconciliation: %s: %s Nothing is built for it until that is gone or waived"
              .formatted(advisory.getAccountId(), advisory.getSentence()));
    }
  }

  private void cleared(String id, Advisory advisory) {
    if (breaks.contains(id) && goneBreaks.add(id) && goneBreaks.size() == 1) {
      tell.accept(
          "reconciliation: %s agrees with its custodian again".formatted(advisory.getAccountId()));
    }
  }

  void take(DriftEvent event) {
    var id = event.getAccountId();
    if (event.getKind() == DriftEventKind.UNCHECKABLE) {
      if (isPending(event)) {
        holders.add(id);
        waiting.add(id);
      }
    } else if (event.getKind() == DriftEventKind.CHECKABLE && waiting.remove(id)) {
      judgedAgainAt.put(id, event.getAt());
      tellOfTheLast();
    } else if (event.getKind() == DriftEventKind.FLAGGED
        && event.getAt().equals(judgedAgainAt.get(id))
        && isOutWithIt(event)) {
      flagged.add(id);
    }
  }

  /** Whether the security that was split is out of its band; others move meanwhile. */
  private static boolean isOutWithIt(DriftEvent event) {
    return event.getLines().stream()
        .filter(line -> line.getSide() != Side.NONE)
        .anyMatch(line -> line.getLine().equals("SECURITY:" + SplitPlay.SECURITY));
  }

  private static boolean isPending(DriftEvent event) {
    return event.getUncheckable().stream()
        .anyMatch(each -> each.getReason() == UncheckableReason.CORPORATE_ACTION_PENDING);
  }

  private void tellOfTheLast() {
    if (waiting.isEmpty()) {
      tell.accept(
          "split: all %d accounts that waited are judged again, on their new shares at the new price"
              .formatted(holders.size()));
    }
  }

  /** Breaks, how many of them are gone, and what the split did to accounts that hold it. */
  ObjectNode summary() {
    var json = Json.object();
    json.putObject("reconciliationBreaks")
        .put("raised", breaks.size())
        .put("gone", goneBreaks.size());
    json.putObject("split")
        .put("waited", holders.size())
        .put("judgedAgain", judgedAgainAt.size())
        .put("flagged", flagged.size());
    return json;
  }
}
