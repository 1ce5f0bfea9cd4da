package io.evenkeel.pipeline.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When each key next has something due, so that nobody has to look at every key to find out. Held
 * in memory, built again from the store; at most one entry per key. For one thread.
 */
public final class Deadlines {
  private final Map<String, Instant> byKey = new HashMap<>();
  private final TreeMap<Instant, TreeSet<String>> inOrder = new TreeMap<>();

  /** Something is due for the key then, and nothing before; {@code null}: nothing ever. */
  public void set(String key, @Nullable Instant due) {
    var before = due == null ? byKey.remove(key) : byKey.put(key, due);
    if (before != null) {
      forget(key, before);
    }
    if (due != null) {
      inOrder.computeIfAbsent(due, at -> new TreeSet<>()).add(key);
    }
  }

  /** Names and forgets every key with something due by now, earliest first, then by key. */
  public void due(Instant now, Consumer<String> action) {
    while (isDue(now)) {
      var keys = inOrder.pollFirstEntry().getValue();
      keys.forEach(byKey::remove);
      keys.forEach(action);
    }
  }

  /** Whether any key has something due by now. */
  public boolean isDue(Instant now) {
    return !inOrder.isEmpty() && !inOrder.firstKey().isAfter(now);
  }

  public void clear() {
    byKey.clear();
    inOrder.clear();
  }

  private void forget(String key, Instant at) {
    var keys = inOrder.get(at);
    if (keys != null) {
      keys.remove(key);
      if (keys.isEmpty()) {
        inOrder.remove(at);
      }
    }
  }
}
