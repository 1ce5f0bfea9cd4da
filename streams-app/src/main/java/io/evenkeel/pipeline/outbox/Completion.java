package io.evenkeel.pipeline.outbox;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Completes what a task says, as it goes out. One for each task. */
public interface Completion {
  /** The task begins. */
  void init(ProcessorContext<?, ?> context);

  /** The record as it goes out; the same where nothing is to be completed. */
  Outgoing completed(Outgoing said);
}
