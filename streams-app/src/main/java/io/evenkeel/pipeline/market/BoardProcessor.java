package io.evenkeel.pipeline.market;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Hands each record of a board's topic to the board. Streams restores through another instance of
 * this class than it runs, so there is no state here.
 */
final class BoardProcessor<A> implements Processor<byte[], BoardRecord<A>, Void, Void> {
  private final Intake<A, ?> intake;
  private @Nullable ProcessorContext<Void, Void> context;

  BoardProcessor(Intake<A, ?> intake) {
    this.intake = intake;
  }

  @Override
  public void init(ProcessorContext<Void, Void> newContext) {
    context = newContext;
  }

  @Override
  public void process(Record<byte[], BoardRecord<A>> record) {
    var from = requireNonNull(context).recordMetadata().orElseThrow();
    intake.take(
        record.key(),
        record.value(),
        new Place(from.partition(), from.offset(), record.timestamp()));
  }
}
