package io.evenkeel.core.approval;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.rebalance.BuildScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request says to another, so that the failed accounts of an old one can be retried.
 *
 * <p>Requests live where their ids hash to, so the new one cannot look into the old one. It sends a
 * {@link Question} to {@code account-outcomes} under the old requestId; the old one answers {@link
 * Accounts} or {@link Refused} there under the new requestId.
 */
public sealed interface RetryMessage {
  /** The request that the message is for: its key. */
  String requestId();

  Instant at();

  /**
   * Which of your accounts failed?
   *
   * @param requestId the old request
   * @param askedBy the new request
   * @param firmId of whoever submitted the new one; {@code null} where none was named
   */
  record Question(String requestId, String askedBy, @Nullable String firmId, Instant at)
      implements RetryMessage {}

  /**
   * These failed, and this was asked of them.
   *
   * @param requestId the new request
   * @param of the old request
   * @param accounts at least one, in the order of their ids
   */
  record Accounts(
      String requestId,
      String of,
      List<String> accounts,
      @Nullable String firmId,
      @Nullable TradeLogic logic,
      BuildScope scope,
      Acr.Source source,
      Instant at)
      implements RetryMessage {
    public Accounts {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * There is nothing that could be retried.
   *
   * @param requestId the new request
   * @param of the old request
   */
  record Refused(String requestId, String of, Refusal refusal, Instant at)
      implements RetryMessage {}
}
