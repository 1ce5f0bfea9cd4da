package io.evenkeel.core.custody;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.tax.LotPicking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a sale leaves of a holding's lots: those that its order named are taken first, in the
 * order's order, then the oldest. A named lot is found by its date and its basis; of what an
 * earlier fill has taken from it only the rest is there.
 */
final class LotSale {
  private static final Money A_CENT = Money.of("0.01");

  private final List<Lot> lots;
  private final List<Lot> taken = new ArrayList<>();

  LotSale(List<Lot> lots) {
    this.lots = new ArrayList<>(lots);
  }

  /** What is left after it. */
  List<Lot> sold(Quantity quantity, List<Lot> ordered) {
    taken.clear();
    var left = quantity;
    for (var named : ordered) {
      var wanted = least(left, named.quantity());
      left = left.minus(wanted).plus(takeNamed(named, wanted));
    }
    takeOldest(left);
    return lots.stream().filter(lot -> lot.quantity().signum() > 0).toList();
  }

  /** What the newest sale took, in the order in which it did, each with its share of the basis. */
  List<Lot> taken() {
    return List.copyOf(taken);
  }

  /** What could not be taken: the lot is gone. */
  private Quantity takeNamed(Lot named, Quantity wanted) {
    var left = wanted;
    for (int i = 0; i < lots.size() && left.signum() > 0; i++) {
      if (isPartOf(named, lots.get(i))) {
        left = left.minus(take(i, left));
      }
    }
    return left;
  }

  private void takeOldest(Quantity quantity) {
    var left = quantity;
    for (int i = 0; i < lots.size() && left.signum() > 0; i++) {
      left = left.minus(take(i, left));
    }
  }

  private Quantity take(int index, Quantity atMost) {
    var lot = lots.get(index);
    var quantity = least(lot.quantity(), atMost);
    if (quantity.signum() > 0) {
      taken.add(LotPicking.part(lot, quantity));
      lots.set(index, rest(lot, quantity));
    }
    return quantity;
  }

  /** What is left of a lot keeps what the part that was taken did not have of the basis. */
  private static Lot rest(Lot lot, Quantity taken) {
    var basis = lot.costBasis();
    var part = LotPicking.part(lot, taken).costBasis();
    return new Lot(
        lot.quantity().minus(taken),
        basis == null || part == null ? null : basis.minus(part),
        lot.acquired());
  }

  /** Of one day and one basis per unit, as far as cents tell. */
  private static boolean isPartOf(Lot named, Lot held) {
    if (!Objects.equals(named.acquired(), held.acquired()) || held.quantity().signum() <= 0) {
      return false;
    }
    var basis = held.costBasis();
    var said = named.costBasis();
    if (basis == null || said == null) {
      return Objects.equals(basis, said);
    }
    var share = basis.exact().times(named.quantity().exact()).dividedBy(held.quantity().exact());
    return !share.minus(said.exact()).abs().isGreaterThan(A_CENT.exact());
  }

  private static Quantity least(Quantity one, Quantity other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
