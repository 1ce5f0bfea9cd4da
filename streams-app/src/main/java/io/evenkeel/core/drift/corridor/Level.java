package io.evenkeel.core.drift.corridor;

import java.util.Arrays;

/**
 * Shares one corridor out. The members of a base (its positions; for the account also its sleeves)
 * are worth so much now and may make up from {@code down} to {@code up} of it. Found are limits of
 * the base's equity, {@code low} and {@code high}, and for each member how far its value may rise
 * and fall, such that
 *
 * <pre>
 *   equity + Σ rise ≤ high                equity - Σ fall ≥ low
 *   value + rise ≤ up · low               value - fall ≥ down · high
 * </pre>
 *
 * <p>While every member stays within its own limits, equity is in the corridor by the first row,
 * and every share within its bounds by the second. All in dollars, as doubles; what rounding could
 * spoil, {@link #BLUR} gives away beforehand.
 */
final class Level {
  /**
   * The share of everything added up that is given away to rounding. The engine keeps quantities,
   * cash, bounds and triggers as floats, each within 6e-8 of what it stands for; a product of three
   * is within 2e-7, and so is a sum of such products, measured by the sum of their sizes.
   */
  static final double BLUR = 1e-6;

  /** With fewer blurs of room than this, what is given away would be most of it. */
  private static final double LEAST_ROOM = 8;

  /** How much of the way to its nearest bound the corridor reaches; the rest is the member's. */
  private static final double REACH = 0.75;

  private double[] value = new double[0];
  private double[] up = value;
  private double[] down = value;
  private double[] weight = value;
  private double[] rise = value;
  private double[] fall = value;
  private double[] cap = value;
  private int size;
  private double highest;
  private double lowest;
  private double low;
  private double high;

  void clear() {
    size = 0;
  }

  /** A member, and how much of the room it should get beside the others. */
  void add(double valueNow, double upBound, double downBound, double share) {
    if (size == value.length) {
      grow();
    }
    value[size] = valueNow;
    up[size] = upBound;
    down[size] = downBound;
    weight[size] = share;
    size++;
  }

  private void grow() {
    var capacity = Math.max(64, size * 2);
    value = Arrays.copyOf(value, capacity);
    up = Arrays.copyOf(up, capacity);
    down = Arrays.copyOf(down, capacity);
    weight = Arrays.copyOf(weight, capacity);
    rise = Arrays.copyOf(rise, capacity);
    fall = Arrays.copyOf(fall, capacity);
    cap = Arrays.copyOf(cap, capacity);
  }

  /**
   * How far equity may move before a bound is met, as a share of all that was added up to it.
   *
   * @param gross the sizes of everything that was added up to the equity
   */
  double slack(double equity, double gross, double ceiling, double floor) {
    highest = Double.POSITIVE_INFINITY;
    lowest = 0;
    for (var i = 0; i < size; i++) {
      if (down[i] > 0) {
        highest = Math.min(highest, value[i] / down[i]);
      }
      lowest = Math.max(lowest, value[i] / up[i]);
    }
    var above = Math.min(highest, ceiling) - equity;
    var below = equity - Math.max(lowest, floor);
    return Math.min(above, below) / gross;
  }

  /** The least equity that every member's bounds allow; the slack has to be known. */
  double lowest() {
    return lowest;
  }

  double highest() {
    return highest;
  }

  /** Lays the corridor, where there is room enough; the slack has to be known. */
  boolean lay(double equity, double gross, double ceiling, double floor) {
    var blur = BLUR * gross;
    var above = Math.min(Math.min(REACH * (highest - equity), ceiling - equity - blur), gross);
    var below = Math.min(REACH * (equity - lowest), equity - floor - blur);
    if (!(Math.min(above, below) > LEAST_ROOM * blur) || gross > Float.MAX_VALUE / 4) {
      return false;
    }
    high = (float) (equity + above);
    low = (float) (equity - below);
    share(high - equity - 2 * blur, equity - low - 2 * blur);
    return true;
  }

  private void share(double above, double below) {
    for (var i = 0; i < size; i++) {
      cap[i] = up[i] * low * (1 - BLUR) - value[i];
    }
    spread(above, rise);
    for (var i = 0; i < size; i++) {
      cap[i] = down[i] > 0 ? value[i] - down[i] * high * (1 + BLUR) : value[i];
    }
    spread(below, fall);
  }

  /** Shares room out by weight, to none more than its cap. */
  private void spread(double room, double[] to) {
    var left = room;
    var open = 0.0;
    for (var i = 0; i < size; i++) {
      to[i] = -1;
      open += weight[i];
    }
    for (var capped = true; capped; ) {
      capped = false;
      var unit = left / open;
      for (var i = 0; i < size; i++) {
        if (to[i] < 0 && cap[i] <= unit * weight[i]) {
          to[i] = cap[i];
          left -= cap[i];
          open -= weight[i];
          capped = true;
        }
      }
    }
    var unit = left / open;
    for (var i = 0; i < size; i++) {
      if (to[i] < 0) {
        to[i] = unit * weight[i];
      }
    }
  }

  double rise(int member) {
    return rise[member];
  }

  double fall(int member) {
    return fall[member];
  }
}
