package io.evenkeel.pipeline.outbox;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Hands what a task says to the sink of its topic, and asks for a commit soon after. */
public final class SendProcessor implements Processor<Object, Outgoing, Object, SpecificRecord> {
  private final Function<Outgoing, String> sinkOf;
  private final CommitPaces paces;
  private final LiveTasks tasks;
  private final Consumer<Outgoing> counted;
  private final Completion completion;
  private @Nullable ProcessorContext<Object, SpecificRecord> context;

  /**
   * @param sinkOf the name of the sink that an outgoing record belongs to
   * @param paces of commits, shared by all tasks of the instance
   * @param tasks is told when the task begins and ends, of which this is the last processor
   * @param counted is told of every record
   * @param completion of this task's records
   */
  public SendProcessor(
      Function<Outgoing, String> sinkOf,
      CommitPaces paces,
      LiveTasks tasks,
      Consumer<Outgoing> counted,
      Completion completion) {
    this.completion = completion;
    this.counted = counted;
    this.sinkOf = sinkOf;
    this.paces = paces;
    this.tasks = tasks;
  }

  @Override
  public void init(ProcessorContext<Object, SpecificRecord> context) {
    this.context = context;
    completion.init(context);
    context.schedule(
        paces.floor(),
        PunctuationType.WALL_CLOCK_TIME,
        now -> paces.here().check(now, context::commit));
    tasks.begun(context.taskId().toString());
  }

  @Override
  public void close() {
    if (context != null) {
      tasks.ended(context.taskId().toString());
    }
  }

  @Override
  @SuppressWarnings("NullAway") // A dead letter of a record without a key has none either.
  public void process(Record<Object, Outgoing> said) {
    var outgoing = completion.completed(said.value());
    var record =
        new Record<Object, SpecificRecord>(outgoing.key(), outgoing.value(), said.timestamp());
    var here = requireNonNull(context);
    here.forward(record, sinkOf.apply(outgoing));
    counted.accept(outgoing);
    paces.here().said(here.currentSystemTimeMs(), here::commit);
  }
}
