package io.evenkeel.core.tax;

import java.util.Comparator;

/**
 * A sale at a loss that one account of a group proposes, told to another one of the same request.
 *
 * @param accountId that would sell it; of several the first by id
 */
public record GroupSale(String securityId, String accountId) implements Comparable<GroupSale> {
  private static final Comparator<GroupSale> IN_ORDER =
      Comparator.comparing(GroupSale::securityId).thenComparing(GroupSale::accountId);

  @Override
  public int compareTo(GroupSale other) {
    return IN_ORDER.compare(this, other);
  }
}
