package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.CommandEnvelope;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import io.evenkeel.json.RecordReader;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is posted as a record, by the same code as {@code produce}, and sends it. */
final class Posted {
  /** Enough for 10,000 accounts with their hashes. */
  static final int LARGEST_BODY_BYTES = 2_000_000;

  private static final int LONGEST_ID = 200;
  private static final int TAKEN_WITHIN_SECONDS = 10;
  private static final Logger LOG = LoggerFactory.getLogger(Posted.class);

  private final Producer<String, byte[]> producer;
  private final Serializer<SpecificRecord> serializer;
  private final TopicNames names;
  private final ZoneId zone;
  private final Clock clock;

  Posted(
      Producer<String, byte[]> producer,
      Serializer<SpecificRecord> serializer,
      TopicNames names,
      ZoneId zone,
      Clock clock) {
    this.producer = producer;
    this.serializer = serializer;
    this.names = names;
    this.zone = zone;
    this.clock = clock;
  }

  /** An id that stands in a path, which is not arbitrarily long. */
  static String key(String id) {
    if (id.isBlank() || id.length() > LONGEST_ID) {
      throw Problem.badRequest(
              "The id in the path has %d characters; it is 1 to %d."
                  .formatted(id.length(), LONGEST_ID))
          .thrown();
    }
    return id;
  }

  static ObjectNode body(Context ctx) {
    var text = text(ctx);
    try {
      if (Json.tree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonFault fault) {
      throw Problem.badRequest("The body is " + fault.sentence() + ".").thrown();
    }
    throw Problem.badRequest("The body is not a JSON object; docs/commands.md shows commands.")
        .thrown();
  }

  private static String text(Context ctx) {
    try (var in = ctx.bodyInputStream()) {
      var bytes = in.readNBytes(LARGEST_BODY_BYTES + 1);
      if (bytes.length > LARGEST_BODY_BYTES) {
        throw new Problem(
                413,
                "The request is too large",
                "The body has more than %d bytes; split the request.".formatted(LARGEST_BODY_BYTES))
            .thrown();
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Problem.badRequest("The body did not arrive whole; send it again.").thrown();
    }
  }

  /**
   * The record that a body is.
   *
   * @param commandId where the record is a command and states none
   */
  <T extends SpecificRecord> T read(Topic<T> topic, ObjectNode json, String commandId) {
    var envelope = CommandEnvelope.of(commandId, "http", clock.instant(), null);
    try {
      return new RecordReader(zone, envelope).read(topic.value(), json);
    } catch (JsonFault fault) {
      throw Problem.badRequest(
              "%s%s; nothing was sent."
                  .formatted(
                      fault.field().isEmpty() ? "" : "Field " + fault.field() + ": ",
                      fault.sentence()))
          .thrown();
    }
  }

  /**
   * Sends a record, and returns once the cluster has it.
   *
   * @param untaken what is to be done where the cluster does not confirm it
   */
  RecordMetadata send(Topic<?> topic, String key, SpecificRecord record, String untaken) {
    var name = names.of(topic);
    try {
      return producer
          .send(new ProducerRecord<>(name, key, serializer.serialize(name, record)))
          .get(TAKEN_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("What was posted for {} was not taken by {}", key, name, e);
      throw Problem.notNow(untaken).thrown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.notNow(untaken).thrown();
    }
  }
}
