package io.evenkeel.pipeline.market;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.market.PriceAdvisory;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.ReleaseAnswer;
import io.evenkeel.core.market.ReleaseCommand;
import io.evenkeel.core.market.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that was said, a line each, for tests to compare. */
final class RecordedOutputs implements MarketOutputs {
  private final List<String> lines = new ArrayList<>();
  private final List<String> audited = new ArrayList<>();

  /** What was said since this was last asked. */
  synchronized List<String> taken() {
    var taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  @Override
  public void hold(String securityId, @Nullable PriceHold hold, Instant at) {
    add(hold == null ? "hold " + securityId + " withdrawn" : line(hold));
  }

  private static String line(PriceHold hold) {
    return "hold %s %s good=%s refused=%s released=%s by=%s offset=%d"
        .formatted(
            hold.securityId(),
            hold.reason(),
            price(hold.lastGood()),
            price(hold.refused()),
            hold.released(),
            hold.releasedBy(),
            hold.offset());
  }

  private static String price(@Nullable Tick tick) {
    return tick == null ? "none" : tick.price().toString();
  }

  @Override
  public void deadLetter(RefusedRecord refused, Instant at) {
    var raw = refused.raw();
    add(
        "dead letter %s %d@%d %s"
            .formatted(raw.topic(), raw.partition(), raw.offset(), refused.why().reason()));
  }

  @Override
  public synchronized void audited(AuditEntry entry) {
    audited.add("%s %s %s".formatted(entry.subject(), entry.action(), entry.outcome()));
  }

  /** Everything that was said to the audit. */
  synchronized List<String> audited() {
    return List.copyOf(audited);
  }

  @Override
  public void advisory(PriceAdvisory advisory) {
    add(
        "advisory %s %s %s"
            .formatted(
                advisory.securityId(), advisory.code(), advisory.raised() ? "raised" : "cleared"));
  }

  @Override
  public void rejection(ReleaseCommand command, ReleaseAnswer.Rejected why, Instant at) {
    add("rejection %s %s".formatted(command.commandId(), why.code()));
  }

  private synchronized void add(String line) {
    lines.add(line);
  }
}
