package io.evenkeel.core.drift.corridor;

import java.util.Arrays;

/**
 * The engine itself, on numbers: accounts and symbols are small whole numbers, prices are dollars.
 * Told of a price, it knows who may be concerned; asked to settle, it names those of whom it cannot
 * prove that they would say the same as when they were last judged.
 *
 * <p>An account is in one of these states:
 *
 * <pre>
 *               put, provable             a trigger is crossed
 *   (unknown) ───────────────► LAID ───────────────────────────► LAID, touched
 *       │                       ▲ ▲                                │ settle:
 *       │ put, not provable     │ └──── provable: laid again ──────┤
 *       ▼                       │                                  ▼ not provable
 *    EXPOSED ───────────────────┘ put, provable ◄──────────────  named, drained: AWAITED
 * </pre>
 *
 * An exposed account is named whenever anything that it holds ticks; one that is awaited, never.
 */
public final class Corridors {
  /** What it costs to lay one account again, in accounts that a scan checks in that time. */
  static final int SCANS_PER_LAYING = 10;

  /**
   * With less slack than this, as a share of all that an account sums up, it is followed instead of
   * laid: at least, and where triggers are crossed often.
   */
  private static final double LEAST_NARROW = 1e-5;

  private static final double MOST_NARROW = 4e-4;

  /** So often it is seen how many of the ticks touched somebody; more than 1 in 20 are often. */
  private static final int TUNE_EVERY = 8_192;

  private static final byte LAID = 1;
  private static final byte TOUCHED = 2;
  private static final byte NAMED = 4;

  /** So near to a bound that it is followed at every tick of what it holds. */
  private static final byte CLOSE = 16;

  /** Drained, and not put or removed since: whoever judges it will see the newest of everything. */
  private static final byte AWAITED = 8;

  private final Triggers triggers = new Triggers();
  private final Accounts accounts = new Accounts(triggers);
  private final Laying laying = new Laying(triggers);
  private final CloseAccounts close = new CloseAccounts();
  private final Triggers.Crossing crossing = this::crossed;
  private final int stormFrom;
  private final Pending touched = new Pending();
  private final Pending named = new Pending();
  private final EngineCounts.Tally tally = new EngineCounts.Tally();
  private byte[] states = new byte[0];
  private int exposed;
  private int scansLeft;
  private double narrow = LEAST_NARROW;
  private long touchesTuned;

  /** Since the last look. */
  private int ticksNow;

  /**
   * An engine without accounts.
   *
   * @param stormFrom fewer touched accounts than this are never a storm
   */
  public Corridors(int stormFrom) {
    this.stormFrom = stormFrom;
  }

  /** A new symbol at this price; its number. */
  public int addSymbol(double price) {
    return triggers.addSymbol(price);
  }

  /** Watches an account as last judged, in place of how it was watched before. */
  public void put(int account, Shape shape) {
    makeRoom(account);
    exposed += accounts.isWatched(account) ? 0 : 1;
    if (!accounts.isAlike(account, shape.cells())) {
      leave(account);
    }
    accounts.put(account, shape.cells());
    states[account] &= ~(TOUCHED | AWAITED);
    if ((states[account] & CLOSE) != 0 && canFollow(shape.cells())) {
      close.change(account, shape.cells());
    }
    lay(account, shape.isProvable());
  }

  private void makeRoom(int account) {
    if (account >= accounts.capacity()) {
      var capacity = Math.max(16, account + 1 + (account >> 3));
      accounts.ensureCapacity(capacity);
      states = Arrays.copyOf(states, capacity);
    }
  }

  /** In a storm the triggers are left alone: the next scan tells whether the account holds. */
  private void lay(int account, boolean provable) {
    if (!provable) {
      expose(account);
    } else if (scansLeft > 0) {
      prove(account);
    } else if (!holdsOn(account)) {
      expose(account);
    }
  }

  private void prove(int account) {
    exposed -= (states[account] & LAID) == 0 ? 1 : 0;
    states[account] |= LAID;
  }

  /** Looks without a judgement, and sees to the triggers; false where only a judgement can tell. */
  private boolean holdsOn(int account) {
    var cells = accounts.cells(account);
    var least = canFollow(cells) ? narrow : LEAST_NARROW;
    var wasClose = (states[account] & CLOSE) != 0;
    var found = laying.lay(account, cells, wasClose ? 2 * least : least);
    if (found == Laying.Finding.UNSURE) {
      return false;
    }
    prove(account);
    if (found == Laying.Finding.LAID) {
      leave(account);
      tally.laid++;
    } else {
      follow(account);
    }
    return true;
  }

  /** An account of several bases is looked at instead, at each tick of what it holds. */
  private void follow(int account) {
    var cells = accounts.cells(account);
    if ((states[account] & CLOSE) == 0) {
      states[account] |= CLOSE;
      if (canFollow(cells)) {
        accounts.neverCross(account);
        close.add(account, cells);
      }
    }
    if (canFollow(cells)) {
      laying.refresh(close, account);
    } else {
      accounts.alwaysCross(account);
    }
  }

