package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.CorporateAction;
import io.evenkeel.core.market.GuardSettings;
import io.evenkeel.core.market.GuardState;
import io.evenkeel.core.market.PriceGuard;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.market.Refusal;
import io.evenkeel.core.market.RefusalReason;
import io.evenkeel.core.market.Ruling;
import io.evenkeel.core.market.Tick;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last good price of every security that has one, and what the guard holds. Written by the
 * thread that reads the topics, read by any.
 *
 * <p>On a compacted topic a refused record may have replaced the good one, so a security that the
 * board does not know yet is first looked up in what price-holds says (see {@link #recorded}): it
 * states what the guard knew at an offset, and records up to there are accounted for.
 */
public final class PriceBoard implements Intake.Taker<Tick> {
  /** A task may fall a quarter of a million changes behind before it has to look at all prices. */
  static final int CHANGES = 1 << 18;

  private static final int HOLD_CHANGES = 1 << 14;
  private static final long NEVER = -1;

  private final GuardSettings settings;
  private final SymbolTable symbols = new SymbolTable();
  private final PriceSlots slots = new PriceSlots();
  private final ChangeRing changes = new ChangeRing(CHANGES);
  private final ChangeRing holdChanges = new ChangeRing(HOLD_CHANGES);
  private final Map<String, PriceHold> holds = new ConcurrentHashMap<>();
  private final Map<String, PriceHold> recorded = new ConcurrentHashMap<>();
  private final BoardCounts counts;
  private final Function<String, @Nullable CorporateAction> actions;
  private final WaitingPrices waiting = new WaitingPrices();
  private long[] lookedAt = new long[0];
  private volatile long newestAsOfMicros = Long.MIN_VALUE;

  PriceBoard(GuardSettings settings, BoardCounts counts) {
    this(settings, counts, id -> null);
  }

  /**
   * @param actions by which a split is not taken for a jump
   */
  PriceBoard(
      GuardSettings settings,
      BoardCounts counts,
      Function<String, @Nullable CorporateAction> actions) {
    this.settings = settings;
    this.counts = counts;
    this.actions = actions;
  }

  /** The last good price; {@code null} where there is none. */
  public @Nullable Quote quote(String securityId) {
    var good = good(securityId);
    return good == null
        ? null
        : new Quote(
            good.tick().price(), good.tick().currency(), good.tick().asOf(), good.quarantined());
  }

  PriceSlots.@Nullable Good good(String securityId) {
    var symbol = symbols.find(securityId);
    return symbol == SymbolTable.NONE ? null : slots.read(symbol);
  }

  /**
   * What price-holds has to say of a security as this board knows it: a price is held, or the
   * newest record was refused; {@code null} where neither is so.
   */
  public @Nullable PriceHold hold(String securityId) {
    return holds.get(securityId);
  }

  /** When the newest price of all was made, in microseconds; the smallest long before the first. */
  public long newestAsOfMicros() {
    return newestAsOfMicros;
  }

  /** Follows changes of prices, quarantine included. */
  ChangeCursor changes() {
    return new ChangeCursor(changes, symbols, counts::lap);
  }

  /** Follows changes of what {@link #hold} answers. */
  ChangeCursor holdChanges() {
    return new ChangeCursor(holdChanges, symbols, counts::lap);
  }

  /** How old the prices are, found by looking at each. */
  PriceSurvey survey() {
    var times = new long[symbols.size()];
    var priced = 0;
    var quarantined = 0;
    for (var symbol = 0; symbol < times.length; symbol++) {
      var good = slots.read(symbol);
      if (good != null) {
        times[priced++] = good.tick().asOfMicros();
        quarantined += good.quarantined() ? 1 : 0;
      }
    }
    return PriceSurvey.of(Arrays.copyOf(times, priced), quarantined);
  }

  SymbolTable symbols() {
    return symbols;
  }

  @Override
  public @Nullable Refusal take(String id, Tick tick, Place place) {
    var symbol = symbols.intern(id);
    if (symbol == SymbolTable.NONE) {
      return full(id);
    }
    if (isAccountedFor(symbol, id, tick, place)) {
      return null;
    }
    lookedAt[symbol] = place.offset();
    return ruled(symbol, symbols.id(symbol), tick, place);
  }

  private @Nullable Refusal ruled(int symbol, String id, Tick tick, Place place) {
    var known = known(symbol, id);
    var expected = known.expecting(actions.apply(id), tick);
    var ruling = PriceGuard.rule(expected, tick, settings);
    if (ruling instanceof Ruling.Refused refused) {
      noteRefused(symbol, id, tick, refused.why().reason(), place);
      return refused.why();
    }
    if (ruling instanceof Ruling.Held held) {
      hold(symbol, id, known.last(), tick, place);
      waiting.add(symbol, tick, place);
      return held.why();
    }
    if (ruling instanceof Ruling.TooSoon tooSoon) {
      waiting.add(symbol, tick, place);
      return tooSoon.why();
    }
    if (ruling instanceof Ruling.Accepted) {
      accept(symbol, tick, place.offset());
    }
    if (ruling instanceof Ruling.Accepted || known.held() == null) {
      forgetHold(symbol, id);
    }
    return null;
  }

  @Override
  public @Nullable Refusal withdraw(String id, Place place) {
    var symbol = symbols.intern(id);
    if (symbol == SymbolTable.NONE) {
      return full(id);
    }
    if (isAccountedFor(symbol, id, null, place)) {
      return null;
    }
    lookedAt[symbol] = place.offset();
    waiting.take(symbol);
    slots.write(symbol, null, false, place.offset());
    changes.publish(symbol);
    forgetHold(symbol, id);
    return null;
  }

  @Override
  public @Nullable Refusal unreadable(String id, Refusal why, Place place) {
    var symbol = symbols.intern(id);
    if (symbol == SymbolTable.NONE) {
      return full(id);
    }
    if (isAccountedFor(symbol, id, null, place)) {
      return why;
    }
    lookedAt[symbol] = place.offset();
    noteRefused(symbol, id, null, RefusalReason.MALFORMED, place);
    return why;
  }

  /** What price-holds now says of a security; {@code null} where it says nothing any more. */
  void recorded(String id, @Nullable PriceHold hold) {
    if (hold == null) {
      recorded.remove(id);
      return;
    }
    recorded.put(id, hold);
    var symbol = symbols.find(id);
    if (symbol == SymbolTable.NONE || lookedAt(symbol) == NEVER) {
      return;
    }
    var current = holds.get(id);
    var isRelease = hold.releasedBy() != null && current != null && current.holdsTheSameAs(hold);
    if (isRelease || (lookedAt(symbol) <= hold.offset() && differs(symbol, id, hold))) {
      adopt(symbol, id, hold);
    }
  }

  /**
   * An action was told, maybe after prices that follow from it. What has waited since the last good
   * price is ruled anew, in order, as by a board that knew of the action before.
   */
  void actionTold(String id) {
    var symbol = symbols.find(id);
    if (symbol == SymbolTable.NONE) {
      return;
    }
    var last = known(symbol, id).last();
    if (waiting.any(symbol, tick -> isExplained(id, new GuardState(last, tick)))) {
      // Readers see the last good price quarantined until another is believed.
      forgetHold(symbol, id);
      ruleAnew(symbol, id, waiting.take(symbol));
    }
  }

  private void ruleAnew(int symbol, String id, List<WaitingPrices.Waiting> prices) {
    prices.forEach(price -> ruled(symbol, id, price.tick(), price.place()));
  }

  /**
   * Whether the held price is what an action that this board knows makes of the last good one.
   * Boards read prices and actions in any order, and have to agree in the end.
   */
  private boolean isExplained(String id, GuardState state) {
    var held = state.held();
    if (held == null) {
      return false;
    }
    var expected = new GuardState(state.last(), null).expecting(actions.apply(id), held);
    return PriceGuard.rule(expected, held, settings) instanceof Ruling.Accepted;
  }

  /** What price-holds says, whether or not this board agrees. */
  public @Nullable PriceHold recorded(String id) {
    return recorded.get(id);
  }

  private boolean differs(int symbol, String id, PriceHold hold) {
    return !known(symbol, id).equals(hold.state());
  }

  /**
   * Whether the record changes nothing, since the board has come past it. A security that the board
   * does not know begins where price-holds left off, if that is at or past the record, or if a hold
   * was not over by then.
   */
  private boolean isAccountedFor(int symbol, String id, @Nullable Tick tick, Place place) {
    if (lookedAt(symbol) == NEVER) {
      var hold = recorded.get(id);
      if (hold != null && concerns(hold, tick, place)) {
        adopt(symbol, id, hold);
      }
    }
    return place.offset() <= lookedAt(symbol);
  }

  /**
   * A price newer than all that the hold knows, yet before it, is of a topic that was made anew.
   */
  private static boolean concerns(PriceHold hold, @Nullable Tick tick, Place place) {
    if (hold.partition() != place.partition()) {
      return false;
    }
    return place.offset() > hold.offset()
        ? hold.isHolding()
        : tick == null || !isNewerThanAll(tick, hold);
  }

  private static boolean isNewerThanAll(Tick tick, PriceHold hold) {
    return isNewer(tick, hold.lastGood()) && isNewer(tick, hold.refused());
  }

  private static boolean isNewer(Tick tick, @Nullable Tick other) {
    return other == null || tick.asOf().isAfter(other.asOf());
  }

  private void adopt(int symbol, String id, PriceHold hold) {
    lookedAt[symbol] = Math.max(lookedAt(symbol), hold.offset());
    var state = hold.state();
    var held = state.held();
    var takesHeld = held != null && (settings.jumpGuard().isEmpty() || isExplained(id, state));
    var good = takesHeld ? held : state.last();
    var holding = held != null && !takesHeld;
    if (holding || hold.reason() != RefusalReason.JUMP) {
      holds.put(id, hold);
    } else {
      holds.remove(id);
    }
    slots.write(symbol, good, holding, hold.offset());
    changes.publish(symbol);
    holdChanges.publish(symbol);
    var since = waiting.take(symbol);
    if (held != null && holding) {
      waiting.add(symbol, held, new Place(hold.partition(), hold.offset(), NEVER));
    } else if (good != null && (takesHeld || hold.releasedBy() != null)) {
      ruleAnew(symbol, id, WaitingPrices.after(good, since));
    }
  }

  private void accept(int symbol, Tick tick, long offset) {
    waiting.take(symbol);
    slots.write(symbol, tick, false, offset);
    changes.publish(symbol);
    var asOfMicros = tick.asOfMicros();
    if (asOfMicros > newestAsOfMicros) {
      newestAsOfMicros = asOfMicros;
    }
  }

  private void hold(int symbol, String id, @Nullable Tick last, Tick tick, Place place) {
    var good = slots.read(symbol);
    put(symbol, hold(id, RefusalReason.JUMP, last, tick, place));
    slots.write(symbol, last, true, good == null ? 0 : good.offset());
    changes.publish(symbol);
  }

  /** A hold that is on outlives what else is refused meanwhile. */
  private void noteRefused(
      int symbol, String id, @Nullable Tick tick, RefusalReason reason, Place place) {
    var known = known(symbol, id);
    if (known.held() == null) {
      put(symbol, hold(id, reason, known.last(), tick, place));
    }
  }

  private static PriceHold hold(
      String id, RefusalReason reason, @Nullable Tick last, @Nullable Tick tick, Place place) {
    return new PriceHold(id, reason, last, tick, false, null, place.partition(), place.offset());
  }

  private void put(int symbol, PriceHold hold) {
    holds.put(hold.securityId(), hold);
    holdChanges.publish(symbol);
  }

  private void forgetHold(int symbol, String id) {
    if (holds.remove(id) != null) {
      holdChanges.publish(symbol);
    }
  }

  private GuardState known(int symbol, String id) {
    var good = slots.read(symbol);
    var hold = holds.get(id);
    return new GuardState(
        good == null ? null : good.tick(),
        hold != null && hold.isHolding() ? hold.refused() : null);
  }

  private long lookedAt(int symbol) {
    if (symbol >= lookedAt.length) {
      var before = lookedAt.length;
      lookedAt = Arrays.copyOf(lookedAt, Math.max(symbol + 1, Math.max(1024, 2 * before)));
      Arrays.fill(lookedAt, before, lookedAt.length, NEVER);
    }
    return lookedAt[symbol];
  }

  private static Refusal full(String id) {
    return new Refusal(
        RefusalReason.INVALID,
        "There are %d securities already and no room for %s.".formatted(SymbolTable.LIMIT, id));
  }
}
