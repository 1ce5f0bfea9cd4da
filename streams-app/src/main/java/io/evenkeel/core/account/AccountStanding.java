package io.evenkeel.core.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people can command of an account, as it stands, in words for the audit. */
public final class AccountStanding {
  private AccountStanding() {}

  /** The words; the same where nothing changed that anybody can command. */
  public static String of(AccountBook book) {
    var told = book.instructions();
    var pending = book.pending();
    var open = book.batches().open();
    return "target=%s rebalancing=%s opened=%s leverage=%s pending=%s batch=%s cancellation=%s movements=%s waivers=%s restrictions=%s"
        .formatted(
            told.targetId(),
            told.rebalancing(),
            told.opened(),
            book.effectiveLeverage(),
            pending == null ? null : pending.proposal().requestId(),
            open == null ? null : open.batchId(),
            open == null ? null : open.cancellation(),
            movements(book.movements()),
            book.reconciliation().waivers(),
            book.limits().restrictions());
  }

  private static String movements(CashMovements movements) {
    return "%s %s".formatted(movements.asked(), movements.runs());
  }

  /** Why a command was refused; {@code null} where it was not. */
  public static @Nullable String refusal(Decision decision, String commandId) {
    return decision.outputs().stream()
        .filter(Output.Rejected.class::isInstance)
        .map(Output.Rejected.class::cast)
        .filter(rejected -> rejected.command().commandId().equals(commandId))
        .map(Output.Rejected::sentence)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whether a command waits for its account to be known. */
  public static boolean isWaiting(AccountBook book, String commandId) {
    return book.waiting().stream().anyMatch(w -> w.command().commandId().equals(commandId));
  }
}
