package io.evenkeel.core.rebalance;

import java.util.ArrayList;
import java.util.List;

/** What must hold of any build of any book, as sentences about what does not. */
final class TradeChecks {
  private TradeChecks() {}

  static List<String> violations(BuildInput input, BuildResult result) {
    var found = new ArrayList<String>();
    if (result instanceof BuildResult.Proposed proposed) {
      var after = World.after(input, proposed.plan());
      var again = TradeBuilder.build(after);
      if (again instanceof BuildResult.Proposed more) {
        found.add("second build trades: " + more.plan());
      } else if (again instanceof BuildResult.Failed failed) {
        found.add("second build fails: " + failed);
      }
    }
    return found;
  }
}
