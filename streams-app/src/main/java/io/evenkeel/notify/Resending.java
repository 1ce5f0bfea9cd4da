package io.evenkeel.notify;

import io.evenkeel.cluster.Clients;
import io.evenkeel.webhook.Endpoint;
import io.evenkeel.webhook.Post;
import io.evenkeel.webhook.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends an endpoint again what it was told, or should have been, in a span of time: out of the
 * topics, one after another, with the ids that the messages always had. Receivers that remember ids
 * lose nothing by it.
 */
public final class Resending {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int TRIES = 3;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final Clients clients;
  private final NotificationSettings settings;
  private final Endpoint endpoint;
  private final Post post;
  private final Inbox inbox;
  private final InstantSource clock;

  /**
   * What came of it.
   *
   * @param taken messages that the endpoint took
   * @param why it stopped before the end; empty where it did not
   */
  public record Outcome(int taken, Optional<String> why) {}

  public Resending(
      Clients clients,
      NotificationSettings settings,
      Endpoint endpoint,
      Post post,
      InstantSource clock) {
    this.clients = clients;
    this.settings = settings;
    this.endpoint = endpoint;
    this.post = post;
    this.inbox = new Inbox(clients.serdes(), clients.names(), new Wording(settings.zone()));
    this.clock = clock;
  }

  /**
   * Sends what was written from one time until before another; stops at the first message that is
   * not taken.
   */
  public Outcome send(Instant since, Instant until) {
    try (var consumer = clients.consumer("webhook-resend-" + UUID.randomUUID(), true)) {
      var begins = offsets(consumer, since);
      var ends = offsets(consumer, until);
      consumer.assign(begins.keySet());
      begins.forEach(consumer::seek);
      var taken = 0;
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (var record : consumer.poll(POLL)) {
          var place = new TopicPartition(record.topic(), record.partition());
          var message = record.offset() < ends.getOrDefault(place, 0L) ? read(record) : none();
          if (message.isPresent()) {
            var failure = send(message.get());
            if (failure.isPresent()) {
              return new Outcome(taken, failure);
            }
            taken++;
          }
        }
      }
      return new Outcome(taken, Optional.empty());
    }
  }

  private static Optional<Message> none() {
    return Optional.empty();
  }

  /** Where the records of such a time begin, or the end. */
  private Map<TopicPartition, Long> offsets(KafkaConsumer<String, byte[]> consumer, Instant at) {
    var partitions =
        inbox.topics().stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .collect(Collectors.toMap(partition -> partition, partition -> at.toEpochMilli()));
    var offsets = new HashMap<>(consumer.endOffsets(partitions.keySet()));
    consumer
        .offsetsForTimes(partitions)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                offsets.put(partition, found.offset());
              }
            });
    return offsets;
  }

  private Optional<Message> read(ConsumerRecord<String, byte[]> record) {
    return record.value() == null
        ? Optional.empty()
        : inbox
            .read(record.topic(), record.value())
            .filter(message -> settings.isFor(endpoint, message));
  }

  /** Why the message was not taken; empty where it was. */
  private Optional<String> send(Message message) {
    var why = "";
    for (var tries = 0; tries < TRIES; tries++) {
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos() * tries);
      var now = clock.instant();
      var reply = post.post(endpoint, message.id(), now, message.body()).join();
      if (reply.verdict(now) instanceof Verdict.Delivered) {
        return Optional.empty();
      }
      why = reply.status() == 0 ? reply.why() : "answered " + reply.status();
    }
    return Optional.of(
        "the endpoint %s did not take message %s: it %s"
            .formatted(endpoint.name(), message.id(), why));
  }
}
