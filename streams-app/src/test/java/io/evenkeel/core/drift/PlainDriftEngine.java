package io.evenkeel.core.drift;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.corridor.EngineCounts;
import io.evenkeel.core.money.GivenWeight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The plain engine: every account that depends on what changed is judged. Right by construction,
 * and what the engine in use is measured against.
 */
final class PlainDriftEngine implements DriftEngine {
  private final Map<String, Integer> slotOf = new HashMap<>();
  private final List<@Nullable Watch> watched = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Postings securities = new Postings();
  private final Postings models = new Postings();
  private final Postings targets = new Postings();
  private final BitSet dirty = new BitSet();
  private final Set<String> marked = new TreeSet<>();

  @Override
  public void put(
      Watch watch, @Nullable Positions positions, Judgement last, GivenWeight maintenance) {
    var slot = slotOf.computeIfAbsent(watch.accountId(), id -> freeSlot());
    var before = watched.set(slot, watch);
    securities.replace(slot, before == null ? Set.of() : before.securities(), watch.securities());
    models.replace(slot, before == null ? Set.of() : before.models(), watch.models());
    targets.replace(slot, before == null ? Set.of() : before.targets(), watch.targets());
  }

  private int freeSlot() {
    if (!free.isEmpty()) {
      return free.pop();
    }
    watched.add(null);
    return watched.size() - 1;
  }

  @Override
  public void remove(String accountId) {
    marked.remove(accountId);
    var slot = slotOf.remove(accountId);
    if (slot == null) {
      return;
    }
    var before = watched.set(slot, null);
    if (before != null) {
      securities.replace(slot, before.securities(), Set.of());
      models.replace(slot, before.models(), Set.of());
      targets.replace(slot, before.targets(), Set.of());
    }
    dirty.clear(slot);
    free.push(slot);
  }

  @Override
  public void mark(String accountId) {
    marked.add(accountId);
  }

  @Override
  public void securityChanged(String securityId) {
    securities.forEach(securityId, dirty::set);
  }

  @Override
  public void securityAged(String securityId) {
    securityChanged(securityId);
  }

  @Override
  public void modelChanged(String modelId) {
    models.forEach(modelId, dirty::set);
  }

  @Override
  public void targetChanged(String targetId) {
    targets.forEach(targetId, dirty::set);
  }

  @Override
  public void drain(Consumer<String> judge) {
    var ids = new ArrayList<>(marked);
    dirty.stream()
        .mapToObj(watched::get)
        .filter(watch -> watch != null && !marked.contains(watch.accountId()))
        .forEach(watch -> ids.add(watch.accountId()));
    marked.clear();
    dirty.clear();
    Collections.sort(ids);
    ids.forEach(judge);
  }

  @Override
  public boolean isIdle() {
    return marked.isEmpty() && dirty.isEmpty();
  }

  @Override
  public EngineCounts counts() {
    return EngineCounts.NONE;
  }
}
