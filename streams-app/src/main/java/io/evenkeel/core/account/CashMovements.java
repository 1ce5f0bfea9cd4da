package io.evenkeel.core.account;

import io.evenkeel.core.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cash movements of an account.
 *
 * @param asked oldest first; those with a run that has not ended, and the last {@link #MAX_ENDED}
 *     of the others, whose ids cannot be used again
 * @param runs oldest first; those that have not ended, and the last {@link #MAX_ENDED} of the
 *     others
 * @param gathered withdrawals that are complete and were not seen to leave FUNDING yet, oldest
 *     first
 */
public record CashMovements(List<CashMovement> asked, List<CashRun> runs, List<Gathered> gathered) {
  public static final int MAX_LIVE = 100;
  public static final int MAX_ENDED = 100;
  public static final CashMovements NONE = new CashMovements(List.of(), List.of(), List.of());

  /** Cash in FUNDING that is to be paid out. */
  public record Gathered(String runId, Money amount) {}

  public CashMovements {
    asked = List.copyOf(asked);
    runs = List.copyOf(runs);
    gathered = List.copyOf(gathered);
  }

  public @Nullable CashMovement movement(String movementId) {
    return asked.stream().filter(m -> m.movementId().equals(movementId)).findFirst().orElse(null);
  }

  /** Whose run it is. */
  public CashMovement movementOf(CashRun run) {
    var movement = movement(run.movementId());
    if (movement == null) {
      throw new IllegalStateException("run " + run.runId() + " has no movement");
    }
    return movement;
  }

  @Nullable CashRun run(Predicate<CashRun> which) {
    return runs.stream().filter(which).findFirst().orElse(null);
  }

  /** Those that have not ended. */
  Stream<CashRun> live() {
    return runs.stream().filter(run -> !run.hasEnded());
  }

  boolean isFull() {
    return live().count() >= MAX_LIVE;
  }

  CashMovements plus(CashMovement movement) {
    return new CashMovements(appended(asked, movement), runs, gathered);
  }

  CashMovements plus(CashRun run) {
    return new CashMovements(asked, appended(runs, run), gathered);
  }

  /** With a run as it is now, and without what need not be remembered any more. */
  CashMovements with(CashRun now) {
    var all = new ArrayList<>(runs);
    all.replaceAll(run -> run.runId().equals(now.runId()) ? now : run);
    forgetOldest(all, CashRun::hasEnded);
    var movements = new ArrayList<>(asked);
    forgetOldest(movements, movement -> all.stream().noneMatch(run -> isLive(run, movement)));
    all.removeIf(run -> movements.stream().noneMatch(m -> m.movementId().equals(run.movementId())));
    return new CashMovements(movements, all, gathered);
  }

  private static boolean isLive(CashRun run, CashMovement movement) {
    return run.movementId().equals(movement.movementId()) && !run.hasEnded();
  }

  private static <T> void forgetOldest(List<T> all, Predicate<T> ended) {
    var tooMany = all.stream().filter(ended).count() - MAX_ENDED;
    for (var each = all.iterator(); tooMany > 0; ) {
      if (ended.test(each.next())) {
        each.remove();
        tooMany--;
      }
    }
  }

  CashMovements withGathered(List<Gathered> left) {
    return new CashMovements(asked, runs, left);
  }

  CashMovements plus(Gathered whole) {
    return new CashMovements(asked, runs, appended(gathered, whole));
  }

  private static <T> List<T> appended(List<T> all, T last) {
    var more = new ArrayList<>(all);
    more.add(last);
    return more;
  }
}
