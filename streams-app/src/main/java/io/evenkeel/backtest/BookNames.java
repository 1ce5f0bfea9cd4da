package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;

/** Understands in a script what a book file says: its shorter names, and ids beside the key. */
final class BookNames {
  private BookNames() {}

  /** The value with the names that its topic uses; a name that the topic knows stays. */
  static ObjectNode asOnTopic(Topic<?> topic, String key, ObjectNode written) {
    var json = written.deepCopy();
    if (topic.equals(Topics.SECURITIES)) {
      rename(json, "class", "securityClass");
      orElse(json, "symbol", key);
      removeKey(json, "securityId", key);
    } else if (topic.equals(Topics.MODELS)) {
      rename(json, "firmId", "ownerFirmId");
      removeKey(json, "modelId", key);
      holdingsById(json);
    } else if (topic.equals(Topics.TARGETS)) {
      rename(json, "firmId", "ownerFirmId");
      removeKey(json, "targetId", key);
    } else if (topic.equals(Topics.ACCOUNTS)) {
      rename(json, "custodian", "custodianId");
      removeKey(json, "accountId", key);
    } else if (topic.equals(Topics.POSITIONS)) {
      removeKey(json, "accountId", key);
      json.path("sleeves").forEach(BookNames::sleeve);
    } else if (topic.equals(Topics.CORPORATE_ACTIONS)) {
      removeKey(json, "securityId", key);
    } else if (topic.equals(Topics.CUSTODIAN_POSITIONS)) {
      removeKey(json, "accountId", key);
      rename(json, "cash", "settledCash");
      orElse(json, "settledCash", "0");
      holdingsById(json);
    } else if (topic.equals(Topics.RESTRICTIONS)) {
      removeKey(json, "accountId", key);
      json.path("restrictions").forEach(BookNames::restriction);
    }
    return json;
  }

  private static void sleeve(JsonNode node) {
    if (node instanceof ObjectNode sleeve) {
      rename(sleeve, "cash", "settledCash");
      orElse(sleeve, "settledCash", "0");
      var id = sleeve.path("sleeveId").asText(sleeve.path("modelId").asText("MANAGED"));
      orElse(sleeve, "sleeveId", id);
      orElse(sleeve, "kind", id.equals("MANAGED") ? "MANAGED" : "MODEL");
      if (sleeve.path("kind").asText().equals("MODEL")) {
        orElse(sleeve, "modelId", id);
      }
      holdingsById(sleeve);
    }
  }

  private static void restriction(JsonNode node) {
    if (node instanceof ObjectNode restriction) {
      rename(restriction, "symbol", "securityId");
      rename(restriction, "substitute", "substituteId");
    }
  }

  private static void holdingsById(ObjectNode json) {
    for (var holding : json.path("holdings")) {
      if (holding instanceof ObjectNode object) {
        rename(object, "symbol", "securityId");
      }
    }
  }

  private static void rename(ObjectNode json, String from, String to) {
    if (json.has(from) && !json.has(to)) {
      json.set(to, json.remove(from));
    }
  }

  private static void orElse(ObjectNode json, String field, String value) {
    if (!json.has(field)) {
      json.set(field, TextNode.valueOf(value));
    }
  }

  /** An id beside the key that says the same is no fault; another one stays, and is refused. */
  private static void removeKey(ObjectNode json, String field, String key) {
    if (json.path(field).asText("").equals(key)) {
      json.remove(field);
    }
  }
}
