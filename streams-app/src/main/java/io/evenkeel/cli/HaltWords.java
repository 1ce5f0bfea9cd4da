package io.evenkeel.cli;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.StartupChecks;
import io.evenkeel.cluster.Subscription;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The newest word on every scope, read from {@code controls}, and a way to say another one. */
final class HaltWords {
  private final Clients clients;
  private final String topic;
  private final Map<String, Control> newest = new ConcurrentHashMap<>();

  private HaltWords(Clients clients) {
    this.clients = clients;
    this.topic = clients.names().of(Topics.CONTROLS);
  }

  /** Reads the whole topic. */
  static HaltWords read(Clients clients) {
    var words = new HaltWords(clients);
    try (var admin = clients.admin()) {
      StartupChecks.requireTopics(admin, List.of(words.topic));
    }
    try (var reading =
        new Subscription(
            "halts", clients, List.of(Topics.CONTROLS), /* fromBeginning= */ true, words::take)) {
      reading.awaitCaughtUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("stopped while reading " + words.topic);
    }
    return words;
  }

  private void take(String from, String key, @Nullable SpecificRecord value) {
    if (value instanceof Control control) {
      newest.put(key, control);
    } else {
      newest.remove(key);
    }
  }

  /** What is halted, by key. */
  List<Control> halted() {
    return new ArrayList<>(new TreeMap<>(newest).values())
        .stream().filter(Control::getHalted).toList();
  }

  boolean isHalted(ControlScope scope, String id) {
    var word = newest.get(key(scope, id));
    return word != null && word.getHalted();
  }

  /** Says it, and waits until the cluster has it; later than whatever was said before. */
  void say(ControlScope scope, String id, boolean halted, String reason, String by) {
    var key = key(scope, id);
    var control =
        Control.newBuilder()
            .setScope(scope)
            .setScopeId(id)
            .setHalted(halted)
            .setReason(reason)
            .setSetBy(by)
            .setSetAt(after(newest.get(key)))
            .build();
    send(key, control);
    newest.put(key, control);
  }

  private static Instant after(@Nullable Control known) {
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return known == null || known.getSetAt().isBefore(now)
        ? now
        : known.getSetAt().plus(1, ChronoUnit.MICROS);
  }

  private void send(String key, Control control) {
    var serializer = clients.serdes().serializer(SpecificRecord.class);
    try (var producer = clients.producer()) {
      producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, control))).get();
    } catch (ExecutionException e) {
      throw new FailedException(
          "%s was not taken by %s (%s); say it again once the cluster answers"
              .formatted(key, topic, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("stopped while sending to " + topic);
    }
  }

  private static String key(ControlScope scope, String id) {
    return scope.name() + "/" + id;
  }
}
