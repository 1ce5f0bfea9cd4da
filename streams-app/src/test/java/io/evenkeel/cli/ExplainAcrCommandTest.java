package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("explain-acr")
class ExplainAcrCommandTest {
  private final AtomicReference<String> asked = new AtomicReference<>();
  private HttpServer instance;

  @BeforeEach
  void listen() throws IOException {
    instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    instance.start();
  }

  @AfterEach
  void stop() {
    instance.stop(0);
  }

  private void answers(int status, String body) {
    instance.createContext(
        "/",
        exchange -> {
          asked.set(exchange.getRequestURI().getRawPath());
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private Ran explain(String... more) {
    var args = new String[5 + more.length];
    var first = new String[] {"explain-acr", "A 1", "TECH", "--url", url()};
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return Ran.of(args);
  }

  private String url() {
    return "http://127.0.0.1:" + instance.getAddress().getPort() + "/";
  }

  @Test
  void saysWhatWouldBeBuilt() {
    answers(
        200,
        """
        {"builds":true,"sentence":"Two orders.","whatToDo":"Approve.",
         "orders":[{"side":"BUY","securityId":"AAPL","quantity":"3"}]}
        """);

    var ran = explain();

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains(
            "It would build trades now.", "Two orders.", "BUY 3 AAPL", "What to do: Approve.");
    assertThat(asked.get()).isEqualTo("/api/v1/accounts/A%201/acrs/TECH/explanation");
  }

  @Test
  void saysWhyNothingWouldBeBuiltAndWhatToDo() {
    answers(200, "{\"builds\":false,\"sentence\":\"No cash.\",\"whatToDo\":\"Deposit.\"}");

    var ran = explain();

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("It would not.", "No cash.", "What to do: Deposit.");
  }

  @Test
  void givesTheAnswerAsJsonWhereAScriptWouldReadIt() {
    answers(200, "{\"builds\":true}");

    assertThat(explain("--json").out().strip()).isEqualTo("{\"builds\":true}");
  }

  @Test
  void saysWhatTheInstanceSaysOfAnUnknownAccount() {
    answers(404, "{\"detail\":\"There is no account A 1.\"}");

    var ran = explain();

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("There is no account A 1.");
  }

  @Test
  void saysWhereNoInstanceAnswers() {
    var url = url();
    instance.stop(0);

    var ran = Ran.of("explain-acr", "A-1", "TECH", "--url", url);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("no instance answers at").contains("--url");
  }

  @Test
  void refusesWhatIsNoAddress() {
    var ran = Ran.of("explain-acr", "A-1", "TECH", "--url", "no address");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("no address");
  }
}
