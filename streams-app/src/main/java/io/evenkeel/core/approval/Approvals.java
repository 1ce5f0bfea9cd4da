package io.evenkeel.core.approval;

import io.evenkeel.core.approval.AccountTask.Discard.Reason;
import io.evenkeel.core.approval.Refusal.Code;
import io.evenkeel.core.approval.RequestAccountState.Status;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a request: to approve it or to cancel it. Each refuses or does all.
 */
final class Approvals {
  /** Approves what is proposed, but for the exceptions; the refusal where that cannot be. */
  @Nullable Refusal approve(Draft draft, RequestCommand.Approve approve) {
    var refusal = refusal(draft, approve.header(), false);
    if (refusal != null) {
      return refusal;
    }
    var rows = draft.rows();
    var unfit = refusal(rows, approve);
    if (unfit == null) {
      var by = Objects.requireNonNullElse(approve.approvedBy(), approve.header().sentBy());
      begin(draft, new Request.Approval(by, approve.header().at()));
      var except = new HashSet<>(approve.except());
      rows.stream()
          .filter(row -> row.status() == Status.PROPOSED)
          .forEach(row -> approve(draft, row, except, approve));
    }
    return unfit;
  }

  private static void begin(Draft draft, Request.Approval approval) {
    var phase = draft.request().phase().to(RequestPhase.APPROVING);
    draft.put(draft.request().entered(phase, approval, null));
  }

  private static void approve(
      Draft draft, RequestAccountState row, Set<String> except, RequestCommand.Approve approve) {
    var at = approve.header().at();
    if (except.contains(row.accountId())) {
      draft.change(row, row.to(Status.REMOVED, at));
      draft.discard(row, Reason.REMOVED, at);
      return;
    }
    draft.change(row, row.to(Status.APPROVED, at));
    draft.ask(
        new AccountTask.Approve(
            row.requestId(),
            row.accountId(),
            approve.hashes().get(row.accountId()),
            Objects.requireNonNull(draft.request().approval()).approvedBy(),
            at,
            draft.request().expiresAt()));
  }

  /** Cancels a request that is not approved; the refusal where that cannot be. */
  @Nullable Refusal cancel(Draft draft, RequestCommand.Cancel cancel) {
    var header = cancel.header();
    var refusal = refusal(draft, header, true);
    if (refusal == null) {
      end(draft, RequestPhase.CANCELED, Status.CANCELED, Reason.CANCELED, header.at());
      draft.put(
          draft
              .request()
              .entered(
                  RequestPhase.CANCELED, null, new Request.Ending(header.sentBy(), header.at())));
    }
    return refusal;
  }

  /** Ends a request that was not approved, and with it every account that was pending. */
  static void end(Draft draft, RequestPhase phase, Status status, Reason reason, Instant at) {
    for (var row : draft.rows()) {
      if (row.status().isPending()) {
        draft.change(row, row.to(status, at));
        draft.discard(row, reason, at);
      }
    }
    draft.enter(phase, at);
  }

  /** Whether two firms are both named and are not the same. */
  static boolean crossesFirms(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equals(other);
  }

  private static @Nullable Refusal refusal(
      Draft draft, RequestCommand.Header header, boolean mayBuild) {
    var request = draft.requestOrNull();
    if (request == null) {
      return new Refusal(
          Code.UNKNOWN_REQUEST, "there is no request " + header.requestId() + "; submit it first");
    }
    if (crossesFirms(header.firmId(), request.firmId())) {
      return new Refusal(
          Code.WRONG_FIRM, "request " + request.requestId() + " belongs to another firm");
    }
    return switch (request.phase()) {
      case PENDING_APPROVAL -> null;
      case BUILDING -> mayBuild ? null : stillBuilding(request);
      case LOOKING_UP -> stillBuilding(request);
      default -> ended(request);
    };
  }

  private static Refusal stillBuilding(Request request) {
    return new Refusal(
        Code.STILL_BUILDING,
        "request %s still builds: %d of %d accounts have answered; send it again when all have"
            .formatted(
                request.requestId(), request.counts().answered(), request.counts().accounts()));
  }

  private static Refusal ended(Request request) {
    var id = request.requestId();
    var approval = request.approval();
    if (approval != null) {
      return new Refusal(
          Code.ALREADY_APPROVED,
          "request %s was approved by %s at %s; CANCEL_BATCH cancels what is not done of it"
              .formatted(id, approval.approvedBy(), approval.approvedAt()));
    }
    return switch (request.phase()) {
      case CANCELED ->
          new Refusal(Code.ALREADY_CANCELED, "request " + id + " was canceled; submit a new one");
      case EXPIRED ->
          new Refusal(
              Code.ALREADY_EXPIRED,
              "request %s expired at %s; submit a new one".formatted(id, request.expiresAt()));
      default ->
          new Refusal(
              Code.NOTHING_TO_APPROVE,
              "request %s ended by itself as %s: no account proposed a trade"
                  .formatted(id, request.phase()));
    };
  }

  private static @Nullable Refusal refusal(
      List<RequestAccountState> rows, RequestCommand.Approve approve) {
    var known = rows.stream().map(RequestAccountState::accountId).collect(Collectors.toSet());
    var named = new TreeSet<>(approve.except());
    named.addAll(approve.hashes().keySet());
    named.removeAll(known);
    if (!named.isEmpty()) {
      return new Refusal(
          Code.UNKNOWN_ACCOUNT, "the request has no account " + String.join(", ", named));
    }
    var except = Set.copyOf(approve.except());
    return rows.stream()
            .anyMatch(r -> r.status() == Status.PROPOSED && !except.contains(r.accountId()))
        ? null
        : new Refusal(
            Code.NOTHING_TO_APPROVE,
            "the approval leaves out every account that proposes trades; cancel the request instead");
  }
}
