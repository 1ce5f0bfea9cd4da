package io.evenkeel.core.drift;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** Which slots depend on which id; 4 bytes an entry, since a popular security has many holders. */
final class Postings {
  private final Map<String, Slots> bySubject = new HashMap<>();

  /** A bag of slots in no order. */
  private static final class Slots {
    private int[] slots = new int[4];
    private int size;

    void add(int slot) {
      if (size == slots.length) {
        slots = Arrays.copyOf(slots, size + (size >> 1) + 1);
      }
      slots[size++] = slot;
    }

    void remove(int slot) {
      for (var i = 0; i < size; i++) {
        if (slots[i] == slot) {
          size--;
          slots[i] = slots[size];
          return;
        }
      }
    }
  }

  private void add(String id, int slot) {
    bySubject.computeIfAbsent(id, key -> new Slots()).add(slot);
  }

  private void remove(String id, int slot) {
    var slots = bySubject.get(id);
    if (slots == null) {
      return;
    }
    slots.remove(slot);
    if (slots.size == 0) {
      bySubject.remove(id);
    }
  }

  /** Has a slot depend on these ids in place of those before. */
  void replace(int slot, Set<String> before, Set<String> after) {
    if (before.equals(after)) {
      return;
    }
    before.stream().filter(id -> !after.contains(id)).forEach(id -> remove(id, slot));
    after.stream().filter(id -> !before.contains(id)).forEach(id -> add(id, slot));
  }

  /** Names all slots that depend on the id. */
  void forEach(String id, IntConsumer named) {
    var slots = bySubject.get(id);
    if (slots == null) {
      return;
    }
    for (var i = 0; i < slots.size; i++) {
      named.accept(slots.slots[i]);
    }
  }
}
