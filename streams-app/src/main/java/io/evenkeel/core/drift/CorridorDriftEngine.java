package io.evenkeel.core.drift;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.corridor.Corridors;
import io.evenkeel.core.drift.corridor.EngineCounts;
import io.evenkeel.core.drift.corridor.Shape;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.GivenWeight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names only accounts of which it cannot prove that they would say the same again. For each it
 * keeps the prices between which nothing changes (docs/engine.md); whatever else changes, a price
 * that becomes unusable included, concerns everyone who depends on it.
 */
public final class CorridorDriftEngine implements DriftEngine {
  /** Fewer accounts than this touched at one look are laid again one by one in any case. */
  private static final int STORM_FROM = 1_000;

  private final Boards boards;
  private final Hysteresis hysteresis;
  private final Corridors corridors;
  private final Map<String, Integer> slotOf = new HashMap<>();
  private final List<@Nullable Subjects> subjects = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private final Postings models = new Postings();
  private final Postings targets = new Postings();
  private final Map<String, Integer> symbolOf = new HashMap<>();
  private final Set<String> marked = new TreeSet<>();

  /** What an account depends on beside prices. */
  private record Subjects(String accountId, Set<String> models, Set<String> targets) {}

  /**
   * An engine that watches nobody.
   *
   * @param boards from which the newest price of what is held is read
   * @param hysteresis by which the accounts are judged
   */
  public CorridorDriftEngine(Boards boards, Hysteresis hysteresis) {
    this(boards, hysteresis, STORM_FROM);
  }

  CorridorDriftEngine(Boards boards, Hysteresis hysteresis, int stormFrom) {
    this.boards = boards;
    this.hysteresis = hysteresis;
    this.corridors = new Corridors(stormFrom);
  }

  @Override
  public void put(
      Watch watch, @Nullable Positions positions, Judgement last, GivenWeight maintenance) {
    var slot = slotOf.computeIfAbsent(watch.accountId(), id -> freeSlot());
    var before = subjects.get(slot);
    models.replace(slot, before == null ? Set.of() : before.models, watch.models());
    targets.replace(slot, before == null ? Set.of() : before.targets, watch.targets());
    subjects.set(slot, new Subjects(watch.accountId(), watch.models(), watch.targets()));
    var shape =
        positions != null && last instanceof Judgement.Checkable checkable
            ? Shaping.of(positions, checkable, hysteresis, maintenance, this::symbol)
            : null;
    corridors.put(slot, shape == null ? exposed(watch) : shape);
  }

  private Shape exposed(Watch watch) {
    return Shape.exposed(watch.securities().stream().mapToInt(this::symbol).toArray());
  }

  private int freeSlot() {
    if (!free.isEmpty()) {
      return free.pop();
    }
    subjects.add(null);
    return subjects.size() - 1;
  }

  private int symbol(String securityId) {
    return symbolOf.computeIfAbsent(securityId, this::newSymbol);
  }

  private int newSymbol(String securityId) {
    return corridors.addSymbol(price(securityId));
  }

  /** In dollars; 0 where there is none that an account could be judged by. */
  private double price(String securityId) {
    var quote = boards.quote(securityId);
    return quote == null || quote.quarantined() || !isInDollars(quote, securityId)
        ? 0
        : quote.price().perUnit().doubleValue();
  }

  private boolean isInDollars(Quote quote, String securityId) {
    var security = boards.security(securityId);
    return quote.currency().equals("USD")
        && (security == null || security.currency().equals("USD"));
  }

  @Override
  public void remove(String accountId) {
    marked.remove(accountId);
    var slot = slotOf.remove(accountId);
    if (slot == null) {
      return;
    }
    var before = subjects.set(slot, null);
    if (before != null) {
      models.replace(slot, before.models, Set.of());
      targets.replace(slot, before.targets, Set.of());
    }
    corridors.remove(slot);
    free.push(slot);
  }

  @Override
  public void mark(String accountId) {
    var slot = slotOf.get(accountId);
    if (slot == null) {
      marked.add(accountId);
    } else {
      corridors.name(slot);
    }
  }

  /** Holders of what had no usable price could not be judged, so that any price names them. */
  @Override
  public void securityChanged(String securityId) {
    var symbol = symbolOf.get(securityId);
    if (symbol == null) {
      return;
    }
    var price = price(securityId);
    if (price > 0) {
      corridors.tick(symbol, price);
    } else {
      corridors.nameHolders(symbol);
    }
  }

  @Override
  public void securityAged(String securityId) {
    var symbol = symbolOf.get(securityId);
    if (symbol != null) {
      corridors.nameHolders(symbol);
    }
  }

  @Override
  public void modelChanged(String modelId) {
    models.forEach(modelId, corridors::name);
  }

  @Override
  public void targetChanged(String targetId) {
    targets.forEach(targetId, corridors::name);
  }

  @Override
  public void drain(Consumer<String> judge) {
    var slots = corridors.drain();
    var ids = new TreeSet<>(marked);
    marked.clear();
    for (var slot : slots) {
      var subject = subjects.get(slot);
      if (subject != null) {
        ids.add(subject.accountId);
      }
    }
    ids.forEach(judge);
  }

  @Override
  public boolean isIdle() {
    return marked.isEmpty() && corridors.isIdle();
  }

  @Override
  public EngineCounts counts() {
    return corridors.counts();
  }
}
