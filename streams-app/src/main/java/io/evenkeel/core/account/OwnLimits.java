package io.evenkeel.core.account;

import io.evenkeel.core.book.Restrictions;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the account itself knows of what it may not trade.
 *
 * @param restrictions all that were published for it, whichever day they stand on
 * @param nextChange the first day after the account was last looked at on which others stand, where
 *     the custodian is; {@code null} where none ever will
 */
public record OwnLimits(Restrictions restrictions, @Nullable LocalDate nextChange) {
  public static final OwnLimits NONE = new OwnLimits(Restrictions.NONE, null);

  OwnLimits withRestrictions(Restrictions published) {
    return new OwnLimits(published, nextChange);
  }

  /** As looked at on this day. */
  OwnLimits lookedOn(LocalDate day) {
    return new OwnLimits(restrictions, restrictions.nextChange(day));
  }
}
