package io.evenkeel.wireformat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.wireformat.RegistryConversation.Answer;
import java.net.URLEncoder;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** A schema registry over its REST interface, as Confluent defined it and others serve it too. */
final class HttpRegistry implements SchemaRegistry {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryConversation conversation;

  HttpRegistry(SerdeSettings settings) {
    this.conversation = new RegistryConversation(settings);
  }

  @Override
  public int register(String subject, Schema schema) {
    var answer = conversation.post("/subjects/" + encoded(subject) + "/versions", body(schema));
    if (answer.isRefusal()) {
      throw new SchemaRefusedException(
          "The schema registry refused %s under subject %s: %s"
              .formatted(schema.getFullName(), subject, message(answer)));
    }
    return json(answer).required("id").intValue();
  }

  @Override
  public int idOf(String subject, Schema schema) {
    var answer = conversation.post("/subjects/" + encoded(subject), body(schema));
    if (answer.isRefusal()) {
      throw Refusals.notRegistered(subject, message(answer));
    }
    return json(answer).required("id").intValue();
  }

  @Override
  public Latest latest(String subject) {
    var answer = conversation.get("/subjects/" + encoded(subject) + "/versions/latest");
    if (answer.isRefusal()) {
      throw Refusals.notRegistered(subject, message(answer));
    }
    var latest = json(answer);
    return new Latest(
        latest.required("id").intValue(),
        latest.required("version").intValue(),
        schemaIn(latest, "of " + subject));
  }

  @Override
  public Schema schema(int id) {
    var answer = conversation.get("/schemas/ids/" + id);
    if (answer.isRefusal()) {
      throw Refusals.unknownId(id, answer.from());
    }
    return schemaIn(json(answer), "with id " + id);
  }

  private static Schema schemaIn(JsonNode answer, String which) {
    var type = answer.path("schemaType").asText("AVRO");
    try {
      if (type.equals("AVRO")) {
        return new Schema.Parser().parse(answer.path("schema").asText());
      }
    } catch (AvroRuntimeException e) {
      throw new UnreadableRecordException(
          "The schema %s in the registry is not valid Avro.".formatted(which), e);
    }
    throw new UnreadableRecordException("The schema %s is %s, not Avro.".formatted(which, type));
  }

  private static String body(Schema schema) {
    return JSON.valueToTree(Map.of("schema", schema.toString())).toString();
  }

  private static String message(Answer answer) {
    return json(answer).path("message").asText("HTTP " + answer.status());
  }

  private static JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new RegistryUnavailableException(
          "%s does not answer like a schema registry: check schema.registry.url."
              .formatted(answer.from()),
          e);
    }
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, UTF_8);
  }
}
