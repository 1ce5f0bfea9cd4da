package io.evenkeel.pipeline.approval;

import io.evenkeel.core.approval.Request;
import io.evenkeel.core.approval.RequestAccountState;
import io.evenkeel.core.approval.RequestDecision;
import io.evenkeel.core.approval.RequestState;
import io.evenkeel.core.approval.Requests;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.state.Deadlines;
import io.evenkeel.pipeline.state.PackedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one task: a header each, and a row per account. A request that ended is kept for
 * {@link #KEPT}, and its id is refused for as long.
 */
final class RequestBook {
  static final Duration KEPT = Duration.ofDays(400);

  private final PackedStore<RequestState> headers;
  private final PackedStore<RequestAccountState> accounts;
  private final Deadlines deadlines = new Deadlines();

  private RequestBook(
      PackedStore<RequestState> headers, PackedStore<RequestAccountState> accounts) {
    this.headers = headers;
    this.accounts = accounts;
    headers.listAgain(RequestState::requestId);
    headers.forEach(this::schedule);
  }

  static RequestBook of(ProcessorContext<Object, ?> context) {
    return new RequestBook(
        context.getStateStore(Topics.REQUEST_STORE), context.getStateStore(Topics.HISTORY_STORE));
  }

  RequestState state(String requestId) {
    var known = headers.get(requestId);
    return known == null ? RequestState.unused(requestId) : known;
  }

  /** The rows of a request, read when somebody looks at them. */
  Iterable<RequestAccountState> rows(String requestId) {
    return () -> {
      var rows = new ArrayList<RequestAccountState>();
      accounts.forEachWithPrefix(requestId + "/", rows::add);
      return ownRows(requestId, rows).iterator();
    };
  }

  @Nullable RequestAccountState row(String requestId, String accountId) {
    return accounts.get(requestId + "/" + accountId);
  }

  void keep(RequestDecision decision) {
    var state = decision.state();
    if (state.isUnused()) {
      headers.delete(state.requestId());
    } else {
      headers.put(state.requestId(), state);
    }
    decision.rows().forEach(row -> accounts.put(row.requestId() + "/" + row.accountId(), row));
    schedule(state);
  }

  /** Calls for every request that time has something to do with; forgets those kept long enough. */
  void due(Instant now, Consumer<String> tick) {
    deadlines.due(
        now,
        requestId -> {
          if (isForgettable(state(requestId), now)) {
            forget(requestId);
          } else {
            tick.accept(requestId);
          }
        });
  }

  private void schedule(RequestState state) {
    var next = Requests.nextDue(state);
    var forgotten = forgottenAt(state);
    deadlines.set(
        state.requestId(),
        next == null || (forgotten != null && forgotten.isBefore(next)) ? forgotten : next);
  }

  private void forget(String requestId) {
    rows(requestId).forEach(row -> accounts.delete(requestId + "/" + row.accountId()));
    headers.delete(requestId);
  }

  private static boolean isForgettable(RequestState state, Instant now) {
    var at = forgottenAt(state);
    return at != null && !now.isBefore(at);
  }

  private static @Nullable Instant forgottenAt(RequestState state) {
    Request request = state.request();
    return request == null || !request.phase().isTerminal() ? null : request.changedAt().plus(KEPT);
  }

  /** A requestId may itself hold a slash: only rows of this very request count. */
  private static List<RequestAccountState> ownRows(
      String requestId, List<RequestAccountState> rows) {
    return rows.stream().filter(row -> row.requestId().equals(requestId)).toList();
  }
}
