package io.evenkeel.core.drift.reference;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Positions;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One account: what was told about it, and what it last said. */
final class ReferenceAccount {
  @Nullable Account account;
  @Nullable Positions positions;
  @Nullable String targetId;
  boolean rebalancing;
  boolean rebalanceOwed;
  final Map<String, BigDecimal> leverage = new HashMap<>();

  ReferenceTarget.@Nullable Content acknowledgedTarget;
  Map<String, Map<String, BigDecimal>> acknowledgedModels = new HashMap<>();

  boolean looked;
  boolean uncheckable;
  SortedSet<String> causes = new TreeSet<>();
  SortedSet<String> tiles = new TreeSet<>();
  SortedMap<String, String> breached = new TreeMap<>();
  Map<String, String> sides = new HashMap<>();
  long sequence;

  void forget() {
    looked = false;
    uncheckable = false;
    causes = new TreeSet<>();
    tiles = new TreeSet<>();
    breached = new TreeMap<>();
    sides = new HashMap<>();
  }
}
