package io.evenkeel.core.account;

import io.evenkeel.core.account.Instructions.TakenTarget;
import io.evenkeel.core.book.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What follows from boards and book by itself, before anything is decided: executions that its
 * positions do not cover are booked provisionally, what the custodian says is compared, an own
 * target assigns itself, and an established opening state acknowledges what it says, each as soon
 * as it can.
 */
final class Settling {
  private Settling() {}

  static AccountBook settled(AccountBook book, Moment moment) {
    if (book.account() == null) {
      return book;
    }
    var booked = Provisional.booked(book, moment.settings());
    var compared = Reconciling.compared(booked, moment);
    return acknowledgeOwed(takeOwnTarget(compared, moment), moment);
  }

  /**
   * Takes the account's own target, once. Of two the later is taken; one that was created no later
   * than the last explicit assignment is taken without being assigned, so that it makes no
   * difference which of the two became known first.
   */
  private static AccountBook takeOwnTarget(AccountBook book, Moment moment) {
    var own = moment.boards().ownTarget(book.accountId());
    var instructions = book.instructions();
    if (own == null
        || !own.ownerFirmId().equals(book.firmId())
        || !isLater(own, instructions.taken())) {
      return book;
    }
    var assign = isAfter(own.createdAt(), instructions.explicitAt());
    var next =
        book.withInstructions(
            instructions.took(new TakenTarget(own.targetId(), own.createdAt()), assign));
    return assign ? next.withAcknowledged(book.acknowledged().withOwed(false)) : next;
  }

  private static boolean isLater(Target own, @Nullable TakenTarget taken) {
    if (taken == null || own.createdAt().isAfter(taken.createdAt())) {
      return true;
    }
    return own.createdAt().equals(taken.createdAt())
        && own.targetId().compareTo(taken.targetId()) > 0;
  }

  private static boolean isAfter(Instant createdAt, @Nullable Instant explicitAt) {
    return explicitAt == null || createdAt.isAfter(explicitAt);
  }

  private static AccountBook acknowledgeOwed(AccountBook book, Moment moment) {
    if (!book.acknowledged().owed()) {
      return book;
    }
    var against = HeldAgainst.of(book, moment);
    return against.target() == null || !against.missing().isEmpty()
        ? book
        : book.withAcknowledged(
            against.acknowledged().withSwitchedOn(book.acknowledged().switchedOn()));
  }
}
