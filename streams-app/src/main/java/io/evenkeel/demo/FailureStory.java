package io.evenkeel.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.IssueCode;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Why accounts of requests failed: the first of each issue in words, and counts. For one thread.
 */
final class FailureStory {
  private final Consumer<String> tell;
  private final Set<String> failed = new HashSet<>();
  private final Map<IssueCode, Integer> counts = new EnumMap<>(IssueCode.class);

  FailureStory(Consumer<String> tell) {
    this.tell = tell;
  }

  void take(RebalanceHistoryAccount account) {
    var issue = account.getIssue();
    var id = account.getRequestId() + "/" + account.getAccountId();
    if (account.getStatus() == HistoryAccountStatus.FAILED && issue != null && failed.add(id)) {
      if (counts.merge(issue, 1, Integer::sum) == 1) {
        tell.accept(Sentences.failed(account));
      }
    }
  }

  /** Failed accounts by issue. */
  ObjectNode summary() {
    var json = Json.object();
    counts.forEach((issue, count) -> json.put(issue.name(), count));
    return json;
  }
}
