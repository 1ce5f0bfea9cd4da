package io.evenkeel.simulation;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.custody.SleeveAccounting;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.CustodianPositionsWire;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.pipeline.wire.TaxWire;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What accounts hold by the custodians, and the snapshots that say so. */
final class CustodyBooks {
  private final Chance chance;
  private final Outside outside;
  private final VirtualTime time;
  private final Map<String, Positions> books = new LinkedHashMap<>();
  private final Map<String, Positions> published = new LinkedHashMap<>();
  private final Map<String, Positions> overtaken = new HashMap<>();
  private final Set<String> moved = new HashSet<>();

  CustodyBooks(Chance chance, Outside outside, VirtualTime time) {
    this.chance = chance;
    this.outside = outside;
    this.time = time;
  }

  /** What the newest snapshot of an account says. */
  Positions newest(String account) {
    return published.get(account);
  }

  /** A cash movement as it is told now: the client's bank pays in and out, once. */
  void pay(CashMovementRun run) {
    var account = run.getAccountId();
    var isOut = run.getDirection() == CashMovementDirection.WITHDRAWAL;
    var paysIn =
        !isOut && run.getStatus() == CashMovementStatus.PROCESSING && run.getRequestId() == null;
    var paysOut = isOut && run.getStatus() == CashMovementStatus.COMPLETED;
    if ((paysIn || paysOut) && moved.add(run.getRunId())) {
      var amount = new Money(run.getAmount());
      publish(
          SleeveAccounting.fund(books.get(account), isOut ? amount.negate() : amount, time.now()));
    }
  }

  /** What was traded and transferred is in the positions from now on. */
  void book(WorkedBatch batch) {
    batch.booked = true;
    if (!batch.taken) {
      return;
    }
    var record = batch.batch();
    var transfers =
        record.getTransfers().stream()
            .map(
                t -> new Transfer(t.getFromSleeveId(), t.getToSleeveId(), new Money(t.getAmount())))
            .toList();
    var before = books.get(record.getAccountId());
    var after = SleeveAccounting.book(before, transfers, fills(batch), time.now());
    // What was traded and busted is in them too: as nothing.
    publish(
        batch.lastTraded().isAfter(Instant.MIN)
            ? Snapshots.through(after, batch.lastTraded())
            : after);
  }

  private static List<Fill> fills(WorkedBatch batch) {
    var fills = new ArrayList<Fill>();
    for (var worked : batch.orders()) {
      var order = worked.order();
      for (var traded : worked.traded().values()) {
        fills.add(
            new Fill(
                order.getSleeveId(),
                order.getSecurityId(),
                TradeSide.valueOf(order.getSide().name()),
                new Quantity(traded.quantity()),
                new Price(traded.price()),
                traded.at(),
                TaxWire.readLots(order.getLots())));
      }
    }
    return fills;
  }

  /** A split, or anything else that changes holdings from outside. */
  void split(String security, int by) {
    for (var book : List.copyOf(books.values())) {
      var holds =
          book.sleeves().stream()
              .anyMatch(s -> s.holdings().stream().anyMatch(h -> h.securityId().equals(security)));
      if (holds) {
        publish(Snapshots.split(book, security, by, time.now()));
      }
    }
  }

  /** A dividend comes in, as it does at any time. */
  void pay(String account) {
    var amount = new Money(chance.money(1, 400));
    publish(Snapshots.paid(books.get(account), amount, time.now()));
  }

  /** Says a snapshot that was said before, and overtaken, or the newest again. */
  void repeat(String account) {
    var snapshot = chance.percent(40) ? published.get(account) : overtaken.get(account);
    if (snapshot != null) {
      outside.send(Topics.POSITIONS, account, PositionsWire.write(snapshot));
    }
  }

  /** A new snapshot: the account holds this from now on. */
  void publish(Positions after) {
    var id = after.accountId();
    books.put(id, after);
    overtaken.put(id, published.put(id, after));
    outside.send(Topics.POSITIONS, id, PositionsWire.write(after));
    if (chance.percent(50)) {
      outside.send(Topics.CUSTODIAN_POSITIONS, id, CustodianPositionsWire.agreeing(after));
    }
  }
}
