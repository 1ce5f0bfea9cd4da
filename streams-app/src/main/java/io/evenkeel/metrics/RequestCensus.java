package io.evenkeel.metrics;

import io.evenkeel.core.approval.Request;
import io.evenkeel.core.approval.RequestPhase;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The requests that are here and have no result yet, counted. */
final class RequestCensus {
  private final Map<RequestPhase, Integer> byPhase = AccountCensus.zeros(RequestPhase.class);
  private @Nullable Instant waitingSince;

  private RequestCensus() {
    byPhase.keySet().removeIf(RequestPhase::isTerminal);
  }

  static RequestCensus of(Stream<Request> requests) {
    var census = new RequestCensus();
    requests.filter(request -> !request.phase().isTerminal()).forEach(census::count);
    return census;
  }

  private void count(Request request) {
    AccountCensus.count(byPhase, request.phase());
    var submitted = request.submission().submittedAt();
    if (request.phase() == RequestPhase.PENDING_APPROVAL
        && (waitingSince == null || submitted.isBefore(waitingSince))) {
      waitingSince = submitted;
    }
  }

  Map<RequestPhase, Integer> byPhase() {
    return byPhase;
  }

  int waiting() {
    return byPhase.getOrDefault(RequestPhase.PENDING_APPROVAL, 0);
  }

  /** When the first of those that wait for approval was submitted; empty where none waits. */
  Optional<Instant> waitingSince() {
    return Optional.ofNullable(waitingSince);
  }
}
