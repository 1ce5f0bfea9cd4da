package io.evenkeel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command is sent with where its JSON does not say. */
public final class CommandEnvelope {
  private CommandEnvelope() {}

  /**
   * Values of the fields beside a command, for {@link RecordReader}.
   *
   * @param commandId a new one for each command: the same id twice is one command
   * @param firmId {@code null} crosses no firm
   */
  public static Map<String, JsonNode> of(
      String commandId, String sentBy, Instant sentAt, @Nullable String firmId) {
    var envelope = new HashMap<String, JsonNode>();
    envelope.put("commandId", TextNode.valueOf(commandId));
    envelope.put("sentBy", TextNode.valueOf(sentBy));
    envelope.put("sentAt", TextNode.valueOf(sentAt.toString()));
    if (firmId != null) {
      envelope.put("firmId", TextNode.valueOf(firmId));
    }
    return envelope;
  }
}
