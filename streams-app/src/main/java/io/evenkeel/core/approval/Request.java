package io.evenkeel.core.approval;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.history.FillStatus;
import io.evenkeel.core.rebalance.BuildScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request without its accounts, which are rows of their own ({@link RequestAccountState}): an
 * outcome changes this and one row, however many accounts there are.
 *
 * @param firmId of whoever submitted it, else of the first account that answered; {@code null}
 *     while neither is known
 * @param answerBy accounts that have not answered by then have failed
 * @param expiresAt end of its business day: no approval counts from then on
 * @param approval {@code null} where it was not approved
 * @param ending {@code null} while it has no result
 * @param groupsSellAtLoss whether an account of a group proposed a sale at a loss, so that others
 *     of it may not buy the same
 * @param changedAt when this was last changed
 */
public record Request(
    String requestId,
    @Nullable String firmId,
    SharedId advisor,
    SharedId custodian,
    Submission submission,
    RequestPhase phase,
    RequestCounts counts,
    FillCounts fills,
    Instant answerBy,
    Instant expiresAt,
    @Nullable Approval approval,
    @Nullable Ending ending,
    boolean groupsSellAtLoss,
    Instant changedAt) {

  /**
   * Who asked for what.
   *
   * @param commandId the command that did; {@code null} where an account opened the request
   * @param logic {@code null} leaves it to each target
   * @param retryFailedOf the request whose failed accounts these are
   */
  public record Submission(
      @Nullable String commandId,
      String submittedBy,
      Instant submittedAt,
      @Nullable TradeLogic logic,
      BuildScope scope,
      Acr.Source source,
      @Nullable String retryFailedOf) {}

  /** Who approved it, and when. */
  public record Approval(String approvedBy, Instant approvedAt) {}

  /**
   * When it got its result.
   *
   * @param endedBy who canceled it; {@code null} where nobody did
   */
  public record Ending(@Nullable String endedBy, Instant endedAt) {}

  /** How far its orders are filled. */
  public FillStatus fill() {
    return fills.summary();
  }

  Request counted(RequestCounts counts, FillCounts fills) {
    return new Request(
        requestId,
        firmId,
        advisor,
        custodian,
        submission,
        phase,
        counts,
        fills,
        answerBy,
        expiresAt,
        approval,
        ending,
        groupsSellAtLoss,
        changedAt);
  }

  Request entered(RequestPhase phase, @Nullable Approval approval, @Nullable Ending ending) {
    return new Request(
        requestId,
        firmId,
        advisor,
        custodian,
        submission,
        phase,
        counts,
        fills,
        answerBy,
        expiresAt,
        approval,
        ending,
        groupsSellAtLoss,
        changedAt);
  }

  /** With an account of a group that sells at a loss. */
  Request sellingAtLoss() {
    return new Request(
        requestId,
        firmId,
        advisor,
        custodian,
        submission,
        phase,
        counts,
        fills,
        answerBy,
        expiresAt,
        approval,
        ending,
        true,
        changedAt);
  }

  /** With accounts that build again, and have until then to answer. */
  Request waitingUntil(Instant answered) {
    return new Request(
        requestId,
        firmId,
        advisor,
        custodian,
        submission,
        phase,
        counts,
        fills,
        answered,
        expiresAt,
        approval,
        ending,
        groupsSellAtLoss,
        changedAt);
  }

  /** With one more account's affiliation, and the earlier end of its custodian's business day. */
  Request with(Affiliation owner, BusinessCalendars calendars) {
    var end = calendars.of(owner.custodianId()).endOfBusinessDay(submission.submittedAt());
    var expires = custodian.isNone() || end.isBefore(expiresAt) ? end : expiresAt;
    return new Request(
        requestId,
        firmId == null ? owner.firmId() : firmId,
        advisor.and(owner.advisorId()),
        custodian.and(owner.custodianId()),
        submission,
        phase,
        counts,
        fills,
        answerBy,
        expires,
        approval,
        ending,
        groupsSellAtLoss,
        changedAt);
  }

  Request changed(Instant at) {
    return new Request(
        requestId,
        firmId,
        advisor,
        custodian,
        submission,
        phase,
        counts,
        fills,
        answerBy,
        expiresAt,
        approval,
        ending,
        groupsSellAtLoss,
        at);
  }
}
