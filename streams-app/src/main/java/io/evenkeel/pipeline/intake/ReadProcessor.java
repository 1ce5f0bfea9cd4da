package io.evenkeel.pipeline.intake;

import static java.util.Objects.requireNonNull;

import io.evenkeel.pipeline.wire.RawRecord;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads one topic for the stages behind it. */
public final class ReadProcessor<T> implements Processor<byte[], byte[], Object, Object> {
  private final Reader<?, T> reader;
  private final Function<T, String> stageOf;
  private final String refused;
  private @Nullable ProcessorContext<Object, Object> context;

  /**
   * @param stageOf the name of the processor that takes a value
   * @param refused the name of the processor that sends what was refused
   */
  public ReadProcessor(Reader<?, T> reader, Function<T, String> stageOf, String refused) {
    this.reader = reader;
    this.stageOf = stageOf;
    this.refused = refused;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var reading = reader.read(raw(record));
    if (reading instanceof Reading.Understood<T> understood) {
      var received = understood.received();
      forward(received.key(), received, record, stageOf.apply(received.content()));
    } else {
      forward("", ((Reading.Refused<T>) reading).outgoing(), record, refused);
    }
  }

  private void forward(Object key, Object value, Record<byte[], byte[]> of, String child) {
    requireNonNull(context).forward(new Record<>(key, value, of.timestamp(), of.headers()), child);
  }

  private RawRecord raw(Record<byte[], byte[]> record) {
    var place = requireNonNull(context).recordMetadata().orElseThrow();
    return new RawRecord(
        record.key(),
        record.value(),
        place.topic(),
        place.partition(),
        place.offset(),
        record.timestamp());
  }
}
