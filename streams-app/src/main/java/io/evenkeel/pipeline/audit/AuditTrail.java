package io.evenkeel.pipeline.audit;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.audit.AuditLink;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Completion;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.state.PackedStore;
import io.evenkeel.pipeline.wire.AuditWire;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Completes what a task says to {@code audit}: its number, the hash of the record before it, and
 * its own. Heads are kept with the task, so a record and its place in the chain are of one
 * transaction.
 */
public final class AuditTrail implements Completion {
  private final String store;
  private @Nullable PackedStore<AuditHead> heads;

  /**
   * @param store of this kind of task
   */
  public AuditTrail(String store) {
    this.store = store;
  }

  @Override
  public void init(ProcessorContext<?, ?> context) {
    heads = context.getStateStore(store);
  }

  @Override
  public Outgoing completed(Outgoing said) {
    return said.topic().equals(Topics.AUDIT) ? bound(said) : said;
  }

  private Outgoing bound(Outgoing said) {
    var kept = requireNonNull(heads);
    var entry = AuditWire.entry(requireNonNull(said.value()));
    var head = kept.get(entry.subject());
    var link = AuditLink.after(head == null ? AuditHead.NONE : head, entry);
    kept.put(entry.subject(), link.head());
    return AuditWire.write(link);
  }
}
