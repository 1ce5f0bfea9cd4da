package io.evenkeel.core.limits;

import io.evenkeel.core.approval.Controls;
import io.evenkeel.core.approval.Halt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is halted just now: by anybody on the board, or by the last step itself. */
public final class StandingHalts implements Controls {
  private final Function<String, @Nullable LimitHalt> own;
  private final ControlBoard board;

  /**
   * @param own halts of the last step, by key
   */
  public StandingHalts(Function<String, @Nullable LimitHalt> own, ControlBoard board) {
    this.own = own;
    this.board = board;
  }

  @Override
  public @Nullable Halt halt(Halt.Scope scope, String scopeId) {
    var word = board.word(scope, scopeId);
    if (word != null && word.halted()) {
      return new Halt(scope, scopeId, word.reason(), word.setBy(), word.setAt());
    }
    var set = own.apply(LimitHalt.key(scope, scopeId));
    return set == null || set.isOver(word) ? null : set.halt();
  }
}
