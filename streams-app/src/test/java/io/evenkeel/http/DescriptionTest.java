package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The descriptions of what is served")
class DescriptionTest {
  private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)\\}");
  private static final JsonNode API = DescriptionRoutes.openApi();
  private static final TopicNames NAMES = new TopicNames("pre.", List.of("SCHWAB", "FIDELITY"));
  private static final JsonNode TOPICS = DescriptionRoutes.asyncApi(NAMES);

  @Test
  void pointOnlyToSchemasThatAreThere() {
    for (var reference : API.findValues("$ref")) {
      var pointer = reference.asText().substring(1);
      assertThat(API.at(pointer).isObject()).as(pointer).isTrue();
    }
  }

  @Test
  void declareEveryPartOfAPathAndNameEachOperationOnce() {
    var names = new ArrayList<String>();
    API.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .forEach(
                        operation -> {
                          names.add(operation.get("operationId").asText());
                          assertThat(declared(operation)).isEqualTo(parts(path.getKey()));
                        }));

    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(20);
  }

  private static TreeSet<String> declared(JsonNode operation) {
    var names = new TreeSet<String>();
    operation
        .get("parameters")
        .forEach(
            p -> {
              if (p.get("in").asText().equals("path")) {
                names.add(p.get("name").asText());
              }
            });
    return names;
  }

  private static TreeSet<String> parts(String path) {
    var names = new TreeSet<String>();
    var matcher = IN_PATH.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  @Test
  void showEveryTypeOfCommandWithItsOwnFields() {
    var forms = API.at("/components/schemas/RebalanceCommand/oneOf");

    assertThat(forms).hasSize(3);
    assertThat(forms.at("/0/properties/type/const").asText()).isEqualTo("SUBMIT");
    assertThat(forms.at("/0/properties/accounts/type").asText()).isEqualTo("array");
    assertThat(forms.at("/1/properties/hashes/type").asText()).isEqualTo("object");
  }

  @Test
  void nameEveryTopicWithItsSchemaAndItsKey() {
    for (var topic : Topics.ALL) {
      var schema = SpecificData.get().getSchema(topic.value());
      var channel = TOPICS.at("/channels/" + topic.name());
      var message = channel.at("/messages/" + schema.getName());

      assertThat(channel.get("address").asText()).startsWith("pre." + topic.name());
      assertThat(message.at("/payload/schema")).isEqualTo(Json.tree(schema.toString()));
      assertThat(message.at("/bindings/kafka/key/description").asText())
          .isEqualTo("the " + topic.key().name());
    }
    assertThat(TOPICS.get("channels")).hasSameSizeAs(Topics.ALL);
    assertThat(TOPICS.at("/channels/approved-trades/address").asText())
        .isEqualTo("pre.approved-trades.{custodian}");
  }

  @Test
  void sayWhichTopicsAreForThePipelineAndWhichAreFromIt() {
    var operations = TOPICS.get("operations");

    assertThat(operations.has("receive-prices")).isTrue();
    assertThat(operations.has("send-drift-events")).isTrue();
    assertThat(operations).hasSameSizeAs(Topics.ALL);
    for (var topic : Topics.ALL) {
      var action = topic.group() == Topic.Group.OUTPUT ? "send-" : "receive-";
      var channel = operations.path(action + topic.name()).at("/channel/$ref").asText();
      assertThat(TOPICS.at(channel.substring(1)).isObject()).as(topic.name()).isTrue();
    }
  }
}
