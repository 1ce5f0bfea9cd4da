package io.evenkeel.core.rebalance;

import java.math.BigInteger;

/**
 * What a build does to one line, all in all.
 *
 * @param lots bought; negative when sold
 * @param exit whether everything held is sold, parts of a lot included; {@code lots} is 0 then
 */
record Net(BigInteger lots, boolean exit) {
  static final Net NOTHING = new Net(BigInteger.ZERO, false);
  static final Net EXIT = new Net(BigInteger.ZERO, true);

  static Net of(BigInteger lots) {
    return new Net(lots, false);
  }

  boolean buys() {
    return lots.signum() > 0;
  }

  boolean sells() {
    return exit || lots.signum() < 0;
  }
}
