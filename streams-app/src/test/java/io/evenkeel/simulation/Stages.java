package io.evenkeel.simulation;

import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.RebalanceHistory;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Where every account and every request stands, by what was said last. */
final class Stages {
  private final Map<String, String> accounts = new TreeMap<>();
  private final Map<String, String> requests = new TreeMap<>();

  void hear(SpecificRecord said) {
    if (said instanceof AccountStatus status) {
      var stage = status.getStage();
      accounts.put(
          status.getAccountId(), "account " + (stage == null ? status.getStatus() : stage));
    } else if (said instanceof RebalanceHistory history) {
      requests.put(history.getRequestId(), "request " + history.getStatus());
    }
  }

  /** Whether a request waits for somebody, or an account for its batch. */
  boolean isAnybodyBusy() {
    return requests.values().stream().anyMatch(s -> s.contains("BUILDING") || s.contains("PENDING"))
        || accounts.values().stream()
            .anyMatch(
                s -> s.contains("PENDING") || s.contains("IN_FLIGHT") || s.contains("AWAITING"));
  }

  Iterable<String> now() {
    var all = new java.util.TreeSet<>(accounts.values());
    all.addAll(requests.values());
    return all;
  }
}
