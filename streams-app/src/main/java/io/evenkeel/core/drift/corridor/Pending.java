package io.evenkeel.core.drift.corridor;

import java.util.Arrays;

/** Numbers of accounts, in the order in which they came up. */
final class Pending {
  private int[] accounts = new int[16];
  private int size;

  void add(int account) {
    if (size == accounts.length) {
      accounts = Arrays.copyOf(accounts, 2 * size);
    }
    accounts[size++] = account;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** All of them in ascending order; none is left. */
  int[] take() {
    var all = Arrays.copyOf(accounts, size);
    Arrays.sort(all);
    size = 0;
    return all;
  }

  int get(int index) {
    return accounts[index];
  }
}
