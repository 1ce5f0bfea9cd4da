package io.evenkeel.core.drift;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.corridor.EngineCounts;
import io.evenkeel.core.money.GivenWeight;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts have to be judged when something changes. Changes go in, accounts to judge come
 * out; the caller judges each exactly and puts the account back with what came of it.
 *
 * <p>An engine owes that whoever judges all that it names, and nobody else, says what judging every
 * account on every change would say. It holds nothing that cannot be put in again from the book: it
 * is rebuilt after a restart and never written anywhere. What time alone changes (a price that gets
 * too old) is the caller's to mark. For one thread.
 */
public interface DriftEngine {
  /**
   * Watches an account, in place of how it was watched before. Does not ask for it to be judged.
   *
   * @param positions that it was last judged on; {@code null} where there were none
   * @param last what it was last judged to be, from which an engine may tell how far prices may
   *     move before another look is needed
   * @param maintenance share of exposure below which equity is a margin call: that has to be said
   *     as well, whatever the lines do
   */
  void put(Watch watch, @Nullable Positions positions, Judgement last, GivenWeight maintenance);

  /** Stops watching an account; one that is not watched is left so. */
  void remove(String accountId);

  /** The account itself changed: it has to be judged, watched or not. */
  void mark(String accountId);

  /** A price was written, refused, released or withdrawn, or the security's attributes changed. */
  void securityChanged(String securityId);

  /** A price got too old, by time alone: whoever holds the security has to be judged. */
  void securityAged(String securityId);

  void modelChanged(String modelId);

  void targetChanged(String targetId);

  /**
   * Names every account that has to be judged since the last drain, once, in the order of their
   * ids. The receiver judges each on the newest of everything, and puts or removes it, now or
   * later; until then an engine need not name it again. What it marks is for the next drain.
   */
  void drain(Consumer<String> judge);

  /** Whether a drain would certainly name none. */
  boolean isIdle();

  /** What it did since it was made; an engine that does not count has done nothing. */
  EngineCounts counts();
}
