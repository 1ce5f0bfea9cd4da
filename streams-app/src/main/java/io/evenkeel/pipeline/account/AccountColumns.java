package io.evenkeel.pipeline.account;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows of accounts, with what lists filter and sort them by in flat arrays: a list looks at every
 * row, and following a pointer to each costs more than everything that is done there. For one
 * thread at a time.
 */
final class AccountColumns {
  private static final int FEW = 64;

  /** Place of a row by its account's id. Rows leave no gaps: the last one moves into them. */
  private final Map<String, Integer> slots = new HashMap<>();

  private final Map<String, Integer> numbers = new HashMap<>();
  private AccountRow[] rows = new AccountRow[FEW];
  private int[] traits = new int[FEW];
  private int[] advisors = new int[FEW];
  private int[] custodians = new int[FEW];
  private int[] targets = new int[FEW];
  private long[] drifts = new long[FEW];
  private long[] since = new long[FEW];
  private int size;

  /** In whose order a row's account id stands; found out when somebody asks. */
  private int[] ranks = new int[FEW];

  /** The ids of the ranks, of which some may be gone. */
  private String[] ranked = {};

  private boolean hasNewcomers;

  @Nullable AccountRow get(String accountId) {
    var slot = slots.get(accountId);
    return slot == null ? null : rows[slot];
  }

  List<AccountRow> all() {
    return List.copyOf(Arrays.asList(rows).subList(0, size));
  }

  void put(AccountRow row) {
    var accountId = row.owner().accountId();
    var slot = slots.get(accountId);
    if (slot == null) {
      slot = size++;
      slots.put(accountId, slot);
      grow();
      hasNewcomers = true;
    }
    rows[slot] = row;
    traits[slot] = Traits.of(row);
    advisors[slot] = number(row.owner().advisorId());
    custodians[slot] = number(row.owner().custodianId());
    targets[slot] = number(row.targetId());
    drifts[slot] = AccountQuery.By.DRIFT.key(row);
    since[slot] = AccountQuery.By.SINCE.key(row);
  }

  /** A number for each advisor, custodian and target; their ids are few, and shared. */
  private int number(@Nullable String id) {
    return id == null ? -1 : numbers.computeIfAbsent(id, i -> numbers.size());
  }

  private void grow() {
    if (size > rows.length) {
      var most = 2 * rows.length;
      rows = Arrays.copyOf(rows, most);
      traits = Arrays.copyOf(traits, most);
      advisors = Arrays.copyOf(advisors, most);
      custodians = Arrays.copyOf(custodians, most);
      targets = Arrays.copyOf(targets, most);
      drifts = Arrays.copyOf(drifts, most);
      since = Arrays.copyOf(since, most);
      ranks = Arrays.copyOf(ranks, most);
    }
  }

  void remove(String accountId) {
    var slot = slots.remove(accountId);
    if (slot != null) {
      size--;
      if (slot < size) {
        slots.put(rows[size].owner().accountId(), slot);
        rows[slot] = rows[size];
        traits[slot] = traits[size];
        advisors[slot] = advisors[size];
        custodians[slot] = custodians[size];
        targets[slot] = targets[size];
        drifts[slot] = drifts[size];
        since[slot] = since[size];
        ranks[slot] = ranks[size];
      }
      Arrays.fill(rows, size, size + 1, null);
    }
  }

  void clear() {
    slots.clear();
    numbers.clear();
    Arrays.fill(rows, 0, size, null);
    size = 0;
    ranked = new String[0];
    hasNewcomers = false;
  }

  private void rank() {
    if (hasNewcomers) {
      ranked = slots.keySet().toArray(String[]::new);
      Arrays.sort(ranked);
      for (var slot = 0; slot < size; slot++) {
        ranks[slot] = Arrays.binarySearch(ranked, rows[slot].owner().accountId());
      }
      hasNewcomers = false;
    }
  }

