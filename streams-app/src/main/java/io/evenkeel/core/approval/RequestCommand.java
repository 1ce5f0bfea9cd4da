package io.evenkeel.core.approval;

import io.evenkeel.core.book.TradeLogic;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A command about one request: topic {@code rebalance-commands}, keyed by requestId. */
public sealed interface RequestCommand {
  Header header();

  /**
   * What every command carries.
   *
   * @param firmId firm of the sender; {@code null} where none is named, and then the command
   *     crosses none
   * @param at timestamp of the record: the only time that counts
   */
  record Header(
      String commandId, String requestId, String sentBy, @Nullable String firmId, Instant at) {}

  /**
   * Submits accounts together.
   *
   * @param accounts empty where {@code retryFailedOf} names them
   * @param logic {@code null} takes each target's, or, on a retry, what was asked then
   * @param retryFailedOf an earlier request whose failed accounts are taken
   */
  record Submit(
      Header header,
      List<String> accounts,
      @Nullable TradeLogic logic,
      @Nullable String retryFailedOf)
      implements RequestCommand {
    public Submit {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * Approves what was proposed.
   *
   * @param except accounts to leave out
   * @param hashes content hash by account, as the approver saw it
   * @param approvedBy {@code null} is the sender
   */
  record Approve(
      Header header, List<String> except, Map<String, String> hashes, @Nullable String approvedBy)
      implements RequestCommand {
    public Approve {
      except = List.copyOf(except);
      hashes = Collections.unmodifiableMap(new TreeMap<>(hashes));
    }
  }

  /** Ends a request that is not approved. */
  record Cancel(Header header) implements RequestCommand {}

  /** A record that is no command: its type is unknown or its payload is missing. */
  record Unusable(Header header, Refusal refusal) implements RequestCommand {}
}
