package io.evenkeel.core.account;

import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.tax.LossSale;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the account itself knows of what it may not trade.
 *
 * @param restrictions all that were published for it, whichever day they stand on
 * @param nextChange the first day after the account was last looked at on which others stand, where
 *     the custodian is; {@code null} where none ever will
 * @param lossSales its sales at a loss of the last 30 days, by security, then order
 */
public record OwnLimits(
    Restrictions restrictions, @Nullable LocalDate nextChange, List<LossSale> lossSales) {
  public static final OwnLimits NONE = new OwnLimits(Restrictions.NONE, null, List.of());

  public OwnLimits {
    lossSales = List.copyOf(lossSales);
  }

  OwnLimits withRestrictions(Restrictions published) {
    return new OwnLimits(published, nextChange, lossSales);
  }

  /** As looked at on this day. */
  OwnLimits lookedOn(LocalDate day) {
    return new OwnLimits(restrictions, restrictions.nextChange(day), lossSales);
  }

  OwnLimits withLossSales(List<LossSale> now) {
    return new OwnLimits(restrictions, nextChange, now);
  }
}