  AccountPage page(AccountQuery query) {
    rank();
    var listed = listed(query);
    var shown = Traits.shown(query);
    var first = new First(query.order());
    var count = new Traits.Count();
    var total = 0;
    for (var i = 0; i < size; i++) {
      // Accounts often come in the order of their ids: from the end that the page is of.
      var slot = query.order().descending() ? size - 1 - i : i;
      if (listed.test(slot)) {
        count.add(traits[slot]);
        if (Traits.hasAll(traits[slot], shown)) {
          total++;
          first.offer(slot);
        }
      }
    }
    return new AccountPage(first.rows(), total, count.tiles(), count.stages());
  }

  /** Whether the row in a slot is one of the list, tile and stage aside. */
  private IntPredicate listed(AccountQuery query) {
    var traitsWanted = Traits.listed(query);
    var advisor = wanted(query.advisorId());
    var custodian = wanted(query.custodianId());
    var target = wanted(query.targetId());
    var minDrift = query.minDrift() == null ? Long.MIN_VALUE : driftKey(query.minDrift());
    var mentions = query.mentions();
    return slot ->
        (!query.queued() || (traits[slot] & Traits.STAGES) != 0)
            && Traits.hasAll(traits[slot], traitsWanted)
            && (advisor == null || advisor == advisors[slot])
            && (custodian == null || custodian == custodians[slot])
            && (target == null || target == targets[slot])
            && drifts[slot] >= minDrift
            && (mentions == null || mentions.test(rows[slot]));
  }

  /** The number of an id; one that no row has if nobody has the id. */
  private @Nullable Integer wanted(@Nullable String id) {
    return id == null ? null : numbers.getOrDefault(id, Integer.MIN_VALUE);
  }

  /** The least key of a drift that is no less; of those that were judged. */
  private static long driftKey(BigDecimal drift) {
    var least = drift.movePointRight(AccountRow.WEIGHT_DECIMALS).setScale(0, RoundingMode.CEILING);
    return least.max(BigDecimal.ZERO).min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
  }

  private long[] keys(AccountQuery.By by) {
    return switch (by) {
      case ACCOUNT_ID -> new long[0];
      case DRIFT -> drifts;
      case SINCE -> since;
    };
  }

  /** The first rows of an order, of all that are offered. */
  private final class First {
    private final AccountQuery.Order order;
    private final long[] keys;

    /** Ranks before this one, and from that one on, are before and after the last page's end. */
    private final int before;

    private final int from;
    private final PriorityQueue<Integer> picked;
    private boolean isFull;
    private long lastKey;
    private int lastRank;

    First(AccountQuery.Order order) {
      this.order = order;
      this.keys = keys(order.by());
      var found = order.after() == null ? 0 : find(order.after());
      this.before = found < 0 ? -found - 1 : found;
      this.from = found < 0 ? before : found + 1;
      this.picked = new PriorityQueue<>((one, other) -> compare(other, one));
    }

    private int find(AccountQuery.After after) {
      return Arrays.binarySearch(ranked, after.accountId());
    }

    private long key(int slot) {
      return keys.length == 0 ? 0 : keys[slot];
    }

    private int compare(int one, int other) {
      return compare(key(one), ranks[one], key(other), ranks[other]);
    }

    private int compare(long key, int rank, long otherKey, int otherRank) {
      var byKey = Long.compare(key, otherKey);
      var ascending = byKey != 0 ? byKey : Integer.compare(rank, otherRank);
      return order.descending() ? -ascending : ascending;
    }

    /** Most rows of a long list are behind a page that is full, and end at the first comparison. */
    void offer(int slot) {
      if (isFull && compare(key(slot), ranks[slot], lastKey, lastRank) >= 0) {
        return;
      }
      if (isOnOrAfterThePage(slot)) {
        if (isFull) {
          picked.poll();
        }
        picked.add(slot);
        isFull = picked.size() == order.most();
        if (isFull) {
          lastKey = key(picked.element());
          lastRank = ranks[picked.element()];
        }
      }
    }

    private boolean isOnOrAfterThePage(int slot) {
      var after = order.after();
      if (after == null) {
        return true;
      }
      var key = key(slot);
      if (key != after.key()) {
        return order.descending() == key < after.key();
      }
      return order.descending() ? ranks[slot] < before : ranks[slot] >= from;
    }

    List<AccountRow> rows() {
      var first = new ArrayList<AccountRow>();
      picked.forEach(slot -> first.add(rows[slot]));
      return first;
    }
  }
}
