package io.evenkeel.core.approval;

import io.evenkeel.core.approval.RequestAccountState.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision in the making: the request as it is changed, the rows that changed and what is to be
 * sent. Lives for one input only.
 */
final class Draft {
  private final RequestState before;
  private final Iterable<RequestAccountState> stored;
  private @Nullable Request request;
  private AnsweredCommands commands;
  private final Map<String, RequestAccountState> changed = new LinkedHashMap<>();
  private final List<RequestOutput> sent = new ArrayList<>();

  Draft(RequestState before, Iterable<RequestAccountState> stored) {
    this.before = before;
    this.stored = stored;
    this.request = before.request();
    this.commands = before.commands();
  }

  String requestId() {
    return before.requestId();
  }

  @Nullable Request requestOrNull() {
    return request;
  }

  /** The request, where the caller knows that there is one. */
  Request request() {
    return Objects.requireNonNull(request);
  }

  void remember(AnsweredCommands.Answered answer) {
    commands = commands.with(answer);
  }

  void forgetCommands(Instant now) {
    commands = commands.at(now);
  }

  void put(@Nullable Request next) {
    request = next;
  }

  void send(RequestOutput output) {
    sent.add(output);
  }

  void ask(AccountTask task) {
    sent.add(new RequestOutput.Task(task));
  }

  void discard(RequestAccountState row, AccountTask.Discard.Reason reason, Instant at) {
    ask(new AccountTask.Discard(row.requestId(), row.accountId(), reason, at));
  }

  /** The rows as they are now, changes of this draft included. */
  List<RequestAccountState> rows() {
    var all = new ArrayList<RequestAccountState>();
    stored.forEach(row -> all.add(changed.getOrDefault(row.accountId(), row)));
    return all;
  }

  /** Adds the row of an account that the request is made with. */
  void add(RequestAccountState row) {
    changed.put(row.accountId(), row);
  }

  /** Replaces a row; the counts of the request follow. */
  void change(RequestAccountState from, RequestAccountState to) {
    requireLegal(from.status(), to.status());
    var fills = request().fills();
    if (countsForFills(from)) {
      fills = fills.plus(from.fill(), -1);
    }
    if (countsForFills(to)) {
      fills = fills.plus(to.fill(), 1);
    }
    var counts = request().counts();
    counts = from.status() == to.status() ? counts : counts.moved(from.status(), to.status());
    put(request().counted(counts, fills));
    changed.put(to.accountId(), to);
  }

  private static void requireLegal(Status from, Status to) {
    if (from != to && !from.next().contains(to)) {
      throw new IllegalStateException("an account that is " + from + " cannot become " + to);
    }
  }

  private static boolean countsForFills(RequestAccountState row) {
    return row.status() == Status.HANDED_OVER && !row.orders().isEmpty();
  }

  /** The phase that follows from the counts, once every account that is waited for has answered. */
  void settle(Instant at) {
    var counts = request().counts();
    var waited =
        switch (request().phase()) {
          case BUILDING -> Status.BUILDING;
          case PENDING_APPROVAL -> Status.PROPOSED;
          case APPROVING, COMPLETE, COMPLETE_WITH_ERRORS, FAILED -> Status.APPROVED;
          case LOOKING_UP, EXPIRED, CANCELED -> null;
        };
    if (waited != null && counts.of(waited) == 0) {
      enter(counts.of(Status.PROPOSED) > 0 ? RequestPhase.PENDING_APPROVAL : result(counts), at);
    }
  }

  private static RequestPhase result(RequestCounts counts) {
    if (counts.failed() == 0) {
      return RequestPhase.COMPLETE;
    }
    return counts.complete() > 0 ? RequestPhase.COMPLETE_WITH_ERRORS : RequestPhase.FAILED;
  }

  void enter(RequestPhase phase, Instant at) {
    enter(phase, null, at);
  }

  /** Enters a phase; {@code by} is who canceled the request. */
  void enter(RequestPhase phase, @Nullable String by, Instant at) {
    var ending = request().ending();
    if (ending == null && phase.isTerminal()) {
      ending = new Request.Ending(by, at);
    }
    put(request().entered(request().phase().to(phase), request().approval(), ending));
  }

  /** What was decided; a request that changed carries this time. */
  RequestDecision decided(Instant at) {
    var outputs = new ArrayList<RequestOutput>();
    if (request != null && !request.equals(before.request())) {
      request = request.changed(at);
      if (request.phase() != RequestPhase.LOOKING_UP) {
        outputs.add(new RequestOutput.History(request));
      }
    }
    changed.values().forEach(row -> outputs.add(history(row)));
    outputs.addAll(sent);
    var state = new RequestState(before.requestId(), request, commands);
    return new RequestDecision(state, List.copyOf(changed.values()), outputs);
  }

  private RequestOutput history(RequestAccountState row) {
    return new RequestOutput.HistoryAccount(request().firmId(), row);
  }
}
