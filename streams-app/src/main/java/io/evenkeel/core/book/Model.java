package io.evenkeel.core.book;

import io.evenkeel.core.money.GivenWeight;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A manager's list of holdings with weights; what they leave to 100 % is the manager's cash.
 *
 * @param holdings weight by securityId, each above 0, their sum at most 1
 */
public record Model(
    String modelId,
    String ownerFirmId,
    long version,
    String manager,
    SortedMap<String, GivenWeight> holdings) {
  public Model {
    holdings = Collections.unmodifiableSortedMap(new TreeMap<>(holdings));
  }
}
