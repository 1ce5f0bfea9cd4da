package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.cluster.Clients;
import io.evenkeel.http.DeadLetters.Letter;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.IntakeAudit;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/dead-letters}: what was refused, and sending it again. */
final class DeadLetterRoutes {
  private static final int TAKEN_WITHIN_SECONDS = 10;
  private static final Set<String> PARAMETERS = Set.of("text", "limit", "after", "sort");

  private final DeadLetters letters;
  private final TopicNames names;
  private final Producer<String, byte[]> producer;
  private final RecordWriter records;
  private final Consumer<String> replayed;

  /**
   * @param replayed is told the reason of each letter that was sent again
   */
  DeadLetterRoutes(
      Clients clients, Producer<String, byte[]> producer, ZoneId zone, Consumer<String> replayed) {
    this.letters = new DeadLetters(clients);
    this.names = clients.names();
    this.producer = producer;
    this.records = new RecordWriter(zone);
    this.replayed = replayed;
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/dead-letters", PARAMETERS, this::list);
    routes.post("/api/v1/dead-letters/{partition}/{offset}/replay", this::replay);
  }

  private void list(Context ctx) {
    var query = ListQuery.of(ctx, List.of("-at", "at"));
    var text = ctx.queryParam("text");
    var page = new Page<Letter>(query);
    for (var letter : letters.newest()) {
      var content = letter.content();
      if (Parameters.has(text, content.getTopic())
          || Parameters.has(text, content.getSentence())
          || Parameters.has(text, content.getReason().name())) {
        page.add(place(letter), letter);
      }
    }
    ctx.contentType("application/json").result(Json.line(page.json(this::json)));
  }

  private static Place place(Letter letter) {
    return new Place(
        Place.key(letter.content().getAt().toEpochMilli()),
        "%05d/%s".formatted(letter.partition(), Place.key(letter.offset())));
  }

  /** The value stays where it is: it may be large, and is not text. */
  private ObjectNode json(Letter letter) {
    var json = records.write(letter.content());
    var key = letter.content().getKey();
    var value = letter.content().getValue();
    json.remove("value");
    json.put("key", key == null ? null : text(key));
    json.put("valueBytes", value == null ? 0 : value.remaining());
    json.set("originalPartition", json.remove("partition"));
    json.set("originalOffset", json.remove("offset"));
    json.put("partition", letter.partition());
    json.put("offset", letter.offset());
    return json;
  }

  private void replay(Context ctx) {
    var letter =
        letters
            .at((int) number(ctx, "partition"), number(ctx, "offset"))
            .orElseThrow(
                () ->
                    Problem.unknown(
                            "There is no dead letter at %s/%s."
                                .formatted(ctx.pathParam("partition"), ctx.pathParam("offset")))
                        .thrown());
    var content = letter.content();
    var key = content.getKey() == null ? null : text(content.getKey());
    if (!isRead(content.getTopic()) || (content.getKey() != null && key == null)) {
      throw new Problem(
              409,
              "It cannot be sent again",
              "Topic %s is none that the pipeline reads, or the key is no text; mend it at its source."
                  .formatted(content.getTopic()))
          .thrown();
    }
    var value = content.getValue();
    var place = "%d/%d".formatted(letter.partition(), letter.offset());
    var sent = send(content.getTopic(), key, value == null ? null : bytes(value), place);
    replayed.accept(content.getReason().name());
    ctx.status(202).contentType("application/json").result(Json.line(sent));
  }

  private boolean isRead(String topic) {
    return Topics.ALL.stream()
        .filter(t -> t.group() != Topic.Group.OUTPUT)
        .anyMatch(t -> names.each(t).contains(topic));
  }

  private ObjectNode send(
      String topic, @Nullable String key, byte @Nullable [] value, String place) {
    var record = new ProducerRecord<String, byte[]>(topic, key, value);
    record.headers().add(IntakeAudit.REPLAYED, place.getBytes(StandardCharsets.UTF_8));
    try {
      var sent = producer.send(record).get(TAKEN_WITHIN_SECONDS, TimeUnit.SECONDS);
      return Json.object()
          .put("topic", topic)
          .put("partition", sent.partition())
          .put("offset", sent.offset());
    } catch (ExecutionException | TimeoutException e) {
      throw notTaken().thrown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notTaken().thrown();
    }
  }

  private static Problem notTaken() {
    return Problem.notNow(
        "The cluster did not confirm the record; look whether it came before you send it again.");
  }

  private static long number(Context ctx, String name) {
    try {
      var number = Long.parseLong(ctx.pathParam(name));
      if (number >= 0 && (name.equals("offset") || number <= Integer.MAX_VALUE)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw Problem.badRequest(
            "%s=%s cannot be used; it is a whole number of 0 or more."
                .formatted(name, ctx.pathParam(name)))
        .thrown();
  }

  /** {@code null} where the bytes are no text. */
  private static @Nullable String text(ByteBuffer bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate());
      return text.toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }
}
