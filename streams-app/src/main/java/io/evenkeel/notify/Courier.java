package io.evenkeel.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.pipeline.wire.DeadLetterWire.Reason;
import io.evenkeel.pipeline.wire.RawRecord;
import io.evenkeel.webhook.Backoff;
import io.evenkeel.webhook.Endpoint;
import io.evenkeel.webhook.EndpointState;
import io.evenkeel.webhook.Post;
import io.evenkeel.webhook.Verdict;
import io.evenkeel.wireformat.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages to one endpoint: takes records in, sends what is due, and settles what came of
 * it. It does not read the topics itself and waits for nobody. For one thread, but for answers,
 * which may come on any.
 */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration ANOTHER_TRY = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final NotificationSettings settings;
  private final Inbox inbox;
  private final Post post;
  private final DeadLetters deadLetters;
  private final InstantSource clock;
  private final EndpointCounts counts;
  private final ConcurrentLinkedQueue<Answered> answers = new ConcurrentLinkedQueue<>();
  private final Backlog backlog = new Backlog();
  private EndpointState state = EndpointState.NEW;
  private String lastFailure = "was not tried";
  private EndpointCounts.State told = EndpointCounts.State.WORKING;
  private int underWay;

  private record Answered(Parcel parcel, Post.Reply reply) {}

  private record Dead(Parcel parcel, Reason reason, String why) {}

  Courier(
      Endpoint endpoint,
      NotificationSettings settings,
      Inbox inbox,
      Post post,
      DeadLetters deadLetters,
      InstantSource clock,
      EndpointCounts counts) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.inbox = inbox;
    this.post = post;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.counts = counts;
  }

  /** What it holds; whoever reads the topics tells it which partitions come and go. */
  Backlog backlog() {
    return backlog;
  }

  /** After a fault: nothing is held any more, and nothing that was is committed. */
  void startOver() {
    backlog.revokeAll();
  }

  /** Takes a record in. */
  void take(ConsumerRecord<String, byte[]> record) {
    var partition = new TopicPartition(record.topic(), record.partition());
    backlog
        .progress(partition)
        .filter(progress -> progress.read(record.offset()))
        .ifPresent(progress -> take(progress, record));
  }

  private void take(Progress progress, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    var raw = raw(record);
    var now = clock.instant();
    read(raw, record.value(), now)
        .filter(message -> settings.isFor(endpoint, message))
        .ifPresent(
            message ->
                backlog.take(
                    new Parcel(
                        progress,
                        raw,
                        message,
                        Instant.ofEpochMilli(record.timestamp()).plus(settings.giveUpAfter()),
                        0,
                        now)));
  }

  private Optional<Message> read(RawRecord raw, byte[] value, Instant now) {
    try {
      return inbox.read(raw.topic(), value);
    } catch (UnreadableRecordException e) {
      deadLetters.put(
          List.of(new DeadLetters.Letter(raw, Reason.MALFORMED, String.valueOf(e.getMessage()))),
          now);
      counts.noteDeadLetter(Reason.MALFORMED);
      return Optional.empty();
    }
  }

  private static RawRecord raw(ConsumerRecord<String, byte[]> record) {
    return new RawRecord(
        record.key() == null ? null : record.key().getBytes(UTF_8),
        record.value(),
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp());
  }

  /** Settles what was answered, gives up what is past hope, and sends what is due. */
  void work() {
    var now = clock.instant();
    settle(now);
    send(now);
    tell(standing());
    counts.standing(told, backlog.size(), backlog.oldestMillis().orElse(-1L));
  }

  /** Says once that the endpoint does otherwise than before. */
  private void tell(EndpointCounts.State now) {
    if (now == told) {
      return;
    }
    told = now;
    switch (now) {
      case WORKING -> LOG.info("The endpoint {} works again.", endpoint.name());
      case DOWN ->
          LOG.warn(
              "The endpoint {} is down: it last {}. What is for it waits.",
              endpoint.name(),
              lastFailure);
      case GONE ->
          LOG.error(
              "The endpoint {} {}: nothing more is sent to it before this process is started"
                  + " again.",
              endpoint.name(),
              lastFailure);
    }
  }

  /** The same without sending more. */
  void settle() {
    settle(clock.instant());
  }

  private void settle(Instant now) {
    var dead = new ArrayList<Dead>();
    for (var answered = answers.poll(); answered != null; answered = answers.poll()) {
      underWay--;
      settle(answered, now).ifPresent(dead::add);
    }
    dead.addAll(hopeless(now));
    bury(dead, now);
  }

  private Optional<Dead> settle(Answered answered, Instant now) {
    var parcel = answered.parcel();
    var verdict = answered.reply().verdict(now);
    if (verdict instanceof Verdict.Failed failed) {
      return failed(parcel, failed, now);
    }
    if (verdict instanceof Verdict.Refused refused) {
      state = state.delivered();
      return Optional.of(new Dead(parcel, Reason.ENDPOINT_REFUSED, refused.why()));
    }
    if (verdict instanceof Verdict.Gone gone) {
      state = state.asGone();
      lastFailure = gone.why();
      return Optional.of(new Dead(parcel, Reason.ENDPOINT_GONE, gone.why()));
    }
    state = state.delivered();
    counts.noteDelivery();
    backlog.settle(parcel);
    return Optional.empty();
  }

  private Optional<Dead> failed(Parcel parcel, Verdict.Failed failed, Instant now) {
    state = state.failed(now, failed.left());
    lastFailure = failed.why();
    counts.noteFailure();
    if (parcel.isExpired(now)) {
      return Optional.of(new Dead(parcel, Reason.UNDELIVERED, failed.why()));
    }
    var wait = Backoff.OF_MESSAGES.after(parcel.message().id(), parcel.failures() + 1);
    var asked = failed.left();
    backlog.putBack(
        parcel.failed(now.plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait)));
    return Optional.empty();
  }

  /** What waits for an endpoint that is gone, or grew too old while it is down. */
  private List<Dead> hopeless(Instant now) {
    if (!state.gone() && !state.isDown()) {
      return List.of();
    }
    var reason = state.gone() ? Reason.ENDPOINT_GONE : Reason.UNDELIVERED;
    return backlog.next(parcel -> state.gone() || parcel.isExpired(now)).stream()
        .map(parcel -> new Dead(parcel, reason, lastFailure))
        .toList();
  }

  /** Nothing is forgotten before the cluster has it; where it has not, all is tried once more. */
  private void bury(List<Dead> dead, Instant now) {
    var ours = dead.stream().filter(one -> backlog.isHeld(one.parcel())).toList();
    dead.stream()
        .filter(one -> !backlog.isHeld(one.parcel()))
        .forEach(one -> backlog.settle(one.parcel()));
    if (ours.isEmpty()) {
      return;
    }
    try {
      deadLetters.put(ours.stream().map(this::letter).toList(), now);
    } catch (RuntimeException e) {
      ours.forEach(one -> backlog.putBack(one.parcel().later(now.plus(ANOTHER_TRY))));
      throw e;
    }
    for (var one : ours) {
      backlog.settle(one.parcel());
      counts.noteDeadLetter(one.reason());
    }
    LOG.warn("{} messages for the endpoint {} became dead letters.", ours.size(), endpoint.name());
  }

  private DeadLetters.Letter letter(Dead dead) {
    var parcel = dead.parcel();
    return new DeadLetters.Letter(
        parcel.raw(),
        dead.reason(),
        "The endpoint %s did not take message %s (%s); it last %s. Mend it, then send it what it missed with ./evenkeel webhook resend --endpoint %s."
            .formatted(
                endpoint.name(),
                parcel.message().id(),
                parcel.message().type().written(),
                dead.why(),
                endpoint.name()));
  }

  private void send(Instant now) {
    for (var free = state.mayBegin(now, underWay, settings.atOnce()); free > 0; free--) {
      var due = backlog.next(now);
      if (due.isEmpty()) {
        return;
      }
      begin(due.get(), now);
    }
  }

  private void begin(Parcel parcel, Instant now) {
    underWay++;
    var unused =
        post.post(endpoint, parcel.message().id(), now, parcel.message().body())
            .whenComplete(
                (reply, fault) ->
                    answers.add(
                        new Answered(
                            parcel,
                            fault == null
                                ? reply
                                : Post.Reply.none("could not be sent anything"))));
  }

  private EndpointCounts.State standing() {
    if (state.gone()) {
      return EndpointCounts.State.GONE;
    }
    return state.isDown() ? EndpointCounts.State.DOWN : EndpointCounts.State.WORKING;
  }

  /** Whether it waits for answers. */
  boolean isWaiting() {
    return underWay > 0 || !answers.isEmpty();
  }

  /** Whether it has anything to send or to wait for. */
  boolean isBusy() {
    return underWay > 0 || backlog.size() > 0;
  }
}
