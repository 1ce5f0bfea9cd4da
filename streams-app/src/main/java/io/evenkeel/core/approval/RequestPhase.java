package io.evenkeel.core.approval;

import java.util.Set;

/**
 * Where a request is in its life.
 *
 * <pre>
 *  retry       submit, or an account opens it
 *    │            │
 *    ▼            ▼
 * LOOKING_UP ─► BUILDING ──► PENDING_APPROVAL ──► APPROVING
 *                 │ │ │        │ │      │            │
 *                 │ │ └────────┼─┼─┐    │            │ every account has answered
 *                 │ ▼ cancel   ▼ │ │    ▼            ▼
 *                 │ CANCELED ◄─┘ │ │   FAILED, COMPLETE_WITH_ERRORS, COMPLETE
 *                 ▼ end of day   ▼ │                 ▲
 *                 EXPIRED ◄──────┘ └─────────────────┘ nobody proposed anything
 * </pre>
 *
 * <p>COMPLETE becomes COMPLETE_WITH_ERRORS or FAILED, and COMPLETE_WITH_ERRORS becomes FAILED,
 * where the last step before the custodian refuses a batch that the account had handed over.
 */
public enum RequestPhase {
  /** Its accounts are asked of the request that it retries; nobody has heard of it yet. */
  LOOKING_UP,
  /** Accounts build. */
  BUILDING,
  /** Every account has answered, at least one with trades. */
  PENDING_APPROVAL,
  /** Approved; not every account has handed its batch over yet. */
  APPROVING,
  /** Nobody failed. */
  COMPLETE,
  /** Some failed, some did not. */
  COMPLETE_WITH_ERRORS,
  /** All failed. */
  FAILED,
  /** Not approved by the end of its business day. */
  EXPIRED,
  /** Canceled before approval. */
  CANCELED;

  /** The one table of legal transitions. */
  Set<RequestPhase> next() {
    return switch (this) {
      case LOOKING_UP -> Set.of(BUILDING);
      case BUILDING ->
          Set.of(PENDING_APPROVAL, COMPLETE, COMPLETE_WITH_ERRORS, FAILED, EXPIRED, CANCELED);
      case PENDING_APPROVAL -> Set.of(APPROVING, COMPLETE_WITH_ERRORS, FAILED, EXPIRED, CANCELED);
      case APPROVING -> Set.of(COMPLETE, COMPLETE_WITH_ERRORS, FAILED);
      case COMPLETE -> Set.of(COMPLETE_WITH_ERRORS, FAILED);
      case COMPLETE_WITH_ERRORS -> Set.of(FAILED);
      case FAILED, EXPIRED, CANCELED -> Set.of();
    };
  }

  /** Whether the request has its result. */
  public boolean isTerminal() {
    return compareTo(COMPLETE) >= 0;
  }

  /** Whether it may still be approved or canceled, and so expires. */
  public boolean isOpen() {
    return this == BUILDING || this == PENDING_APPROVAL;
  }

  RequestPhase to(RequestPhase phase) {
    if (phase != this && !next().contains(phase)) {
      throw new IllegalStateException("a request that is " + this + " cannot become " + phase);
    }
    return phase;
  }
}
