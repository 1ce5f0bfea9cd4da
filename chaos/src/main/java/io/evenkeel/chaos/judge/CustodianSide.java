package io.evenkeel.chaos.judge;

import io.evenkeel.chaos.judge.CustodianBook.Arrival;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What custodians wrote down themselves agrees with what we say that we told them. */
final class CustodianSide {
  private static final String NO_BOOK = "no custodian's book was given";

  private CustodianSide() {}

  /** No order came to a custodian by two records. */
  static Finding getsOrdersOnce(Case before) {
    var tally = new Tally("custodian-gets-an-order-once", Kind.DUPLICATED);
    var book = before.recording().custodians();
    var places = new HashMap<String, List<String>>();
    for (var arrival : book.arrivals()) {
      if (arrival.bringsOrders()) {
        arrival
            .orderIds()
            .forEach(id -> places.computeIfAbsent(id, i -> new ArrayList<>()).add(arrival.place()));
      }
    }
    places.forEach(
        (id, at) -> tally.check(at.size() == 1, "order %s came to its custodian by %s", id, at));
    book.refused()
        .forEach(id -> tally.check(false, "order %s came again and its custodian refused it", id));
    noteMissing(before, tally);
    return tally.finding();
  }

  /** Every record of {@code approved-trades} came to its custodian. */
  static Finding getsEveryRecord(Case before) {
    var tally = new Tally("custodian-gets-every-batch", Kind.LOST);
    var arrived = arrivals(before);
    if (!before.recording().custodians().isEmpty()) {
      for (var row : before.handed().records()) {
        tally.check(
            arrived.containsKey(row.place()),
            "batch %s at %s never came to its custodian",
            row.said().getBatchId(),
            row.place());
      }
    }
    noteMissing(before, tally);
    return tally.finding();
  }

  /** What came to a custodian is committed and is what it was; what it did was ordered. */
  static Finding hasOnlyWhatWasCommitted(Case before) {
    var tally = new Tally("custodian-gets-only-what-was-committed", Kind.WRONG);
    var committed =
        before.handed().records().stream()
            .collect(Collectors.toMap(Row::place, Function.identity()));
    for (var arrival : before.recording().custodians().arrivals()) {
      var row = committed.get(arrival.place());
      tally.check(
          row != null && row.said().getBatchId().equals(arrival.batchId()),
          "batch %s came to its custodian by %s, where %s is committed",
          arrival.batchId(),
          arrival.place(),
          row == null ? "nothing" : row.said().getBatchId());
    }
    for (var executed : before.recording().custodians().executions()) {
      tally.check(
          before.handed().first(executed.orderId()) != null,
          "execution %s is of order %s, which was never approved",
          executed.executionId(),
          executed.orderId());
    }
    noteMissing(before, tally);
    return tally.finding();
  }

  /** No order is filled beyond what was ordered, by the custodian's book and by what it said. */
  static Finding fillsWithinOrders(Case before) {
    var tally = new Tally("fills-within-orders", Kind.WRONG);
    var outside = before.recording().custodians().filled();
    before
        .handed()
        .orders()
        .forEach(
            (id, places) -> {
              var ordered = places.get(0).order().getQuantity();
              var said = before.fills().of(id).quantity();
              var done = outside.getOrDefault(id, BigDecimal.ZERO);
              tally.check(
                  said.compareTo(ordered) <= 0 && done.compareTo(ordered) <= 0,
                  "order %s is of %s; %s was said to be filled and %s was",
                  id,
                  ordered,
                  said,
                  done);
            });
    return tally.finding();
  }

  private static Map<String, Arrival> arrivals(Case before) {
    return before.recording().custodians().arrivals().stream()
        .collect(Collectors.toMap(Arrival::place, Function.identity()));
  }

  private static void noteMissing(Case before, Tally tally) {
    if (before.recording().custodians().isEmpty()) {
      tally.note(NO_BOOK);
    }
  }
}
