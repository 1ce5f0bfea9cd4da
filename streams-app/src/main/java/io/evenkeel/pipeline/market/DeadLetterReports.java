package io.evenkeel.pipeline.market;

import java.time.Instant;

/** Writes what the boards refused to dead-letters, each record once. */
final class DeadLetterReports {
  private final RefusalLog refusals;
  private final ReportMemory memory;
  private final Ownership ownership;
  private final MarketOutputs outputs;
  private long looked = -1;

  DeadLetterReports(
      RefusalLog refusals, ReportMemory memory, Ownership ownership, MarketOutputs outputs) {
    this.refusals = refusals;
    this.memory = memory;
    this.ownership = ownership;
    this.outputs = outputs;
  }

  void report(Instant now) {
    var added = refusals.added();
    if (added != looked) {
      looked = added;
      refusals.sources().forEach(source -> report(source, now));
    }
  }

  private void report(RefusalLog.Source source, Instant now) {
    for (var refused : refusals.from(source, memory.writtenUpTo(source))) {
      var raw = refused.raw();
      if (ownership.owns(raw.key(), raw.partition())) {
        outputs.deadLetter(refused, now);
        memory.writtenUpTo(source, raw.offset() + 1);
      }
    }
  }
}
