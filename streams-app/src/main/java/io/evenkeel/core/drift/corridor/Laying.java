package io.evenkeel.core.drift.corridor;

/**
 * Lays the corridor of one account around the newest prices: first the account's own, in which a
 * sleeve is one member, then that of each sleeve inside what the account leaves it. Asks nobody;
 * where something cannot be proved it says so, and the account has to be judged.
 */
final class Laying {
  /**
   * Slack that no rounding takes away: a bound met by a value is off by 1.2e-7 of equity, cash
   * bounds by less, and equity by 6e-8 of what it sums up.
   */
  static final double SURE = 4e-7;

  private final Triggers triggers;
  private final Level level = new Level();
  private double[] value = new double[64];
  private double[] weight = new double[64];
  private double[] equity = new double[4];
  private double[] gross = new double[4];
  private double[] weightOfBase = new double[4];
  private double[] ceiling = new double[4];
  private double[] floor = new double[4];

  Laying(Triggers triggers) {
    this.triggers = triggers;
  }

  /** What came of looking at an account. */
  enum Finding {
    /** Some bound is broken, or too near to tell: only a judgement knows. */
    UNSURE,
    /** Everything holds, but so narrowly that triggers would be crossed at once; none was set. */
    CLOSE,
    /** Everything holds as long as no trigger is crossed. */
    LAID
  }

  /**
   * Looks at an account, and lays it if there is room.
   *
   * @param narrow slack below which laying is not worth it, as a share of what the account sums up
   */
  Finding lay(int account, int[] cells, double narrow) {
    if (!measure(account, cells)) {
      return Finding.UNSURE;
    }
    var slack = slack(cells);
    if (!(slack > SURE)) {
      return Finding.UNSURE;
    }
    return slack > narrow && layAll(cells) ? Finding.LAID : Finding.CLOSE;
  }

  /** Whether, at the newest prices, every line certainly is on the side that it was judged on. */
  boolean holds(int account, int[] cells) {
    return measure(account, cells) && slack(cells) > SURE;
  }

  /** Hands on how the account that was just looked at stands; it has one base. */
  void refresh(CloseAccounts close, int account) {
    close.refresh(
        account,
        equity[0],
        gross[0],
        Math.max(level.lowest(), floor[0]),
        Math.min(level.highest(), ceiling[0]));
  }

  /** The least of all bases; leaves the level as it is for the account itself. */
  private double slack(int[] cells) {
    var least = Double.POSITIVE_INFINITY;
    for (var base = Cells.bases(cells) - 1; base >= 0; base--) {
      collect(cells, base);
      least = Math.min(least, level.slack(equity[base], gross[base], ceiling[base], floor[base]));
    }
    return least;
  }

  private boolean layAll(int[] cells) {
    for (var base = 0; base < Cells.bases(cells); base++) {
      if (base > 0) {
        collect(cells, base);
        level.slack(equity[base], gross[base], ceiling[base], floor[base]);
      }
      if (!level.lay(equity[base], gross[base], ceiling[base], floor[base])) {
        return false;
      }
      set(cells, base);
    }
    return true;
  }

  /** Values, and the equity of every base; false where one of them is not above zero. */
  private boolean measure(int account, int[] cells) {
    room(cells);
    for (var base = Cells.bases(cells) - 1; base >= 0; base--) {
      var at = Cells.base(base);
      var cash = (double) Cells.get(cells, at + Cells.CASH);
      var invested = 0.0;
      var weights = 0.0;
      for (var i = Cells.begin(cells, base); i < Cells.end(cells, base); i++) {
        var position = Cells.position(cells, i);
        var price = triggers.price(cells[position + Cells.SYMBOL]);
        value[i] = Cells.get(cells, position + Cells.QUANTITY) * price;
        if (!(value[i] > 0)) {
          return false;
        }
        weight[i] = Math.sqrt(value[i]) * variation(account, i);
        invested += value[i];
        weights += weight[i];
      }
      equity[base] = cash + invested;
      gross[base] = Math.abs(cash) + invested;
      weightOfBase[base] = weights;
      ceiling[base] = Cells.get(cells, at + Cells.CEILING);
      floor[base] = Cells.get(cells, at + Cells.FLOOR);
      if (base > 0 && !(equity[base] > 0)) {
        return false;
      }
    }
    addSleeves(Cells.bases(cells));
    return equity[0] > 0;
  }

  /** A sleeve's share is as blurred as its equity: the less is left of it, the more. */
  private void addSleeves(int bases) {
    for (var sleeve = 1; sleeve < bases; sleeve++) {
      equity[0] += equity[sleeve];
    }
    for (var sleeve = 1; sleeve < bases; sleeve++) {
      gross[0] += gross[sleeve] * (1 + Math.abs(equity[0]) / equity[sleeve]);
    }
  }

  /**
   * From 0.8 to 1.2, another for each account and position: otherwise accounts alike in everything
   * would all ask for attention on the same tick.
   */
  private static double variation(int account, int position) {
    var mixed = (account * 31 + position) * 0x9E3779B9;
    return 0.8 + 0.4 / 65_536 * (mixed >>> 16);
  }

  private void room(int[] cells) {
    if (value.length < Cells.positions(cells)) {
      value = new double[Cells.positions(cells) * 2];
      weight = new double[value.length];
    }
    if (equity.length < Cells.bases(cells)) {
      var bases = Cells.bases(cells) * 2;
      equity = new double[bases];
      gross = new double[bases];
      weightOfBase = new double[bases];
      ceiling = new double[bases];
      floor = new double[bases];
    }
  }

  private void collect(int[] cells, int base) {
    level.clear();
    for (var i = Cells.begin(cells, base); i < Cells.end(cells, base); i++) {
      var at = Cells.position(cells, i);
      level.add(
          value[i], Cells.get(cells, at + Cells.UP), Cells.get(cells, at + Cells.DOWN), weight[i]);
    }
    if (base == 0) {
      for (var sleeve = 1; sleeve < Cells.bases(cells); sleeve++) {
        var at = Cells.base(sleeve);
        level.add(
            equity[sleeve],
            Cells.get(cells, at + Cells.LINE_UP),
            Cells.get(cells, at + Cells.LINE_DOWN),
            weightOfBase[sleeve]);
      }
    }
  }

  private void set(int[] cells, int base) {
    write(cells, Cells.begin(cells, base), Cells.end(cells, base));
    if (base == 0) {
      var first = Cells.end(cells, 0);
      for (var sleeve = 1; sleeve < Cells.bases(cells); sleeve++) {
        var member = first + sleeve - 1;
        ceiling[sleeve] = Math.min(ceiling[sleeve], equity[sleeve] + level.rise(member));
        floor[sleeve] = Math.max(floor[sleeve], equity[sleeve] - level.fall(member));
      }
    }
  }

  private void write(int[] cells, int begin, int end) {
    for (var i = begin; i < end; i++) {
      var at = Cells.position(cells, i);
      var price = triggers.price(cells[at + Cells.SYMBOL]);
      var unit = price / value[i];
      triggers.set(
          cells[at + Cells.POSTING],
          (float) (price - level.fall(i - begin) * unit),
          (float) (price + level.rise(i - begin) * unit));
    }
  }
}
