package io.evenkeel.pipeline.market;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.market.PriceHold;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.MarketCommandWire;
import io.evenkeel.pipeline.wire.PriceHoldWire;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.wireformat.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** The least that an account task does for the boards: it reports, behind its fence. */
final class ReportingProcessor
    implements Processor<String, MarketCommand, String, io.evenkeel.schemas.PriceHold> {
  private static final String FENCE = "fence";

  private final MarketBoards boards;
  private final int tasks;
  private final RecordedOutputs outputs;
  private @Nullable ProcessorContext<String, io.evenkeel.schemas.PriceHold> context;
  private @Nullable KeyValueStore<String, byte[]> store;
  private @Nullable MarketReports reports;
  private @Nullable FenceGate gate;

  private ReportingProcessor(MarketBoards boards, int tasks, RecordedOutputs outputs) {
    this.boards = boards;
    this.tasks = tasks;
    this.outputs = outputs;
  }

  /** A whole topology: the boards, and a task that writes price-holds and records the rest. */
  static Topology topology(
      MarketBoards boards,
      AvroSerdes serdes,
      TopicNames names,
      int tasks,
      RecordedOutputs outputs) {
    var topology = new Topology();
    boards.addTo(topology, serdes);
    topology.addSource(
        "commands",
        new StringDeserializer(),
        serdes.deserializer(MarketCommand.class),
        names.of(Topics.MARKET_COMMANDS));
    topology.addProcessor("reports", supplier(boards, tasks, outputs), "commands");
    topology.addSink(
        "holds",
        names.of(Topics.PRICE_HOLDS),
        new StringSerializer(),
        serdes.serializer(io.evenkeel.schemas.PriceHold.class),
        "reports");
    return topology;
  }

  private static ProcessorSupplier<String, MarketCommand, String, io.evenkeel.schemas.PriceHold>
      supplier(MarketBoards boards, int tasks, RecordedOutputs outputs) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, MarketCommand, String, io.evenkeel.schemas.PriceHold> get() {
        return new ReportingProcessor(boards, tasks, outputs);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(MarketReports.store(Topics.MARKET_STORE));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, io.evenkeel.schemas.PriceHold> newContext) {
    context = newContext;
    KeyValueStore<String, byte[]> opened = newContext.getStateStore(Topics.MARKET_STORE);
    store = opened;
    var task = newContext.taskId();
    var fence = opened.get(FENCE);
    gate = boards.gate(task.toString(), fence == null ? Fence.NONE : Fence.unpack(fence));
    var ownership = new Ownership(task.partition(), tasks);
    reports = new MarketReports(boards, opened, ownership, new Forwarding());
    newContext.schedule(Duration.ofMillis(5), PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<String, MarketCommand> record) {
    var offset = requireNonNull(context).recordMetadata().orElseThrow().offset();
    var command = MarketCommandWire.command(record.key(), record.value());
    requireNonNull(reports).command(command, offset);
  }

  private void look(long nowMillis) {
    var now = Instant.ofEpochMilli(nowMillis);
    if (requireNonNull(gate).isOpen(now) && requireNonNull(reports).report(now)) {
      requireNonNull(store).put(FENCE, boards.fence().pack());
      requireNonNull(context).commit();
    }
  }

  @Override
  public void close() {
    boards.forget(requireNonNull(gate));
  }

  private final class Forwarding implements MarketOutputs {
    @Override
    public void hold(String securityId, @Nullable PriceHold hold, Instant at) {
      outputs.hold(securityId, hold, at);
      var wire = hold == null ? null : PriceHoldWire.write(hold, at);
      requireNonNull(context).forward(new Record<>(securityId, wire, at.toEpochMilli()));
    }

    @Override
    public void deadLetter(RefusedRecord refused, Instant at) {
      outputs.deadLetter(refused, at);
    }

    @Override
    public void audited(io.evenkeel.core.audit.AuditEntry entry) {
      outputs.audited(entry);
    }

    @Override
    public void advisory(io.evenkeel.core.market.PriceAdvisory advisory) {
      outputs.advisory(advisory);
    }

    @Override
    public void rejection(
        io.evenkeel.core.market.ReleaseCommand command,
        io.evenkeel.core.market.ReleaseAnswer.Rejected why,
        Instant at) {
      outputs.rejection(command, why, at);
    }
  }
}
