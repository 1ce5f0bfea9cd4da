package io.evenkeel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("An attempt over HTTP")
@Timeout(60)
class HttpPostTest {
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  private final HttpPost post = new HttpPost(Duration.ofSeconds(20));
  private Receiver receiver;

  @BeforeEach
  void start() throws Exception {
    receiver = Receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private static Post.Reply send(Post post, Endpoint endpoint) {
    return post.post(endpoint, "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY).join();
  }

  @Test
  void carriesIdTimeAndSignatureBesideTheBody() {
    var reply = send(post, receiver.endpoint());

    assertThat(reply.status()).isEqualTo(204);
    assertThat(receiver.got())
        .containsExactly(
            new Receiver.Got(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "application/json",
                "{\"test\": 2432232314}"));
  }

  @Test
  void tellsWhatWasAnsweredAndWhenToComeAgain() {
    receiver.answers(
        message -> new Receiver.Answer(429, Map.of("Retry-After", "7"), "{\"busy\":true}"));

    var reply = send(post, receiver.endpoint());

    assertThat(reply).isEqualTo(new Post.Reply(429, "7", "", "{\"busy\":true}"));
    assertThat(reply.verdict(AT))
        .isEqualTo(new Verdict.Failed("answered 429", Duration.ofSeconds(7)));
  }

  @Test
  void doesNotFollowARedirect() throws Exception {
    try (var elsewhere = Receiver.start()) {
      receiver.answers(
          message -> new Receiver.Answer(307, Map.of("Location", elsewhere.url()), ""));

      assertThat(send(post, receiver.endpoint()).status()).isEqualTo(307);
      assertThat(elsewhere.got()).isEmpty();
    }
  }

  @Test
  void readsNoMoreThanTheBeginningOfAnAnswer() {
    receiver.answers(message -> new Receiver.Answer(200, Map.of(), "x".repeat(5_000_000)));

    var reply = send(post, receiver.endpoint());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).hasSize(FirstBytes.MOST);
  }

  @Test
  void endsInTimeThoughNobodyAnswers() {
    receiver.answers(
        message -> {
          Thread.sleep(30_000);
          return new Receiver.Answer(200);
        });

    var reply = send(new HttpPost(Duration.ofMillis(300)), receiver.endpoint());

    assertThat(reply).isEqualTo(Post.Reply.none("did not answer within 300 ms"));
    assertThat(reply.verdict(AT))
        .isEqualTo(new Verdict.Failed("did not answer within 300 ms", null));
  }

  @Test
  void endsInTimeThoughTheAnswerTrickles() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var trickling = new Thread(() -> trickle(server));
      trickling.setDaemon(true);
      trickling.start();
      var url = Endpoint.address("http://127.0.0.1:%d/".formatted(server.getLocalPort()));
      var endpoint = new Endpoint("slow", url, Secret.parse(Receiver.SECRET));

      assertThat(send(new HttpPost(Duration.ofMillis(700)), endpoint))
          .isEqualTo(Post.Reply.none("did not answer within 700 ms"));
    }
  }

  private static void trickle(ServerSocket server) {
    try (var socket = server.accept()) {
      var out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(UTF_8));
      while (!server.isClosed()) {
        out.write('x');
        out.flush();
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      // The other side has left, which is what is tested.
    }
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    int free;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = server.getLocalPort();
    }
    var url = Endpoint.address("http://127.0.0.1:%d/T0K3N".formatted(free));
    var endpoint = new Endpoint("dead", url, Secret.parse(Receiver.SECRET));

    assertThat(send(post, endpoint)).isEqualTo(Post.Reply.none("could not be reached"));
  }

  @Test
  void overTlsToSomebodyWithoutItSaysSo() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var plain = new Thread(() -> answerPlainly(server));
      plain.setDaemon(true);
      plain.start();
      var url = Endpoint.address("https://127.0.0.1:%d/".formatted(server.getLocalPort()));
      var endpoint = new Endpoint("tls", url, Secret.parse(Receiver.SECRET));

      assertThat(send(post, endpoint).why()).startsWith("could not be spoken to over TLS");
    }
  }

  private static void answerPlainly(ServerSocket server) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
      socket.getOutputStream().flush();
      // To the end: closed with something unread, the connection is reset and the answer lost.
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The other side has left, which is what is tested.
    }
  }
}
