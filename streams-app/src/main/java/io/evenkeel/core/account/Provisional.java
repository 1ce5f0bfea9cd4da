package io.evenkeel.core.account;

import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.custody.Movement;
import io.evenkeel.core.custody.NetAmount;
import io.evenkeel.core.custody.SleeveAccounting;
import io.evenkeel.core.history.Booked;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Positions ahead of the newest snapshot: with it, what executions have moved since. They follow
 * from the snapshot and the sets of results alone, so neither order nor repetition changes them,
 * and a snapshot that covers everything leaves nothing to be ahead by. See
 * docs/decisions/0071-provisional-fills.md.
 */
final class Provisional {
  private final Positions snapshot;
  private final List<Transfer> transfers = new ArrayList<>();
  private final List<Movement> movements = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  private Provisional(Positions snapshot) {
    this.snapshot = snapshot;
  }

  /** The book with its provisional positions as they are now. */
  static AccountBook booked(AccountBook book, AccountSettings settings) {
    return book.withProvisional(of(book, settings));
  }

  /** {@code null} where the snapshot stands as it is. */
  private static @Nullable Positions of(AccountBook book, AccountSettings settings) {
    var snapshot = book.positions();
    if (snapshot == null || !settings.custody().isProvisional()) {
      return null;
    }
    var ahead = new Provisional(snapshot);
    book.batches()
        .all()
        .filter(batch -> settings.custody().isProvisional(batch.batch().custodianId()))
        .forEach(ahead::add);
    return ahead.positions();
  }

  /**
   * Up to when positions have booked what a batch traded: where somebody ended it by hand, nobody
   * says more of it, and any later snapshot has it.
   */
  static @Nullable Instant bookedThrough(Positions positions, LiveBatch batch) {
    var through = positions.executionsThrough();
    return batch.byHand() && (through == null || through.isBefore(positions.asOf()))
        ? positions.asOf()
        : through;
  }

  private void add(LiveBatch batch) {
    var through = bookedThrough(snapshot, batch);
    var last = batch.fold().lastExecutionAt();
    if (last == null || (through != null && !last.isAfter(through))) {
      return;
    }
    var now = batch.fills().booked();
    var known = batch.fills().until(through).booked();
    addTransfers(batch, now.accepted(), known.accepted());
    add(batch, now, known);
    now.ids().stream().filter(id -> !known.ids().contains(id)).forEach(ids::add);
  }

  private void addTransfers(LiveBatch batch, boolean accepted, boolean known) {
    for (var transfer : batch.batch().transfers()) {
      if (accepted && !known) {
        transfers.add(transfer);
      } else if (known && !accepted) {
        transfers.add(
            new Transfer(transfer.toSleeveId(), transfer.fromSleeveId(), transfer.amount()));
      }
    }
  }

  private void add(LiveBatch batch, Booked now, Booked known) {
    now.executions().stream()
        .filter(execution -> !known.executions().contains(execution))
        .flatMap(execution -> moved(batch, execution).stream())
        .forEach(movements::add);
    known.executions().stream()
        .filter(execution -> !now.executions().contains(execution))
        .flatMap(execution -> moved(batch, execution).stream())
        .map(Movement::undone)
        .forEach(movements::add);
  }

  /** What an execution moves; nothing where it was corrected to nothing. */
  private static List<Movement> moved(LiveBatch batch, Execution execution) {
    var quantity = execution.quantity();
    var price = execution.price();
    return quantity == null || price == null || quantity.signum() <= 0
        ? List.of()
        : batch.batch().orders().stream()
            .filter(order -> order.orderId().equals(execution.orderId()))
            .map(order -> fill(order, execution, quantity, price))
            .map(fill -> Movement.of(fill, NetAmount.of(execution, fill.side())))
            .toList();
  }

  private static Fill fill(Order order, Execution execution, Quantity quantity, Price price) {
    return new Fill(
        order.sleeveId(),
        order.securityId(),
        order.side(),
        quantity,
        price,
        execution.at(),
        order.lots());
  }

  private @Nullable Positions positions() {
    return ids.isEmpty() || !isPossible()
        ? null
        : snapshot.ahead(
            SleeveAccounting.moved(snapshot.sleeves(), transfers, movements),
            ids.stream().sorted().toList());
  }

  /** A snapshot that does not hold what was sold has it booked without saying so. */
  private boolean isPossible() {
    var left = new TreeMap<String, Quantity>();
    for (var sleeve : snapshot.sleeves()) {
      sleeve.holdings().forEach(h -> left.put(line(sleeve, h.securityId()), h.quantity()));
    }
    movements.forEach(
        m -> left.merge(m.sleeveId() + "/" + m.securityId(), m.quantity(), Quantity::plus));
    return isHeld(left.values());
  }

  private static String line(Sleeve sleeve, String securityId) {
    return sleeve.sleeveId() + "/" + securityId;
  }

  private static boolean isHeld(Collection<Quantity> quantities) {
    return quantities.stream().allMatch(quantity -> quantity.signum() >= 0);
  }
}
