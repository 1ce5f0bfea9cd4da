package io.evenkeel.core.account;

import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.money.Leverage;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a late consumer needs to know of an account; topic {@code account-status}. Holds nothing
 * that moves with every price, so that it is written on change only.
 *
 * @param flagged survives an uncheckable spell
 * @param stage {@code null} where the account is not in the queue
 * @param breached triggering lines by name
 * @param targets version by targetId, the assigned one first; empty where none is assigned
 * @param sleeves model sleeves that the account has or its target names, by modelId
 * @param lastSequence of its last drift event; 0 where there was none
 * @param flaggedSince {@code null} where it is not flagged
 */
public record AccountStatusReport(
    Owner owner,
    MonitoringStatus status,
    boolean flagged,
    @Nullable Stage stage,
    SortedSet<Tile> tiles,
    SortedSet<Cause> causes,
    SortedMap<String, Side> breached,
    SortedSet<Uncheckable> uncheckable,
    boolean rebalancing,
    Map<String, Long> targets,
    List<SleeveStatus> sleeves,
    @Nullable String openRequestId,
    @Nullable String openBatchId,
    List<String> openAcrIds,
    long lastSequence,
    @Nullable Instant flaggedSince) {

  /**
   * One model sleeve.
   *
   * @param modelVersion {@code null} where the model is unknown
   * @param configured {@code null} where the target does not name the model
   * @param effective {@code null} where the sleeve does not exist
   */
  public record SleeveStatus(
      String modelId,
      @Nullable Long modelVersion,
      @Nullable Leverage configured,
      @Nullable Leverage effective) {}

  public AccountStatusReport {
    tiles = Collections.unmodifiableSortedSet(new TreeSet<>(tiles));
    causes = Collections.unmodifiableSortedSet(new TreeSet<>(causes));
    breached = Collections.unmodifiableSortedMap(new TreeMap<>(breached));
    uncheckable = Collections.unmodifiableSortedSet(new TreeSet<>(uncheckable));
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    sleeves = List.copyOf(sleeves);
    openAcrIds = List.copyOf(openAcrIds);
  }
}
