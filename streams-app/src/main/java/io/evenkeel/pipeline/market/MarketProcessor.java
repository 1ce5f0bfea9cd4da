package io.evenkeel.pipeline.market;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.market.PriceAdvisory;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.ReleaseAnswer;
import io.evenkeel.core.market.ReleaseCommand;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.AuditWire;
import io.evenkeel.pipeline.wire.MarketWording;
import io.evenkeel.pipeline.wire.Received;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1 of 5, in the account task: boards cannot write, so this says what they refused and hold,
 * and answers those who release a price.
 *
 * <p>Like every stage that goes by the boards it waits behind a fence, which is its own.
 */
public final class MarketProcessor
    implements Processor<Object, Received<ReleaseCommand>, Object, Outgoing>, MarketOutputs {
  private static final String FENCE = "fence";

  private final MarketBoards boards;
  private final MarketWording wording;
  private final int tasks;
  private final Duration lookEvery;
  private @Nullable ProcessorContext<Object, Outgoing> context;
  private @Nullable KeyValueStore<String, byte[]> store;
  private @Nullable MarketReports reports;
  private @Nullable FenceGate gate;

  /**
   * @param tasks how many account tasks there are in the whole application
   */
  public MarketProcessor(
      MarketBoards boards, MarketWording wording, int tasks, Duration lookEvery) {
    this.boards = boards;
    this.wording = wording;
    this.tasks = tasks;
    this.lookEvery = lookEvery;
  }

  @Override
  public void init(ProcessorContext<Object, Outgoing> newContext) {
    KeyValueStore<String, byte[]> opened = newContext.getStateStore(Topics.MARKET_STORE);
    var task = newContext.taskId();
    var fence = opened.get(FENCE);
    context = newContext;
    store = opened;
    gate = boards.gate(task.toString(), fence == null ? Fence.NONE : Fence.unpack(fence));
    reports = new MarketReports(boards, opened, new Ownership(task.partition(), tasks), this);
    newContext.schedule(lookEvery, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<Object, Received<ReleaseCommand>> record) {
    var command = record.value();
    requireNonNull(reports).command(command.content(), command.raw().offset());
  }

  private void look(long nowMillis) {
    var now = Instant.ofEpochMilli(nowMillis);
    if (requireNonNull(gate).isOpen(now) && requireNonNull(reports).report(now)) {
      requireNonNull(store).put(FENCE, boards.fence().pack());
    }
  }

  @Override
  public void close() {
    if (gate != null) {
      boards.forget(gate);
    }
  }

  @Override
  public void hold(String securityId, @Nullable PriceHold hold, Instant at) {
    say(wording.hold(securityId, hold, at), at);
  }

  @Override
  public void deadLetter(RefusedRecord refused, Instant at) {
    say(wording.deadLetter(refused.raw(), refused.why(), at), at);
  }

  @Override
  public void advisory(PriceAdvisory advisory) {
    say(wording.advisory(advisory), advisory.at());
  }

  @Override
  public void rejection(ReleaseCommand command, ReleaseAnswer.Rejected why, Instant at) {
    say(wording.rejection(command, why, at), at);
  }

  @Override
  public void audited(AuditEntry entry) {
    say(AuditWire.write(entry), entry.at());
  }

  private void say(Outgoing outgoing, Instant at) {
    requireNonNull(context).forward(new Record<>("", outgoing, at.toEpochMilli()));
  }
}
