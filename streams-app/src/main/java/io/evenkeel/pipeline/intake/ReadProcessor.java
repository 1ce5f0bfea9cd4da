package io.evenkeel.pipeline.intake;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.audit.AuditEntry.Kind;
import io.evenkeel.pipeline.wire.IntakeAudit;
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
  private final Kind subject;
  private @Nullable ProcessorContext<Object, Object> context;

  /**
   * @param stageOf the name of the processor that takes a value
   * @param refused the name of the processor that sends what was refused
   * @param subject what the topic's keys name, for the audit
   */
  public ReadProcessor(
      Reader<?, T> reader, Function<T, String> stageOf, String refused, Kind subject) {
    this.subject = subject;
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
    var raw = raw(record);
    var reading = reader.read(raw);
    if (reading instanceof Reading.Understood<T> understood) {
      var received = understood.received();
      IntakeAudit.replayed(raw, subject, received.key(), record.headers())
          .ifPresent(replayed -> forward("", replayed, record, refused));
      forward(received.key(), received, record, stageOf.apply(received.content()));
    } else {
      var outgoing = ((Reading.Refused<T>) reading).outgoing();
      forward("", outgoing, record, refused);
      IntakeAudit.rejected(raw, subject, outgoing)
          .ifPresent(audited -> forward("", audited, record, refused));
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
