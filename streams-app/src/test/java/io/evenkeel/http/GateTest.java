package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.config.ConfigurationException;
import io.evenkeel.config.Keys;
import io.evenkeel.instance.Instance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("HTTP lets nobody in")
class GateTest {
  private static final String TOKEN = "correct-horse-battery-staple";
  private static final String METRICS_TOKEN = "may-read-figures-only";

  @TempDir static Path open;
  @TempDir static Path locked;
  private static OneInstance loopback;
  private static OneInstance guarded;

  @BeforeAll
  static void start() throws Exception {
    loopback = OneInstance.start(open, OneInstance.book("4000.00"), c -> c);
    guarded =
        OneInstance.start(
            locked,
            OneInstance.book("4000.00"),
            c -> c.with(List.of("http.token=" + TOKEN, "metrics.token=" + METRICS_TOKEN)));
  }

  @AfterAll
  static void stop() {
    loopback.close();
    guarded.close();
  }

  @Test
  void withoutTheTokenWhereThereIsOne() {
    assertThat(guarded.get("/api/v1/queue").statusCode()).isEqualTo(401);
    assertThat(guarded.get("/api/v1/queue", "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
    assertThat(guarded.post("/api/v1/rebalance-commands/R-1", "{}").statusCode()).isEqualTo(401);
    assertThat(guarded.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(guarded.get("/api/v1/queue", "Authorization", "Bearer " + TOKEN).statusCode())
        .isEqualTo(200);
  }

  @Test
  void atTheFiguresWithoutATokenThatOpensThem() {
    var metrics = "Bearer " + METRICS_TOKEN;
    for (var path : List.of("/metrics", "/metrics/")) {
      assertThat(loopback.get(path).statusCode()).isEqualTo(200);
      assertThat(guarded.get(path).statusCode()).isEqualTo(401);
      assertThat(guarded.get(path, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
      assertThat(guarded.get(path, "Authorization", metrics).statusCode()).isEqualTo(200);
      assertThat(guarded.get(path, "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    }
    assertThat(guarded.get("/api/v1/queue", "Authorization", metrics).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest(name = "Host: {0} is answered with {1}")
  @CsvSource({
    "127.0.0.1,200",
    "127.0.0.1:8080,200",
    "localhost:1,200",
    "LOCALHOST,200",
    "rebound.example,421",
    "127.0.0.1.rebound.example,421"
  })
  void byANameThatIsNotItsOwn(String host, int status) throws IOException {
    assertThat(statusOf(host)).isEqualTo(status);
  }

  /** A client that says any Host. */
  private static int statusOf(String host) throws IOException {
    var at = URI.create(loopback.url());
    try (var socket = new Socket(at.getHost(), at.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/queue HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(answer.readLine().split(" ")[1]);
    }
  }

  @ParameterizedTest(name = "http.host={0}")
  @ValueSource(strings = {"0.0.0.0", "::"})
  void atAnAddressOfTheNetworkWithoutAToken(String host) {
    var configuration =
        loopback
            .configuration()
            .with(List.of("http.host=" + host, "http.advertised=127.0.0.1:8080"));

    assertThatThrownBy(() -> Instance.start(configuration, told -> {}, why -> {}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("http.token must be set");
  }

  @Test
  void withATokenThatCouldBeGuessed() {
    var configuration = loopback.configuration();

    assertThatThrownBy(() -> configuration.with(List.of("http.token=secret")).get(Keys.HTTP_TOKEN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("16 printable characters")
        .hasMessageNotContaining("secret");
  }
}
