package io.evenkeel.core.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.RequestAccountState.Status;
import io.evenkeel.core.history.FillStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request with its rows, kept as a store would keep them. After every input the counts are
 * counted again from the rows.
 */
final class RequestRun {
  private final Requests requests;
  private RequestState state;
  private final Map<String, RequestAccountState> rows = new LinkedHashMap<>();
  private List<RequestOutput> outputs = List.of();

  RequestRun(String requestId) {
    this(requestId, RequestSettings.DEFAULT);
  }

  RequestRun(String requestId, RequestSettings settings) {
    this.requests = new Requests(settings);
    this.state = RequestState.unused(requestId);
  }

  RequestRun send(RequestCommand command) {
    return keep(requests.command(state, rows.values(), command));
  }

  RequestRun take(AccountOutcome outcome) {
    return take(Samples.OWNER, outcome);
  }

  RequestRun take(@Nullable Affiliation owner, AccountOutcome outcome) {
    return keep(
        requests.outcome(state, rows.values(), rows.get(outcome.accountId()), owner, outcome));
  }

  RequestRun hear(RetryMessage message) {
    return keep(requests.retry(state, rows.values(), message));
  }

  RequestRun pass(Instant now) {
    return keep(requests.tick(state, rows.values(), now));
  }

  private RequestRun keep(RequestDecision decision) {
    state = decision.state();
    decision.rows().forEach(row -> rows.put(row.accountId(), row));
    outputs = decision.outputs();
    if (state.request() != null) {
      assertCountsAreThoseOfTheRows(state.request());
    }
    return this;
  }

  private void assertCountsAreThoseOfTheRows(Request request) {
    var counted = new TreeMap<Status, Integer>();
    rows.values().forEach(row -> counted.merge(row.status(), 1, Integer::sum));
    assertThat(request.counts().byStatus()).isEqualTo(counted);

    var filled = new TreeMap<FillStatus, Integer>();
    rows.values().stream()
        .filter(row -> row.status() == Status.HANDED_OVER && !row.orders().isEmpty())
        .forEach(row -> filled.merge(row.fill(), 1, Integer::sum));
    assertThat(request.fills())
        .isEqualTo(
            new FillCounts(
                filled.getOrDefault(FillStatus.NONE, 0),
                filled.getOrDefault(FillStatus.PARTIAL, 0),
                filled.getOrDefault(FillStatus.FILLED, 0),
                filled.getOrDefault(FillStatus.REJECTED, 0)));
  }

  RequestState state() {
    return state;
  }

  Request request() {
    return Objects.requireNonNull(state.request());
  }

  RequestPhase phase() {
    return request().phase();
  }

  RequestAccountState row(String accountId) {
    return Objects.requireNonNull(rows.get(accountId));
  }

  Collection<RequestAccountState> rows() {
    return rows.values();
  }

  /** What the last input sent. */
  List<RequestOutput> outputs() {
    return outputs;
  }

  List<AccountTask> tasks() {
    return ofType(RequestOutput.Task.class).stream().map(RequestOutput.Task::task).toList();
  }

  List<RequestOutput.Rejected> rejections() {
    return ofType(RequestOutput.Rejected.class);
  }

  List<Refusal.Code> refused() {
    return rejections().stream().map(r -> r.refusal().code()).toList();
  }

  List<RetryMessage> messages() {
    return ofType(RequestOutput.ToRequest.class).stream()
        .map(RequestOutput.ToRequest::message)
        .toList();
  }

  private <T> List<T> ofType(Class<T> type) {
    var found = new ArrayList<T>();
    outputs.stream().filter(type::isInstance).map(type::cast).forEach(found::add);
    return found;
  }
}
