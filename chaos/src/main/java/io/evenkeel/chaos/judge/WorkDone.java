package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topics;
import java.util.LinkedHashMap;

/** That nothing is wrong means little where nothing happened. */
final class WorkDone {
  private WorkDone() {}

  static Finding happened(Case before) {
    var tally = new Tally("work-happened", Kind.IDLE);
    var work = new LinkedHashMap<String, Number>();
    work.put("prices", before.rows().of(Topics.PRICES).size());
    work.put("drift events", before.rows().of(Topics.DRIFT_EVENTS).size());
    work.put("approved accounts", before.approvals().all().count());
    work.put("orders handed over", before.handed().orders().size());
    work.put("executions", before.fills().distinct());
    work.forEach((what, count) -> tally.check(count.longValue() > 0, "there are no %s", what));
    tally.note(work.toString());
    return tally.finding();
  }

  /** Every fault had an effect that somebody saw, and is over. */
  static Finding faultsFired(Case before) {
    var tally = new Tally("faults-fired", Kind.IDLE);
    for (var fault : before.recording().faults()) {
      tally.check(
          !fault.detail().isBlank() && fault.over() != null,
          "%s of %s at %s %s",
          fault.name(),
          fault.target(),
          fault.at(),
          fault.over() == null ? "was never over" : "had no effect that anybody saw");
    }
    var skipped = before.recording().skipped();
    if (!skipped.isEmpty()) {
      tally.note("skipped: " + String.join("; ", skipped));
    }
    return tally.finding();
  }
}
