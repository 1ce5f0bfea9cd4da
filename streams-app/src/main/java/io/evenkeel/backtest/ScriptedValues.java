package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.JsonFault;
import io.evenkeel.json.RecordReader;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Turns the lines of a script into records. What a line may leave out is put in, the same at every
 * run: {@code commandId} line-N, {@code sentBy} backtest, {@code sentAt} and other times the row's,
 * {@code firmId} that of the account or request where the book knows it, {@code version} one more
 * than the last. Names that a book file uses ({@code symbol}, {@code cash}, …) are understood too.
 */
final class ScriptedValues {
  private static final String SENDER = "backtest";
  private static final Set<String> FIELDS = Set.of("at", "topic", "key", "value");

  private final InputTopics topics;
  private final BookFile book;
  private final ZoneId zone;
  private final Map<String, String> firmOfAccount = new HashMap<>();
  private final Map<String, String> firmOfRequest = new HashMap<>();
  private final Map<String, String> ownerOf = new HashMap<>();
  private final Map<String, Long> versionOf = new HashMap<>();

  ScriptedValues(InputTopics topics, BookFile book, ZoneId zone) {
    this.topics = topics;
    this.book = book;
    this.zone = zone;
    book.accounts().forEach((id, account) -> firmOfAccount.put(id, account.getFirmId()));
    book.models()
        .forEach((id, m) -> remember(Topics.MODELS, id, m.getOwnerFirmId(), m.getVersion()));
    book.targets()
        .forEach((id, t) -> remember(Topics.TARGETS, id, t.getOwnerFirmId(), t.getVersion()));
  }

  private void remember(Topic<?> topic, String id, String owner, long version) {
    ownerOf.put(topic.name() + "/" + id, owner);
    versionOf.put(topic.name() + "/" + id, version);
  }

  /** The record of one line, at the time of its row; lines come in the order of their rows. */
  ScriptedRecord record(ObjectNode line, int number, Instant at) {
    refuseUnknownFields(line);
    var to = destination(text(line, "topic"));
    var key = text(line, "key");
    var value = line.get("value");
    if (value == null) {
      throw new JsonFault("", "field value is missing; a tombstone says \"value\": null");
    }
    if (value.isNull()) {
      return new ScriptedRecord(to, key, null, false);
    }
    if (value instanceof ObjectNode object) {
      return record(to, key, object, number, at);
    }
    throw new JsonFault("/value", "an object was expected, not " + value);
  }

  private ScriptedRecord record(
      InputTopics.Destination to, String key, ObjectNode written, int number, Instant at) {
    var json = BookNames.asOnTopic(to.topic(), key, written);
    var versionOwed = to.topic().equals(Topics.POSITIONS) && !json.has("version");
    try {
      var reader = new RecordReader(zone, supplied(to.topic(), key, json, number, at));
      var value = reader.read(to.topic().value(), json);
      noteWhatIsSaid(to.topic(), key, json);
      return new ScriptedRecord(to, key, value, versionOwed);
    } catch (JsonFault fault) {
      throw new JsonFault("/value" + fault.pointer(), fault.sentence());
    }
  }

  private static void refuseUnknownFields(ObjectNode line) {
    line.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw new JsonFault("/" + name, RecordReader.unknown(name, FIELDS));
              }
            });
  }

  private InputTopics.Destination destination(String topic) {
    try {
      return topics.named(topic);
    } catch (IllegalArgumentException e) {
      throw new JsonFault("/topic", String.valueOf(e.getMessage()));
    }
  }

  private static String text(ObjectNode line, String field) {
    var node = line.path(field);
    if (!node.isTextual() || node.textValue().isEmpty()) {
      throw new JsonFault("/" + field, "a text was expected, not " + line.get(field));
    }
    return node.textValue();
  }

  private Map<String, JsonNode> supplied(
      Topic<?> topic, String key, ObjectNode json, int number, Instant at) {
    var supplied = new HashMap<String, JsonNode>();
    var time = TextNode.valueOf(at.toString());
    supplied.put("commandId", TextNode.valueOf("line-" + number));
    supplied.put("sentBy", TextNode.valueOf(SENDER));
    supplied.put("source", TextNode.valueOf(SENDER));
    supplied.put("sentAt", time);
    supplied.put("asOf", time);
    supplied.put("createdAt", time);
    supplied.put("at", time);
    supplied.put("firmId", TextNode.valueOf(firm(topic, key, json)));
    var id = topic.name() + "/" + key;
    supplied.put("ownerFirmId", TextNode.valueOf(ownerOf.getOrDefault(id, BookFile.DEFAULT_FIRM)));
    supplied.put(
        "version",
        topic.equals(Topics.POSITIONS)
            ? IntNode.valueOf(1)
            : LongNode.valueOf(versionOf.getOrDefault(id, 0L) + 1));
    supplied.put("scope", TextNode.valueOf("ENTERPRISE"));
    supplied.put("feed", TextNode.valueOf("INTRADAY"));
    if (topic.equals(Topics.ACCOUNTS)) {
      supplyAccount(key, supplied);
    }
    return supplied;
  }

  private void supplyAccount(String key, Map<String, JsonNode> supplied) {
    var known = book.accounts().get(key);
    supplied.put("custodianAccountRef", TextNode.valueOf(key));
    supplied.put("status", TextNode.valueOf("ACTIVE"));
    supplied.put("type", TextNode.valueOf("CASH"));
    supplied.put("advisorId", TextNode.valueOf(BookFile.DEFAULT_ADVISOR));
    if (known != null) {
      supplied.put("advisorId", TextNode.valueOf(known.getAdvisorId()));
      supplied.put("custodianId", TextNode.valueOf(known.getCustodianId()));
      supplied.put("custodianAccountRef", TextNode.valueOf(known.getCustodianAccountRef()));
      supplied.put("type", TextNode.valueOf(known.getType().name()));
    }
  }

  private String firm(Topic<?> topic, String key, ObjectNode json) {
    if (!topic.equals(Topics.REBALANCE_COMMANDS)) {
      return firmOfAccount.getOrDefault(key, BookFile.DEFAULT_FIRM);
    }
    var account = json.path("accounts").path(0).asText("");
    var retried = json.path("retryFailedOf").asText("");
    return firmOfAccount.getOrDefault(
        account,
        firmOfRequest.getOrDefault(
            key, firmOfRequest.getOrDefault(retried, BookFile.DEFAULT_FIRM)));
  }

  /** What later lines are about: accounts, versions, and the requests that a line opens. */
  private void noteWhatIsSaid(Topic<?> topic, String key, ObjectNode json) {
    var firm = firm(topic, key, json);
    if (topic.equals(Topics.REBALANCE_COMMANDS)) {
      firmOfRequest.putIfAbsent(key, firm);
    } else if (topic.equals(Topics.ACCOUNT_COMMANDS)) {
      for (var field : new String[] {"requestId", "commandId", "movementId"}) {
        if (json.has(field)) {
          firmOfRequest.putIfAbsent(json.get(field).asText(), firm);
        }
      }
    } else if (topic.equals(Topics.ACCOUNTS)) {
      firmOfAccount.put(key, json.path("firmId").asText(firm));
    } else if (topic.equals(Topics.MODELS) || topic.equals(Topics.TARGETS)) {
      var id = topic.name() + "/" + key;
      var owner = ownerOf.getOrDefault(id, BookFile.DEFAULT_FIRM);
      remember(
          topic,
          key,
          json.path("ownerFirmId").asText(owner),
          json.path("version").asLong(versionOf.getOrDefault(id, 0L) + 1));
    }
  }
}
