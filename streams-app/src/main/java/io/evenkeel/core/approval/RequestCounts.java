package io.evenkeel.core.approval;

import io.evenkeel.core.approval.RequestAccountState.Status;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many accounts of a request stand where; they add up to all of them.
 *
 * @param byStatus only counts above 0
 */
public record RequestCounts(SortedMap<Status, Integer> byStatus) {
  public static final RequestCounts NONE = new RequestCounts(new TreeMap<>());

  public RequestCounts {
    byStatus = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(byStatus));
  }

  /** So many accounts that build. */
  public static RequestCounts building(int accounts) {
    return new RequestCounts(new TreeMap<>(Map.of(Status.BUILDING, accounts)));
  }

  public int of(Status status) {
    return byStatus.getOrDefault(status, 0);
  }

  public int accounts() {
    return byStatus.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Accounts whose build has answered, or was given up. */
  public int answered() {
    return accounts() - of(Status.BUILDING);
  }

  /** Accounts that were handed to the custodian, or had nothing to trade. */
  public int complete() {
    return of(Status.HANDED_OVER) + of(Status.NO_TRADES);
  }

  public int failed() {
    return of(Status.FAILED);
  }

  public int removed() {
    return of(Status.REMOVED);
  }

  RequestCounts moved(Status from, Status to) {
    var counts = new TreeMap<>(byStatus);
    counts.computeIfPresent(from, (s, n) -> n == 1 ? null : n - 1);
    counts.merge(to, 1, Integer::sum);
    return new RequestCounts(counts);
  }
}
