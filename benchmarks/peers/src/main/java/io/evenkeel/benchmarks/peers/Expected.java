package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.peers.PeersCommand.Size;
import java.util.List;

/** How many seconds the parts of a run take, about: on two cores that nobody else uses. */
final class Expected {
  static final double POLL = 20;

  private static final double ACCOUNTS_LOADED_PER_SECOND = 700;
  private static final double SECONDS_PER_START = 10;
  private static final int FIRST_PACES = 9;
  private static final int LATER_PACES = 4;

  private Expected() {}

  static double run(Kind kind, int accounts, Size size, boolean isFirst) {
    var loading = accounts / ACCOUNTS_LOADED_PER_SECOND * (kind.isFlink() ? 0.5 : 1);
    var paces = isFirst ? FIRST_PACES : LATER_PACES;
    return SECONDS_PER_START
        + loading
        + (isFirst ? 2.0 * size.rounds() : 5)
        + paces * (size.seconds() + 1);
  }

  static double rung(Size size) {
    return 2 * SECONDS_PER_START + size.seconds();
  }

  static double all(List<Kind> kinds, int accounts, int repeats, Size size) {
    return kinds.stream()
        .mapToDouble(
            kind ->
                run(kind, accounts, size, true) + (repeats - 1) * run(kind, accounts, size, false))
        .sum();
  }
}
