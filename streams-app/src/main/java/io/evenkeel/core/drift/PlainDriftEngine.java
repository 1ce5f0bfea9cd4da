package io.evenkeel.core.drift;

import io.evenkeel.core.book.Positions;
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
 * and what a faster engine is measured against. Costs a list entry per account and security, and a
 * judgement per holder and drain.
 */
public final class PlainDriftEngine implements DriftEngine {
  private final Map<String, Integer> slotOf = new HashMap<>();
  private final List<@Nullable Watch> watched = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Postings securities = new Postings();
  private final Postings models = new Postings();
  private final Postings targets = new Postings();
  private final BitSet dirty = new BitSet();
  private final Set<String> marked = new TreeSet<>();

  @Override
  public void put(Watch watch, @Nullable Positions positions, Judgement last) {
    var slot = slotOf.computeIfAbsent(watch.accountId(), id -> freeSlot());
    var before = watched.set(slot, watch);
    repost(securities, slot, before == null ? Set.of() : before.securities(), watch.securities());
    repost(models, slot, before == null ? Set.of() : before.models(), watch.models());
    repost(targets, slot, before == null ? Set.of() : before.targets(), watch.targets());
  }

  private int freeSlot() {
    if (!free.isEmpty()) {
      return free.pop();
    }
    watched.add(null);
    return watched.size() - 1;
  }

  private static void repost(Postings postings, int slot, Set<String> before, Set<String> after) {
    if (before.equals(after)) {
      return;
    }
    before.stream().filter(id -> !after.contains(id)).forEach(id -> postings.remove(id, slot));
    after.stream().filter(id -> !before.contains(id)).forEach(id -> postings.add(id, slot));
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
      repost(securities, slot, before.securities(), Set.of());
      repost(models, slot, before.models(), Set.of());
      repost(targets, slot, before.targets(), Set.of());
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
    securities.mark(securityId, dirty);
  }

  @Override
  public void modelChanged(String modelId) {
    models.mark(modelId, dirty);
  }

  @Override
  public void targetChanged(String targetId) {
    targets.mark(targetId, dirty);
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
}
