package io.evenkeel.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.evenkeel.cli.ParsedCommand;
import io.evenkeel.config.Durations;
import io.evenkeel.config.Keys;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docker-compose.yml")
class ComposeFileTest {
  private static final Pattern INTERPOLATED = Pattern.compile("(?<!\\$)\\$\\{([^}]*)\\}");
  private static final Pattern SENTENCE = Pattern.compile("[A-Z_]+:\\?\\S+( \\S+){4,}");
  private static final ComposeFile COMPOSE = new ComposeFile();

  @Test
  void isOfTheFormThatTheComposeSpecificationAsksFor() {
    var schema = specification();
    var misspelt = Json.tree("{\"services\":{\"a\":{\"imagee\":\"b\"}}}");

    assertThat(schema.validate(COMPOSE.whole())).isEmpty();
    assertThat(schema.validate(misspelt)).isNotEmpty();
  }

  /** As published, but for its own address and dialect, which is written in a way of its own. */
  private static Schema specification() {
    var file = "streams-app/src/test/resources/deploy/compose-spec/compose-spec.json";
    var schema = (ObjectNode) Json.tree(Repository.text(file));
    schema.remove(List.of("$id", "$schema"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
  }

  @Test
  void publishesEveryPortOnLoopbackAndNoneTwice() {
    var ports =
        COMPOSE.services().values().stream()
            .flatMap(service -> Repository.texts(service.path("ports")).stream())
            .toList();

    assertThat(ports).hasSize(4).allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
    assertThat(ports.stream().map(port -> port.split(":", -1)[1])).doesNotHaveDuplicates();
  }

  @Test
  void asksForEverySecretWithASentenceAndHasNoneOfItsOwn() {
    var asked =
        COMPOSE.texts().flatMap(text -> INTERPOLATED.matcher(text).results()).map(m -> m.group(1));

    assertThat(asked)
        .isNotEmpty()
        .allMatch(variable -> SENTENCE.matcher(variable).matches())
        .anyMatch(variable -> variable.startsWith("EVENKEEL_HTTP_TOKEN:?"))
        .anyMatch(variable -> variable.startsWith("EVENKEEL_METRICS_TOKEN:?"))
        .anyMatch(variable -> variable.startsWith("GRAFANA_ADMIN_PASSWORD:?"));
    assertThat(environments().filter(e -> e.getKey().matches(".*(PASSWORD|TOKEN|SECRET).*")))
        .isNotEmpty()
        .allMatch(e -> e.getValue().asText().startsWith("${"));
  }

  @Test
  void pinsEveryImageAndHasThoseOfTheBuildInItsVersions() {
    var images =
        COMPOSE.services().values().stream().map(s -> s.get("image").asText()).distinct().toList();

    assertThat(images)
        .allMatch(image -> image.matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"))
        .contains(
            "apache/kafka:" + Repository.property("kafka.version"),
            "confluentinc/cp-schema-registry:" + Repository.property("confluent.version"),
            "evenkeel:" + Repository.version());
  }

  @Test
  void mountsOnlyWhatIsThereAndUsesEveryVolumeThatItNames() {
    var mounts =
        COMPOSE.services().values().stream().flatMap(s -> ComposeFile.mounts(s).stream()).toList();
    var volumes = new TreeSet<String>();
    COMPOSE.whole().get("volumes").fieldNames().forEachRemaining(volumes::add);

    assertThat(mounts.stream().filter(ComposeFile.Mount::isFile))
        .allMatch(mount -> Files.exists(Repository.path(mount.source())))
        .allMatch(ComposeFile.Mount::readOnly);
    assertThat(mounts.stream().filter(mount -> !mount.isFile()).map(ComposeFile.Mount::source))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(volumes);
  }

  @Test
  void waitsOnlyForServicesThatAreThereAndCanSayThatTheyAreHealthy() {
    for (var service : COMPOSE.services().values()) {
      for (var dependency : service.path("depends_on").properties()) {
        var other = COMPOSE.service(dependency.getKey());
        assertThat(other).as(dependency.getKey()).isNotNull();
        if (dependency.getValue().get("condition").asText().equals("service_healthy")) {
          assertThat(other.has("healthcheck")).as(dependency.getKey()).isTrue();
        }
      }
    }
  }

  @Test
  void startsEvenkeelWithCommandsThatItKnows() {
    assertThat(COMPOSE.running("run")).containsOnlyKeys("app-1", "app-2");
    assertThat(COMPOSE.running("topics")).containsOnlyKeys("topics");
    COMPOSE.running("run").values().forEach(s -> assertThat(names(s)).containsExactly("run"));
    assertThat(names(COMPOSE.service("topics"))).containsExactly("topics", "create");
  }

  private static List<String> names(JsonNode service) {
    return ParsedCommand.names(Repository.texts(service.get("command")));
  }

  @Test
  void configuresInstancesSoThatTheyFindBrokersRegistryAndEachOther() {
    COMPOSE
        .running("run")
        .forEach(
            (name, service) -> {
              var configuration = ComposeFile.configuration(service).configuration();
              var port = configuration.get(Keys.HTTP_PORT);

              assertThat(configuration.get(Keys.HTTP_ADVERTISED)).isEqualTo(name + ":" + port);
              assertThat(Repository.texts(service.get("ports")))
                  .allMatch(p -> p.endsWith(":" + port));
              assertThat(healthcheck(service)).contains("/dev/tcp/127.0.0.1/" + port);
              assertThat(configuration.get(Keys.BOOTSTRAP_SERVERS)).isEqualTo(advertisedBrokers());
              assertThat(configuration.get(Keys.REGISTRY_URL)).isEqualTo("http://registry:8081");
            });
    assertThat(COMPOSE.service("registry").at("/environment/SCHEMA_REGISTRY_LISTENERS").asText())
        .isEqualTo("http://0.0.0.0:8081");
  }

  private static String advertisedBrokers() {
    return String.join(
        ",",
        brokers()
            .map(broker -> broker.at("/environment/KAFKA_ADVERTISED_LISTENERS").asText())
            .map(listener -> listener.replace("PLAINTEXT://", ""))
            .toList());
  }

  private static Stream<JsonNode> brokers() {
    return Stream.of("broker-1", "broker-2", "broker-3").map(COMPOSE::service);
  }

  @Test
  void keepsStateOnAVolumeAndAsksForNoMoreCopiesThanThereAreMachines() {
    var instances = COMPOSE.running("run");
    for (var service : instances.values()) {
      var configuration = ComposeFile.configuration(service).configuration();

      assertThat(ComposeFile.mounts(service))
          .anyMatch(m -> !m.isFile() && m.target().equals(configuration.get(Keys.STATE_DIR)));
      assertThat(configuration.get(Keys.REPLICATION)).isLessThanOrEqualTo((int) brokers().count());
      assertThat(configuration.get(Keys.STANDBYS)).isBetween(1, instances.size() - 1);
    }
  }

  @Test
  void givesEveryReferenceOfTheConfigurationItsVariable() {
    for (var service : Stream.of("topics", "app-1", "app-2").map(COMPOSE::service).toList()) {
      var references = ComposeFile.configuration(service).references();

      assertThat(references)
          .containsEntry("env:EVENKEEL_HTTP_TOKEN", "http.token")
          .containsEntry("env:EVENKEEL_METRICS_TOKEN", "metrics.token");
      for (var reference : references.keySet()) {
        assertThat(service.get("environment").has(reference.replace("env:", "")))
            .as(reference)
            .isTrue();
      }
    }
  }

  @Test
  void leavesTuningToTheProduct() {
    var passed =
        ComposeFile.configuration(COMPOSE.service("app-1")).configuration().passedThrough();

    assertThat(passed).isEmpty();
  }

  @Test
  void configuresBrokersWithSettingsThatTheyKnow() {
    var known = AbstractKafkaConfig.CONFIG_DEF.names();
    var written =
        brokers()
            .flatMap(
                broker -> broker.get("environment").properties().stream().map(Map.Entry::getKey))
            .filter(name -> !name.equals("CLUSTER_ID"))
            .map(
                name ->
                    name.replaceFirst("^KAFKA_", "").toLowerCase(Locale.ROOT).replace('_', '.'));

    assertThat(written).isNotEmpty().allMatch(known::contains);
    assertThat(brokers().map(b -> b.at("/environment/KAFKA_NODE_ID").asInt()))
        .containsExactly(1, 2, 3);
  }

  @Test
  void asksAnInstanceWhetherItIsReadyInAWayThatWorks() throws Exception {
    for (var service : COMPOSE.running("run").values()) {
      assertThat(ReadinessProbe.run(healthcheck(service), 200)).isZero();
      assertThat(ReadinessProbe.run(healthcheck(service), 503)).isNotZero();
    }
  }

  private static String healthcheck(JsonNode service) {
    var test = Repository.texts(service.at("/healthcheck/test"));
    assertThat(test.subList(0, 3)).containsExactly("CMD", "bash", "-c");
    return test.get(3).replace("$$", "$");
  }

  @Test
  void letsInstancesCloseBeforeItKillsThem() {
    for (var service : COMPOSE.running("run").values()) {
      assertThat(Durations.parse(service.get("stop_grace_period").asText()))
          .isGreaterThan(EvenkeelStreams.CLOSES_WITHIN.plusSeconds(10));
    }
  }

  @Test
  void runsEvenkeelAsNobodyOnAReadOnlyRootWithoutPrivileges() {
    for (var service : Stream.of("topics", "app-1", "app-2").map(COMPOSE::service).toList()) {
      assertThat(service.get("user").asText()).isEqualTo(ImageTest.USER);
      assertThat(service.get("read_only").asBoolean()).isTrue();
      assertThat(service.get("tmpfs").get(0).asText()).startsWith("/tmp:exec,");
    }
    assertThat(COMPOSE.services().values())
        .allMatch(s -> s.at("/cap_drop/0").asText().equals("ALL"))
        .allMatch(s -> s.at("/security_opt/0").asText().equals("no-new-privileges:true"));
  }

  private static Stream<Map.Entry<String, JsonNode>> environments() {
    return COMPOSE.services().values().stream()
        .flatMap(service -> service.path("environment").properties().stream());
  }
}
