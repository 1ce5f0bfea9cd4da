package io.evenkeel.pipeline.market;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small numbers for ids, counted from 0 in the order in which ids are first seen, so that arrays
 * can be used for what is known of them. Numbers differ from instance to instance: they are never
 * stored and never sent.
 *
 * <p>Grows, up to {@link #LIMIT}; an id is never forgotten. Any thread may use it.
 */
public final class SymbolTable {
  /** Four million ids; further ones are refused. */
  public static final int LIMIT = 1 << 22;

  /** What {@link #find} answers for an id that was never seen. */
  public static final int NONE = -1;

  private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
  private volatile String[] ids = new String[1024];
  private volatile int size;

  /** The id's number, or {@link #NONE}. */
  public int find(String id) {
    var number = numbers.get(id);
    return number == null ? NONE : number;
  }

  /** The id's number, a new one where it has none; {@link #NONE} where the table is full. */
  public int intern(String id) {
    var number = numbers.get(id);
    return number == null ? added(id) : number;
  }

  private synchronized int added(String id) {
    var known = numbers.get(id);
    if (known != null) {
      return known;
    }
    if (size == LIMIT) {
      return NONE;
    }
    var number = size;
    var room = number < ids.length ? ids : Arrays.copyOf(ids, ids.length * 2);
    room[number] = id;
    ids = room;
    size = number + 1;
    numbers.put(id, number);
    return number;
  }

  /** The id with that number. */
  public String id(int symbol) {
    return requireNonNull(ids[symbol], "an id");
  }

  /** How many ids there are; every number below it has an id. */
  public int size() {
    return size;
  }
}