  private static boolean canFollow(int[] cells) {
    return Cells.bases(cells) == 1 && Cells.positions(cells) > 0;
  }

  private void leave(int account) {
    if ((states[account] & CLOSE) != 0) {
      states[account] &= ~CLOSE;
      close.remove(account, accounts.cells(account));
    }
  }

  private void expose(int account) {
    exposed += (states[account] & LAID) != 0 ? 1 : 0;
    states[account] &= ~LAID;
    leave(account);
    accounts.alwaysCross(account);
  }

  /** Stops watching; an account that is not watched is left so. */
  public void remove(int account) {
    if (account >= accounts.capacity()) {
      return;
    }
    if (accounts.isWatched(account)) {
      exposed -= (states[account] & LAID) == 0 ? 1 : 0;
      leave(account);
      accounts.remove(account);
    }
    states[account] = 0;
  }

  /** A usable price came in; it may be the same as before. */
  public void tick(int symbol, double price) {
    if (++tally.ticks % TUNE_EVERY == 0) {
      tune();
    }
    ticksNow++;
    if (scansLeft > 0) {
      triggers.price(symbol, price);
    } else {
      tally.followed += close.tick(symbol, triggers.price(symbol), price, crossing);
      triggers.tick(symbol, price, crossing);
    }
  }

  /** Following costs at every tick, laying at every crossing: follows more as crossings grow. */
  private void tune() {
    var often = (tally.touches - touchesTuned) * 20 > TUNE_EVERY;
    narrow = often ? Math.min(2 * narrow, MOST_NARROW) : Math.max(narrow / 2, LEAST_NARROW);
    touchesTuned = tally.touches;
  }

  private void crossed(int account) {
    if ((states[account] & (TOUCHED | NAMED | AWAITED)) == 0) {
      tally.touches++;
      states[account] |= TOUCHED;
      touched.add(account);
    }
  }

  /** Something that only a judgement can weigh happened to everyone who holds the symbol. */
  public void nameHolders(int symbol) {
    triggers.forEachHolder(symbol, this::name);
  }

  /** This account, which is watched, has to be judged. */
  public void name(int account) {
    if ((states[account] & (NAMED | AWAITED)) == 0) {
      states[account] |= NAMED;
      named.add(account);
    }
  }

  /** Whether a drain would certainly name nobody and do nothing. */
  public boolean isIdle() {
    return touched.size() == 0 && named.size() == 0 && (scansLeft == 0 || ticksNow == 0);
  }

  /**
   * Settles everything since the last time and names who has to be judged, all at once and in
   * ascending order. The receiver judges each and puts or removes it, now or later; none is named
   * again before.
   */
  public int[] drain() {
    if (scansLeft == 0 && isStorm()) {
      scansLeft = SCANS_PER_LAYING;
    }
    if (scansLeft > 0) {
      weather();
    } else {
      layTouched();
    }
    ticksNow = 0;
    return due();
  }

  /** An account may stand in the list twice, or not be named any more. */
  private int[] due() {
    var all = named.take();
    var count = 0;
    for (var account : all) {
      if ((states[account] & NAMED) != 0) {
        states[account] ^= NAMED | AWAITED;
        all[count++] = account;
      }
    }
    tally.named += count;
    return Arrays.copyOf(all, count);
  }

  private void layTouched() {
    for (var i = 0; i < touched.size(); i++) {
      var account = touched.get(i);
      var state = states[account];
      states[account] &= ~TOUCHED;
      if ((state & TOUCHED) == 0 || (state & NAMED) != 0) {
        continue;
      }
      if ((state & LAID) == 0 || !holdsOn(account)) {
        name(account);
      }
    }
    touched.clear();
  }

  private boolean isStorm() {
    return touched.size() >= stormFrom
        && (long) touched.size() * SCANS_PER_LAYING > accounts.watched()
        && ticksNow >= leastTicks();
  }

  /** A look after a few ticks is dearer than what so few can touch. */
  private int leastTicks() {
    return Math.min(stormFrom, SCANS_PER_LAYING);
  }

  /**
   * So much moved that triggers only get in the way: every account is looked at instead, as often
   * as costs what laying them all again costs, or until there is little to look at.
   */
  private void weather() {
    if (ticksNow > 0) {
      tally.scans++;
      scansLeft = ticksNow < leastTicks() ? 0 : scansLeft - 1;
      forgetTouches();
      scan();
    }
  }

  private void forgetTouches() {
    for (var i = 0; i < touched.size(); i++) {
      states[touched.get(i)] &= ~TOUCHED;
    }
    touched.clear();
  }

  private void scan() {
    for (var account = 0; account < accounts.capacity(); account++) {
      if (!accounts.isWatched(account) || (states[account] & AWAITED) != 0) {
        continue;
      }
      if ((states[account] & LAID) == 0 || !laying.holds(account, accounts.cells(account))) {
        name(account);
      } else if (scansLeft == 0) {
        lay(account, true);
      }
    }
  }

  /** What it did so far. */
  public EngineCounts counts() {
    return tally.counts(accounts.watched(), exposed);
  }
}
