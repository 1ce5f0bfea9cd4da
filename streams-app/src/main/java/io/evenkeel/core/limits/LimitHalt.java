package io.evenkeel.core.limits;

import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.Halt;
import io.evenkeel.core.limits.ControlBoard.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A halt that the last step set because a limit was broken, kept until somebody resumes. It holds
 * from the very next batch on, whether or not the board has it yet.
 *
 * @param halt whose reason is what was broken
 * @param accountId of the batch that broke it, and so of the advisory
 * @param published whether the board was seen to have it: from then on the board's word counts,
 *     whatever its date
 */
public record LimitHalt(
    Halt halt,
    Breach.Rule rule,
    String whatToDo,
    String accountId,
    String firmId,
    String advisorId,
    String custodianId,
    boolean published) {
  /** Who sets it. */
  public static final String SET_BY = "limits";

  static LimitHalt of(Breach breach, Batch batch, Halt.Scope scope, Instant at) {
    return new LimitHalt(
        new Halt(scope, breach.scopeId(), breach.sentence(), SET_BY, at),
        breach.rule(),
        breach.whatToDo(),
        batch.accountId(),
        batch.firmId(),
        batch.advisorId(),
        batch.custodianId(),
        false);
  }

  /** Such as {@code FIRM/F-1}. */
  public static String key(Halt.Scope scope, String scopeId) {
    return scope.name() + "/" + scopeId;
  }

  public String key() {
    return key(halt.scope(), halt.scopeId());
  }

  /** Whether somebody resumed since: only a word says so, never its absence. */
  public boolean isOver(@Nullable Word word) {
    return word != null && !word.halted() && (published || !word.setAt().isBefore(halt.setAt()));
  }

  /** The same, published where the board has it. */
  public LimitHalt seen(@Nullable Word word) {
    var has =
        word != null && word.setAt().equals(halt.setAt()) && word.setBy().equals(halt.setBy());
    return published || !has
        ? this
        : new LimitHalt(halt, rule, whatToDo, accountId, firmId, advisorId, custodianId, true);
  }
}
