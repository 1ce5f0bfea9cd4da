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
 * @param holdings weight by securityId, each above 0, their sum at most 1
 */
public record Model(
    String modelId,
    String ownerFirmId,
    long version,
    String manager,
    SortedMap<String, GivenWeight> holdings) {
  public Model {
    requireNoSlash(modelId);
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
