package io.evenkeel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody's receiver on loopback: keeps what it is sent and answers as it is told. */
public final class Receiver implements AutoCloseable {
  /** Newest first, so that receivers can change over. */
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private volatile Answering answering = message -> new Answer(204);

  /** What it was sent. */
  public record Got(String id, String timestamp, String signature, String type, String body) {
    public JsonNode json() {
      return Json.tree(body);
    }
  }

  /** What it answers. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public Answer(int status) {
      this(status, Map.of(), "");
    }
  }

  /** How it decides; may take its time. */
  @FunctionalInterface
  public interface Answering {
    Answer to(Got message) throws InterruptedException;
  }

  private Receiver(HttpServer server) {
    this.server = server;
  }

  public static Receiver start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var receiver = new Receiver(HttpServer.create(address, 0));
    receiver.server.setExecutor(receiver.threads);
    receiver.server.createContext("/", receiver::handle);
    receiver.server.start();
    return receiver;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      var message =
          new Got(
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              headers.getFirst("content-type"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      got.add(message);
      var answer = answering.to(message);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      var body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void answers(Answering how) {
    answering = how;
  }

  public void answers(int status) {
    answering = message -> new Answer(status);
  }

  /** Everything that came, in its order. */
  public List<Got> got() {
    return List.copyOf(got);
  }

  public String url() {
    return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
  }

  public Endpoint endpoint() {
    return new Endpoint("live", Endpoint.address(url()), Secret.parse(SECRET));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
