package io.evenkeel.wireformat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.evenkeel.platform.EmbeddedRegistry;
import io.evenkeel.schemas.Price;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A registry that does not answer")
class RegistryOutageTest {
  private static final String NOT_THERE_YET = "503 ";

  @TempDir Path directory;
  private final Price price = new SampleRecords(5).next(Price.class);
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (var one : opened) {
      one.close();
    }
  }

  @Test
  void isWaitedForUntilItIsBack() throws Exception {
    var port = freePort();
    var registry = EmbeddedRegistry.start(directory, port);
    var bytes = serdes(registry.url(), 20_000).serializer(Price.class).serialize("prices", price);
    registry.close();

    var reader = serdes(registry.url(), 20_000).deserializer(Price.class);
    var reading = CompletableFuture.supplyAsync(() -> reader.deserialize("prices", bytes));
    assertThat(reading.completeOnTimeout(null, 400, TimeUnit.MILLISECONDS).join())
        .as("while the registry is down")
        .isNull();
    var second = CompletableFuture.supplyAsync(() -> reader.deserialize("prices", bytes));
    opened.add(EmbeddedRegistry.start(directory, port));

    assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(price);
  }

  @Test
  void failsAfterTheConfiguredWaitAndIsNoStatementAboutTheRecord() throws Exception {
    var reader = serdes("http://127.0.0.1:" + freePort(), 300).deserializer(Price.class);

    assertThatThrownBy(() -> reader.deserialize("prices", new byte[] {0, 0, 0, 0, 1, 2}))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("has not answered for 300 ms")
        .hasMessageContaining("check schema.registry.url");
  }

  @Test
  void isAskedAgainWhenItSaysThatItIsNotReady() throws Exception {
    var url = serverAnswering(NOT_THERE_YET, NOT_THERE_YET, "200 {\"id\":7}");

    var bytes = serdes(url, 20_000).serializer(Price.class).serialize("prices", price);

    assertThat(bytes[4]).isEqualTo((byte) 7);
  }

  @Test
  void isNotDeclaredUnknownIdByAProxyInFrontOfIt() throws Exception {
    var url = serverAnswering("404 <html>no such page</html>");
    var reader = serdes(url, 300).deserializer(Price.class);

    assertThatThrownBy(() -> reader.deserialize("prices", new byte[] {0, 0, 0, 0, 1, 2}))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("HTTP 404");
  }

  @Test
  void saysThatCredentialsAreWrongAtOnce() throws Exception {
    var url = serverAnswering("401 {\"error_code\":401,\"message\":\"Unauthorized\"}");

    assertThatThrownBy(() -> serdes(url, 60_000).serializer(Price.class).serialize("prices", price))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("HTTP 401: check schema.registry.url and its credentials");
  }

  @Test
  void leavesItsWorkToTheNextAddress() throws Exception {
    var down = "http://127.0.0.1:" + freePort();
    var registry = EmbeddedRegistry.start(directory, 0);
    opened.add(registry);

    var bytes =
        serdes(down + ", " + registry.url() + "/", 20_000)
            .serializer(Price.class)
            .serialize("prices", price);

    assertThat(bytes[4]).isEqualTo((byte) 1);
  }

  @Test
  void isNotMistakenForARefusal() {
    var registry = EmbeddedRegistry.start(directory, 0);
    opened.add(registry);
    var reader = serdes(registry.url(), 60_000).deserializer(Price.class);

    assertThatThrownBy(() -> reader.deserialize("prices", new byte[] {0, 0, 0, 0, 42, 2}))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("Schema id 42 is unknown");
  }

  @Test
  void refusesWhatDoesNotGoTogetherWithWhatIsThere() throws Exception {
    var registry = EmbeddedRegistry.start(directory, 0);
    opened.add(registry);
    var serializer = serdes(registry.url(), 60_000).serializer(Price.class);
    var other = serdes(registry.url(), 60_000);
    other.prepare(
        "prices",
        new org.apache.avro.Schema.Parser()
            .parse(Price.getClassSchema().toString().replace("\"scale\":10", "\"scale\":6")));

    assertThatThrownBy(() -> serializer.serialize("prices", price))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining("subject prices-value")
        .hasMessageContaining("would become decimal(38,10)");
  }

  @Test
  void isToldWhoAsks() throws Exception {
    var answer = "200 {\"id\":7}";
    write(
        Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "a:b"),
        answer);
    write(Map.of("schema.registry.basic.auth.user.info", "c:d"), answer);
    write(
        Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t"), answer);
    var url = serverAnswering(answer).replace("http://", "http://e:f@");
    serdes(url, 1_000).serializer(Price.class).serialize("prices", price);

    assertThat(authorizations)
        .containsExactly(basic("a:b"), basic("c:d"), "Bearer t", basic("e:f"));
  }

  @Test
  void isReachedOverTlsOnlyWithATrustStoreThatExists() {
    var config =
        new HashMap<String, Object>(Map.of(AvroSerdes.REGISTRY_URL, "https://127.0.0.1:1"));
    config.put("schema.registry.ssl.truststore.location", "/no/such/truststore.jks");
    config.put("schema.registry.ssl.truststore.password", "secret");

    assertThatThrownBy(() -> AvroSerdes.configured(config))
        .isInstanceOf(io.evenkeel.platform.StartupException.class)
        .hasMessageContaining("The TLS settings schema.registry.ssl.* cannot be used");
  }

  private void write(Map<String, Object> more, String answer) throws IOException {
    var config = new HashMap<String, Object>(more);
    config.put(AvroSerdes.REGISTRY_URL, serverAnswering(answer));
    AvroSerdes.configured(config).serializer(Price.class).serialize("prices", price);
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
  }

  private static AvroSerdes serdes(String url, long maxWaitMs) {
    return AvroSerdes.configured(
        Map.of(AvroSerdes.REGISTRY_URL, url, AvroSerdes.MAX_WAIT_MS, maxWaitMs));
  }

  /** A server that gives these answers ("status body") in turn, and the last one for ever. */
  private String serverAnswering(String... answers) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    var left = new java.util.ArrayDeque<>(List.of(answers));
    server.createContext(
        "/",
        exchange -> {
          var authorization = exchange.getRequestHeaders().getFirst("Authorization");
          if (authorization != null) {
            authorizations.add(authorization);
          }
          var answer = left.size() > 1 ? left.pop() : left.getFirst();
          var body = answer.substring(4).getBytes(UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    opened.add(() -> server.stop(0));
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort()).toString();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
