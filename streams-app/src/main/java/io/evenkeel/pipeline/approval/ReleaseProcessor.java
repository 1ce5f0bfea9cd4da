package io.evenkeel.pipeline.approval;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Halt;
import io.evenkeel.core.approval.ReleaseDecision;
import io.evenkeel.core.approval.ReleaseState;
import io.evenkeel.core.approval.ReleasedBatch;
import io.evenkeel.core.approval.Releasing;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.market.BoardsView;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.state.Deadlines;
import io.evenkeel.pipeline.state.PackedStore;
import io.evenkeel.pipeline.wire.Received;
import io.evenkeel.pipeline.wire.ReleaseWire;
import io.evenkeel.pipeline.wire.TaskWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Stage 4 of 5, the last step: one writer per custodian numbers the batches and sends them. */
public final class ReleaseProcessor
    implements Processor<Object, Received<BatchRelease>, Object, Outgoing> {
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

  private final List<String> custodians;
  private final BoardsView boards;
  private final Deadlines forgettable = new Deadlines();
  private @Nullable ProcessorContext<Object, Outgoing> context;
  private @Nullable PackedStore<ReleaseState> numbers;
  private @Nullable PackedStore<ReleasedBatch> released;

  /**
   * @param custodians those that have a topic to be sent to
   */
  public ReleaseProcessor(List<String> custodians, BoardsView boards) {
    this.custodians = custodians;
    this.boards = boards;
  }

  @Override
  public void init(ProcessorContext<Object, Outgoing> context) {
    this.context = context;
    this.numbers = context.getStateStore(Topics.RELEASE_STORE);
    PackedStore<ReleasedBatch> batches = context.getStateStore(Topics.RELEASED_BATCH_STORE);
    this.released = batches;
    batches.forEach(this::remember);
    context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forget);
  }

  @Override
  public void process(Record<Object, Received<BatchRelease>> record) {
    var received = record.value();
    if (!custodians.contains(received.key())) {
      send(told(unreachable(received.content(), record.timestamp())), record.timestamp());
      return;
    }
    var known = requireNonNull(numbers).get(received.key());
    var decision =
        Releasing.decide(
            known == null ? ReleaseState.first(received.key()) : known,
            requireNonNull(released)::get,
            received.content(),
            this::halt,
            Instant.ofEpochMilli(record.timestamp()));
    keep(decision, record.timestamp());
  }

  private @Nullable Halt halt(Halt.Scope scope, String scopeId) {
    var halt = boards.halt(io.evenkeel.core.market.Halt.Scope.valueOf(scope.name()), scopeId);
    return halt == null
        ? null
        : new Halt(scope, scopeId, halt.reason(), halt.setBy(), halt.setAt());
  }

  private void keep(ReleaseDecision decision, long nowMillis) {
    if (decision instanceof ReleaseDecision.Released sent) {
      requireNonNull(numbers).put(sent.state().custodianId(), sent.state());
      keep(sent.remembered());
      send(approved(sent), nowMillis);
    } else if (decision instanceof ReleaseDecision.Refused refused) {
      keep(refused.remembered());
      send(told(refused.task()), nowMillis);
    }
  }

  /** Not a decision about the batch: there is no topic that it could be sent to. */
  private static AccountTask unreachable(BatchRelease release, long nowMillis) {
    return release.refused(
        "custodian %s is not configured, so nothing can be sent to it; add it to custodians, then submit the account again"
            .formatted(release.batch().custodianId()),
        Instant.ofEpochMilli(nowMillis));
  }

  private Outgoing approved(ReleaseDecision.Released sent) {
    var batch = sent.batch();
    return Outgoing.toCustodian(
        Topics.APPROVED_TRADES,
        batch.custodianId(),
        batch.accountId(),
        ReleaseWire.approved(sent.release(), sent.batchSeq(), boards));
  }

  private static Outgoing told(AccountTask task) {
    return Outgoing.to(Topics.ACCOUNT_TASKS, task.accountId(), TaskWire.write(task));
  }

  private void send(Outgoing outgoing, long nowMillis) {
    requireNonNull(context).forward(new Record<>(outgoing, outgoing, nowMillis));
  }

  private void keep(ReleasedBatch batch) {
    requireNonNull(released).put(batch.batchId(), batch);
    remember(batch);
  }

  private void remember(ReleasedBatch batch) {
    forgettable.set(batch.batchId(), batch.at().plus(ReleasedBatch.KEPT));
  }

  private void forget(long nowMillis) {
    forgettable.due(Instant.ofEpochMilli(nowMillis), requireNonNull(released)::delete);
  }
}
