package io.evenkeel.core.book;

import io.evenkeel.core.money.GivenWeight;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A manager's list of holdings with weights; what they leave to 100 % is the manager's cash.
 *
 * @param modelId without a slash: the line of a sleeve's holding is named {@code
 *     modelId/securityId}
 * @param holdings weight by securityId, each above 0, their sum at most 1; none of them CASH
 */
public record Model(
    String modelId,
    String ownerFirmId,
    long version,
    String manager,
    SortedMap<String, GivenWeight> holdings) {
  /** How the cash of a sleeve is named among its lines, so that no holding may be. */
  private static final String CASH = "CASH";

  public Model {
    requireNoSlash(modelId);
    if (holdings.containsKey(CASH)) {
      throw new IllegalArgumentException(
          "model "
              + modelId
              + " holds a security with the id CASH, which is the name of its cash; leave it out, the rest to 100 % is cash");
    }
    holdings = Collections.unmodifiableSortedMap(new TreeMap<>(holdings));
  }

  /** Refuses an id by which two lines could share a name, and so two orders an id. */
  static void requireNoSlash(String modelId) {
    if (modelId.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "model " + modelId + ": a modelId has no slash, which separates it from a securityId");
    }
  }
}
