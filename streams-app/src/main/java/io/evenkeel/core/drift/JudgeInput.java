package io.evenkeel.core.drift;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.money.Leverage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one judgement depends on.
 *
 * @param positions {@code null} where none were received or they were withdrawn
 * @param expansion of the assigned target, or of none
 * @param effectiveLeverage latched leverage by modelId; absent means 1
 * @param sidesBefore side by line name as last judged; absent means {@code NONE}
 * @param now against which the age of prices is told
 */
public record JudgeInput(
    Account account,
    @Nullable Positions positions,
    Expansion expansion,
    Map<String, Leverage> effectiveLeverage,
    Map<String, Side> sidesBefore,
    Instant now,
    Boards boards) {

  JudgeInput withSidesBefore(Map<String, Side> sides) {
    return new JudgeInput(account, positions, expansion, effectiveLeverage, sides, now, boards);
  }

  JudgeInput withBoards(Boards others) {
    return new JudgeInput(
        account, positions, expansion, effectiveLeverage, sidesBefore, now, others);
  }
}
