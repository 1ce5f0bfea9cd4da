package io.evenkeel.core.account;

import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.Account;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request asks an account once more, before anybody approved: with what others of its group sell
 * at a loss, so that it does not buy that. See docs/decisions/0077-wash-sales-within-a-request.md.
 */
final class BuildingAgain {
  private BuildingAgain() {}

  /** ACRs that are not proposed any more are canceled; the others are, as they are now. */
  static Decision inPlaceOf(
      AccountBook book,
      Account account,
      PendingProposal before,
      AccountTask.Build task,
      Moment moment) {
    var free = BatchEnding.awaitingAgain(book.withPending(null));
    var built = Building.asked(free, account, task, moment);
    var outputs =
        AcrChanges.moved(
            gone(before, built.book().pending()),
            Acr.State.PROPOSED,
            Acr.State.CANCELED,
            null,
            "The account was built again, without buying what its group sells at a loss.",
            moment.now());
    outputs.addAll(built.outputs());
    return new Decision(built.book(), outputs);
  }

  private static List<Acr> gone(PendingProposal before, @Nullable PendingProposal now) {
    var still =
        now == null
            ? Set.<String>of()
            : now.proposal().acrs().stream().map(Acr::acrId).collect(Collectors.toSet());
    return before.proposal().acrs().stream().filter(acr -> !still.contains(acr.acrId())).toList();
  }
}
