package io.evenkeel.core.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides the life of requests ({@link RequestPhase}): pure, one input at a time.
 *
 * <p>{@code rows} are the accounts of the request; they are read only by commands, by questions of
 * a retry and by a tick that is due, never by an outcome.
 */
public final class Requests {
  private final RequestSettings settings;

  public Requests(RequestSettings settings) {
    this.settings = settings;
  }

  /** Answers one command of {@code rebalance-commands}. */
  public RequestDecision command(
      RequestState state, Iterable<RequestAccountState> rows, RequestCommand command) {
    throw new UnsupportedOperationException(settings.toString());
  }

  /**
   * Takes in what an account answers.
   *
   * @param row the account's; {@code null} where the request has none of that id
   * @param owner who the account belongs to; {@code null} where nobody knows the account
   */
  public RequestDecision outcome(
      RequestState state,
      @Nullable RequestAccountState row,
      @Nullable Owner owner,
      AccountOutcome outcome) {
    throw new UnsupportedOperationException();
  }

  /** Takes in what another request says. */
  public RequestDecision retry(
      RequestState state, Iterable<RequestAccountState> rows, RetryMessage message) {
    throw new UnsupportedOperationException();
  }

  /** Lets time pass: gives up waiting, expires, forgets commands. */
  public RequestDecision tick(RequestState state, Iterable<RequestAccountState> rows, Instant now) {
    throw new UnsupportedOperationException();
  }

  /** When {@link #tick} has next something to do; {@code null} where time changes nothing. */
  public static @Nullable Instant nextDue(RequestState state) {
    throw new UnsupportedOperationException();
  }
}
