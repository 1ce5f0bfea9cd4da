package io.evenkeel.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Keys;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Prometheus and Grafana, as Compose starts them,")
class MonitoringFilesTest {
  private static final ComposeFile COMPOSE = new ComposeFile();
  private static final JsonNode PROMETHEUS = COMPOSE.service("prometheus");
  private static final JsonNode GRAFANA = COMPOSE.service("grafana");

  @Test
  void scrapeEveryInstanceAtThePortThatItListensOn() {
    var scrape = prometheus().at("/scrape_configs/0");
    var instances =
        COMPOSE.running("run").values().stream()
            .map(s -> ComposeFile.configuration(s).configuration().get(Keys.HTTP_ADVERTISED));

    assertThat(Repository.texts(scrape.at("/static_configs/0/targets")))
        .containsExactlyElementsOf(instances.toList());
    var served = Repository.yaml("streams-app/src/main/resources/http/openapi.json").get("paths");
    assertThat(served.path(scrape.get("metrics_path").asText()).has("get")).isTrue();
  }

  @Test
  void showTheTokenThatInstancesKnowAsTheOneForMetrics() {
    var file = prometheus().at("/scrape_configs/0/authorization/credentials_file").asText();
    var secret = PROMETHEUS.at("/secrets/0").asText();
    var variable = COMPOSE.whole().at("/secrets/" + secret + "/environment").asText();

    assertThat(file).isEqualTo("/run/secrets/" + secret);
    assertThat(ComposeFile.configuration(COMPOSE.service("app-1")).references())
        .containsEntry("env:" + variable, "metrics.token");
    assertThat(PROMETHEUS.has("read_only")).as("Compose refuses a secret there").isFalse();
  }

  @Test
  void findTheirFilesWhereTheyAreMounted() {
    assertThat(Repository.texts(PROMETHEUS.get("command")))
        .contains("--config.file=/etc/prometheus/prometheus.yml");
    for (var rules : Repository.texts(prometheus().get("rule_files"))) {
      assertThat(Files.exists(file(PROMETHEUS, rules))).as(rules).isTrue();
    }
    assertThat(file(GRAFANA, "/etc/grafana/provisioning/datasources")).isDirectory();
    assertThat(file(GRAFANA, "/etc/grafana/provisioning/dashboards")).isDirectory();
    assertThat(file(GRAFANA, provider().at("/providers/0/options/path").asText())).isDirectory();
  }

  @Test
  void findEachOther() {
    var source = Repository.yaml("deploy/grafana/provisioning/datasources/prometheus.yml");

    assertThat(source.at("/datasources/0/url").asText()).isEqualTo("http://prometheus:9090");
    assertThat(Repository.texts(PROMETHEUS.get("ports"))).isEqualTo(List.of("127.0.0.1:9090:9090"));
  }

  private static JsonNode prometheus() {
    return Repository.yaml("deploy/prometheus/prometheus.yml");
  }

  private static JsonNode provider() {
    return Repository.yaml("deploy/grafana/provisioning/dashboards/evenkeel.yml");
  }

  /** The file of the repository that a service finds at a path. */
  private static java.nio.file.Path file(JsonNode service, String path) {
    return ComposeFile.mounts(service).stream()
        .filter(ComposeFile.Mount::isFile)
        .filter(mount -> path.startsWith(mount.target()))
        .findFirst()
        .map(mount -> Repository.path(mount.source() + path.substring(mount.target().length())))
        .orElseThrow(() -> new AssertionError("nothing is mounted at " + path));
  }
}
