package io.evenkeel.core.rebalance;

/** How the lines of an account are named, as on drift events. */
final class Names {
  static final String SECURITY = "SECURITY:";
  static final String MODEL = "MODEL:";
  static final String CASH = "CASH";

  private Names() {}
}
