package io.evenkeel.core.approval;

import io.evenkeel.core.approval.RequestAccountState.Status;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.tax.GroupSale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps an account from buying what another one of its group sells at a loss in the same request.
 * Each builds by itself, on a task of its own, and sees only what was sold; so the request, which
 * sees every proposal, has the ones that would buy build again, without it. See
 * docs/decisions/0077-wash-sales-within-a-request.md.
 *
 * <p>Looked at when every account has answered. The sale stands. A round begins only where an
 * account buys what it was not told of yet, and an account is told of more with every round, so
 * rounds end. Nobody waits for another: one that does not answer again has failed like any that
 * does not answer.
 */
final class GroupWash {
  private GroupWash() {}

  /** Sends those that would wash a loss back to building; they have as long as the first time. */
  static void buildAgain(Draft draft, RequestSettings settings, Instant at) {
    var request = draft.request();
    if (request.phase() != RequestPhase.BUILDING
        || !request.groupsSellAtLoss()
        || request.counts().of(Status.BUILDING) > 0) {
      return;
    }
    var rows = draft.rows().stream().filter(row -> row.status() == Status.PROPOSED).toList();
    var sold = sold(rows);
    var washing = rows.stream().filter(row -> isWashing(row, sold)).toList();
    washing.forEach(row -> buildAgain(draft, row, sold, at));
    if (!washing.isEmpty()) {
      draft.put(draft.request().waitingUntil(at.plus(settings.answerWithin())));
    }
  }

  /** Who sells what at a loss: by group, then security. */
  private static SortedMap<String, SortedMap<String, List<String>>> sold(
      List<RequestAccountState> rows) {
    var sold = new TreeMap<String, SortedMap<String, List<String>>>();
    for (var row : rows) {
      if (row.group() != null) {
        row.orders().stream()
            .filter(Order::isLossSale)
            .forEach(
                sale ->
                    sold.computeIfAbsent(groupOf(row), group -> new TreeMap<>())
                        .computeIfAbsent(sale.securityId(), security -> new ArrayList<>())
                        .add(row.accountId()));
      }
    }
    return sold;
  }

  /** A group is one of its firm. */
  private static String groupOf(RequestAccountState row) {
    var owner = row.owner();
    return (owner == null ? "" : owner.firmId()) + "/" + row.group();
  }

  private static boolean isWashing(
      RequestAccountState row, SortedMap<String, SortedMap<String, List<String>>> sold) {
    var told = row.groupSales().stream().map(GroupSale::securityId).toList();
    var others = soldByOthers(row, sold);
    return row.orders().stream()
        .filter(order -> order.side() == TradeSide.BUY)
        .map(Order::securityId)
        .anyMatch(bought -> others.containsKey(bought) && !told.contains(bought));
  }

  private static SortedMap<String, GroupSale> soldByOthers(
      RequestAccountState row, SortedMap<String, SortedMap<String, List<String>>> sold) {
    var others = new TreeMap<String, GroupSale>();
    var ofGroup = row.group() == null ? null : sold.get(groupOf(row));
    if (ofGroup != null) {
      ofGroup.forEach(
          (securityId, sellers) ->
              sellers.stream()
                  .filter(seller -> !seller.equals(row.accountId()))
                  .min(String::compareTo)
                  .ifPresent(seller -> others.put(securityId, new GroupSale(securityId, seller))));
    }
    return others;
  }

  private static void buildAgain(
      Draft draft,
      RequestAccountState row,
      SortedMap<String, SortedMap<String, List<String>>> sold,
      Instant at) {
    var told = soldByOthers(row, sold);
    row.groupSales().forEach(sale -> told.put(sale.securityId(), sale));
    var sales = List.copyOf(told.values());
    draft.change(row, row.buildingAgain(sales, at));
    var submission = draft.request().submission();
    draft.ask(
        new AccountTask.Build(
            row.requestId(),
            row.accountId(),
            draft.request().firmId(),
            submission.logic(),
            submission.scope(),
            submission.source(),
            sales,
            at));
  }
}
