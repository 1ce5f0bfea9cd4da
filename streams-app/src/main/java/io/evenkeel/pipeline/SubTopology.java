package io.evenkeel.pipeline;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.pipeline.audit.AuditTrail;
import io.evenkeel.pipeline.intake.ReadProcessor;
import io.evenkeel.pipeline.intake.Reader;
import io.evenkeel.pipeline.market.TopicLayout;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.outbox.CommitPaces;
import io.evenkeel.pipeline.outbox.KeySerializer;
import io.evenkeel.pipeline.outbox.LiveTasks;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.outbox.SendProcessor;
import io.evenkeel.wireformat.AvroSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * One of the kinds of task, while it is wired: what is read goes to its stages, what a stage says
 * goes to {@code <task>-says}, and from there to one sink per topic.
 *
 * <p>Every node has a name of its own, and no two tasks share a node, or they would become one.
 */
final class SubTopology {
  private final String task;
  private final Topology topology;
  private final TopicNames names;
  private final TopicLayout layout;
  private final AvroSerdes serdes;
  private final List<String> speakers = new ArrayList<>();
  private final List<String> stages = new ArrayList<>();

  SubTopology(
      String task, Topology topology, TopicNames names, TopicLayout layout, AvroSerdes serdes) {
    this.task = task;
    this.topology = topology;
    this.names = names;
    this.layout = layout;
    this.serdes = serdes;
  }

  /**
   * Reads a topic.
   *
   * @param stage what dead letters call the place where a record was refused
   * @param meaning what its records say
   * @param stageOf the stage that takes a value
   */
  <A extends SpecificRecord, T> void read(
      Topic<A> topic,
      String stage,
      Reader.Meaning<A, T> meaning,
      Function<Reader<A, T>, Reader<A, T>> with,
      Function<T, String> stageOf) {
    var topics = names.each(topic);
    var partitions = layout.of(topics.get(0)).partitions();
    var reader =
        with.apply(Reader.of(stage, partitions, serdes.deserializer(topic.value()), meaning));
    var source = topic.name() + "-source";
    topology.addSource(
        AutoOffsetReset.earliest(),
        source,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topics.toArray(String[]::new));
    topology.addProcessor(
        "read-" + topic.name(),
        () -> new ReadProcessor<>(reader, stageOf, says(), subject(topic)),
        source);
    speakers.add("read-" + topic.name());
  }

  private static AuditEntry.Kind subject(Topic<?> topic) {
    return switch (topic.key()) {
      case SECURITY -> AuditEntry.Kind.SECURITY;
      case REQUEST -> AuditEntry.Kind.REQUEST;
      case CUSTODIAN -> AuditEntry.Kind.CUSTODIAN;
      case ACCOUNT -> AuditEntry.Kind.ACCOUNT;
      default -> throw new IllegalArgumentException("no task reads by " + topic.key());
    };
  }

  /** Adds a stage behind what reads these topics. */
  <I> void stage(
      String name, ProcessorSupplier<Object, I, Object, Outgoing> processor, List<Topic<?>> reads) {
    var parents = reads.stream().map(topic -> "read-" + topic.name()).toArray(String[]::new);
    topology.addProcessor(name, processor, parents);
    speakers.add(name);
    stages.add(name);
  }

  /** Adds a store for the stages that are there. */
  void store(StoreBuilder<?> store) {
    topology.addStateStore(store, stages.toArray(String[]::new));
  }

  /**
   * Adds the way out: what the stages say, and what could not be read, by topic.
   *
   * @param heads of the audit's chains, which are bound here
   */
  void says(
      CommitPaces paces,
      LiveTasks tasks,
      PipelineMeters meters,
      StoreBuilder<?> heads,
      List<Topic<?>> topics) {
    topology.addProcessor(
        says(),
        () ->
            new SendProcessor(
                this::sinkOf, paces, tasks, meters.records()::said, new AuditTrail(heads.name())),
        speakers.toArray(String[]::new));
    topology.addStateStore(heads, says());
    topics.forEach(this::sinks);
  }

  private void sinks(Topic<?> topic) {
    if (topic.perCustodian() == Topic.PerCustodian.ONE) {
      sink(topic, sinkName(topic.name()), names.of(topic));
    } else {
      names
          .custodians()
          .forEach(
              custodian ->
                  sink(
                      topic, sinkName(topic.name() + "." + custodian), names.of(topic, custodian)));
    }
  }

  private <A extends SpecificRecord> void sink(Topic<A> topic, String sink, String name) {
    var values = serdes.serializer(topic.value());
    if (topic.key() == Topic.Key.REQUEST_AND_ACCOUNT) {
      topology.addSink(
          sink, name, new KeySerializer(), values, new RequestPartitioner<A>(), says());
    } else {
      topology.addSink(sink, name, new KeySerializer(), values, says());
    }
  }

  private String sinkOf(Outgoing outgoing) {
    var name = outgoing.topic().name();
    return outgoing.custodianId() == null
        ? sinkName(name)
        : sinkName(name + "." + outgoing.custodianId());
  }

  private String sinkName(String topic) {
    return task + "-to-" + topic;
  }

  private String says() {
    return task + "-says";
  }
}
