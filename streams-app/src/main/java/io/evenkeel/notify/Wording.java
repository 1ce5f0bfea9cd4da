package io.evenkeel.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.Digest;
import io.evenkeel.schemas.DriftEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What messages say: {@code id}, {@code type}, {@code timestamp}, whose it is, and the record as
 * JSON. Drift events go without their inputs and the lines that are within their bands, as on the
 * stream of events.
 *
 * <p>An id follows from what is told and from nothing else, so that whoever sends it again sends
 * the same one.
 */
public final class Wording {
  /** A longer body goes without its lines. */
  static final int MOST_BYTES = 256 * 1024;

  private static final List<String> LONG_LISTS = List.of("lines", "differences", "furthest");
  private static final int ID_BYTES = 16;

  private final RecordWriter records;
  private final ZoneId zone;

  /**
   * @param zone of the times that are told
   */
  public Wording(ZoneId zone) {
    this.records = new RecordWriter(zone);
    this.zone = zone;
  }

  /** Of a drift event; empty where its kind is unknown. */
  public Optional<Message> of(DriftEvent event) {
    var id = id("drift-event", event.getAccountId(), event.getSequence());
    return MessageType.of(event.getKind())
        .map(type -> message(id, type, event.getFirmId(), event.getAdvisorId(), slim(event)));
  }

  /** Of an advisory, raised or cleared. */
  public Message of(Advisory advisory) {
    var type = advisory.getRaised() ? MessageType.ADVISORY_RAISED : MessageType.ADVISORY_CLEARED;
    var id =
        id(
            "advisory",
            advisory.getAccountId(),
            advisory.getSecurityId(),
            advisory.getCode(),
            advisory.getSubject(),
            advisory.getRaised(),
            advisory.getAt());
    return message(
        id, type, advisory.getFirmId(), advisory.getAdvisorId(), records.write(advisory));
  }

  /** Of a digest. */
  public Message of(Digest digest) {
    var id = id("digest", digest.getFirmId(), digest.getAdvisorId(), digest.getDate());
    return message(
        id, MessageType.DIGEST, digest.getFirmId(), digest.getAdvisorId(), records.write(digest));
  }

  /** A message that only shows whether messages arrive. */
  public Message ping(@Nullable String firmId, @Nullable String advisorId, Instant at) {
    var data =
        Json.object()
            .put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone)))
            .put("text", "Evenkeel's messages arrive here.");
    return message(id("ping", at), MessageType.PING, firmId, advisorId, data);
  }

  private ObjectNode slim(DriftEvent event) {
    var json = records.write(event);
    json.remove("inputs");
    var lines = json.withArray("lines").elements();
    while (lines.hasNext()) {
      if (lines.next().path("side").asText().equals("NONE")) {
        lines.remove();
      }
    }
    return json;
  }

  private static Message message(
      String id,
      MessageType type,
      @Nullable String firmId,
      @Nullable String advisorId,
      ObjectNode data) {
    var whole = bytes(envelope(id, type, firmId, advisorId, data));
    if (whole.length > MOST_BYTES) {
      LONG_LISTS.stream().filter(data::has).forEach(data::putArray);
      data.put("shortened", true);
      whole = bytes(envelope(id, type, firmId, advisorId, data));
    }
    return new Message(id, type, firmId, advisorId, whole);
  }

  private static ObjectNode envelope(
      String id,
      MessageType type,
      @Nullable String firmId,
      @Nullable String advisorId,
      JsonNode data) {
    var json = Json.object();
    json.put("id", id);
    json.put("type", type.written());
    json.set("timestamp", data.path("at"));
    json.put("firmId", firmId);
    json.put("advisorId", advisorId);
    json.set("data", data);
    return json;
  }

  private static byte[] bytes(JsonNode json) {
    return Json.line(json).getBytes(UTF_8);
  }

  /** Short, without a full stop, and nobody's to choose. */
  private static String id(@Nullable Object... parts) {
    var text = Arrays.stream(parts).map(Objects::toString).collect(Collectors.joining("\n"));
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "msg_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
