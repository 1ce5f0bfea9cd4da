package io.evenkeel.core.approval;

import io.evenkeel.core.approval.AccountTask.Discard.Reason;
import io.evenkeel.core.approval.RequestAccountState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What time does to a request: accounts that do not answer have failed, a day that ends expires.
 */
final class RequestClock {
  /** An answer exactly in time is in time, so waiting ends just after. */
  private static final Duration JUST_AFTER = Duration.ofMillis(1);

  private final RequestSettings settings;

  RequestClock(RequestSettings settings) {
    this.settings = settings;
  }

  /** Brings the request to this time; earlier than it stands already changes nothing. */
  void pass(Draft draft, Instant now) {
    var request = draft.requestOrNull();
    if (request != null && request.phase() == RequestPhase.LOOKING_UP) {
      stopLookingUp(draft, request, now);
    } else if (request != null && request.phase().isOpen()) {
      giveUpWaiting(draft, request, now);
      expire(draft, now);
    }
  }

  private static void stopLookingUp(Draft draft, Request request, Instant now) {
    if (!now.isBefore(waitingEnds(request))) {
      var sentence =
          "request %s did not say in time which accounts failed; submit the retry again"
              .formatted(request.submission().retryFailedOf());
      Retrying.giveUp(draft, new Refusal(Refusal.Code.WRONG_STATE, sentence), now);
    }
  }

  private void giveUpWaiting(Draft draft, Request request, Instant now) {
    var over = !now.isBefore(waitingEnds(request));
    var beforeTheDayEnded = waitingEnds(request).isBefore(request.expiresAt());
    if (request.phase() == RequestPhase.BUILDING && over && beforeTheDayEnded) {
      for (var row : draft.rows()) {
        if (row.status() == Status.BUILDING) {
          draft.change(row, Answers.notAnswered(row, settings, now));
          draft.discard(row, Reason.NOT_ANSWERED, now);
        }
      }
      GroupWash.buildAgain(draft, settings, now);
      draft.settle(now);
    }
  }

  private static void expire(Draft draft, Instant now) {
    var request = draft.request();
    if (request.phase().isOpen() && !now.isBefore(request.expiresAt())) {
      Approvals.end(draft, RequestPhase.EXPIRED, Status.EXPIRED, Reason.EXPIRED, now);
    }
  }

  static @Nullable Instant nextDue(RequestState state) {
    return Stream.of(requestDue(state.request()), state.commands().nextDue())
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static @Nullable Instant requestDue(@Nullable Request request) {
    if (request == null) {
      return null;
    }
    return switch (request.phase()) {
      case LOOKING_UP -> waitingEnds(request);
      case BUILDING ->
          waitingEnds(request).isBefore(request.expiresAt())
              ? waitingEnds(request)
              : request.expiresAt();
      case PENDING_APPROVAL -> request.expiresAt();
      default -> null;
    };
  }

  private static Instant waitingEnds(Request request) {
    return request.answerBy().plus(JUST_AFTER);
  }
}
