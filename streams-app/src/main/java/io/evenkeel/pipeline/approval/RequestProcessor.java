package io.evenkeel.pipeline.approval;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.approval.RequestAccountState;
import io.evenkeel.core.approval.RequestCommand;
import io.evenkeel.core.approval.RequestDecision;
import io.evenkeel.core.approval.Requests;
import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.AuditWire;
import io.evenkeel.pipeline.wire.Received;
import io.evenkeel.pipeline.wire.RequestMessage;
import io.evenkeel.pipeline.wire.RequestWording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Stage 4 of 5, at the request: commands, what accounts answer, and the clock of expiry. */
public final class RequestProcessor implements Processor<Object, Received<?>, Object, Outgoing> {
  private final Requests core;
  private final RequestWording wording;
  private final Duration tickEvery;
  private @Nullable ProcessorContext<Object, Outgoing> context;
  private @Nullable RequestBook book;

  public RequestProcessor(Requests core, RequestWording wording, Duration tickEvery) {
    this.core = core;
    this.wording = wording;
    this.tickEvery = tickEvery;
  }

  @Override
  public void init(ProcessorContext<Object, Outgoing> context) {
    this.context = context;
    this.book = RequestBook.of(context);
    context.schedule(tickEvery, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<Object, Received<?>> record) {
    var received = record.value();
    var before = requireNonNull(book).state(received.key());
    var decision = decided(received);
    keep(decision, record.timestamp());
    var at = Instant.ofEpochMilli(record.timestamp());
    audit(RequestAudit.of(received.content(), before, decision, at), record.timestamp());
  }

  private void audit(List<AuditEntry> entries, long nowMillis) {
    for (var entry : entries) {
      requireNonNull(context)
          .forward(new Record<>(entry.subject(), AuditWire.write(entry), nowMillis));
    }
  }

  private RequestDecision decided(Received<?> received) {
    var requests = requireNonNull(book);
    var id = received.key();
    if (received.content() instanceof RequestCommand command) {
      return core.command(requests.state(id), requests.rows(id), command);
    }
    if (received.content() instanceof RequestMessage.Retry retry) {
      return core.retry(requests.state(id), requests.rows(id), retry.message());
    }
    var answer = (RequestMessage.Answer) received.content();
    RequestAccountState row = requests.row(id, answer.outcome().accountId());
    return core.outcome(
        requests.state(id), requests.rows(id), row, answer.owner(), answer.outcome());
  }

  private void tick(long nowMillis) {
    var now = Instant.ofEpochMilli(nowMillis);
    var requests = requireNonNull(book);
    requests.due(now, id -> tick(id, now));
  }

  private void tick(String requestId, Instant now) {
    var requests = requireNonNull(book);
    var before = requests.state(requestId);
    var decision = core.tick(before, requests.rows(requestId), now);
    keep(decision, now.toEpochMilli());
    audit(RequestAudit.ofTime(before, decision, now), now.toEpochMilli());
  }

  private void keep(RequestDecision decision, long nowMillis) {
    requireNonNull(book).keep(decision);
    var requestId = decision.state().requestId();
    for (var output : decision.outputs()) {
      requireNonNull(context).forward(new Record<>(requestId, wording.of(output), nowMillis));
    }
  }
}
