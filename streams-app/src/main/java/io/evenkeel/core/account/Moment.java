package io.evenkeel.core.account;

import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.RecordedBoards;
import java.time.Instant;

/**
 * What a decision is made in, beside the account itself.
 *
 * @param now the timestamp of the record that asks for it, or of the punctuation
 */
public record Moment(Desk desk, Instant now) {
  /** With a desk of its own, for one decision. */
  public Moment(Boards boards, AccountSettings settings, Instant now) {
    this(new Desk(boards, settings), now);
  }

  /** The same on boards that answer each question once, so that what was asked can be told. */
  Moment on(RecordedBoards boards) {
    return new Moment(new Desk(boards, desk.settings()), now);
  }

  public Boards boards() {
    return desk.boards();
  }

  public AccountSettings settings() {
    return desk.settings();
  }
}
