package io.evenkeel.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Serves the dashboard's files, and answers of the API's shape, for what the real pipeline gets
 * into rarely: nobody in the queue, ten thousand in it, a failure, a refusal, a lost connection.
 */
final class FixtureServer implements AutoCloseable {
  /** What the application sends with its pages too. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final FixtureDesk desk;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Every event that was ever sent; an event's id is its place here. */
  private final List<String> events = new CopyOnWriteArrayList<>();

  private final List<String> resumedAfter = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private final Semaphore streams = new Semaphore(1);
  private volatile boolean running;
  private volatile boolean isMadeAnew;

  FixtureServer(FixtureDesk desk) {
    this.desk = desk;
    desk.tells(this::tell);
    start(0);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** The ids that streams were resumed after. */
  List<String> resumedAfter() {
    return resumedAfter;
  }

  /** From now on a stream that is asked for is not answered. */
  void holdStreams() {
    streams.acquireUninterruptibly();
  }

  /** Answers every stream that was asked for meanwhile. */
  void letStreamsGo() {
    streams.release();
  }

  /** From now on it does not know the ids of the events that it has sent. */
  void isMadeAnew() {
    isMadeAnew = true;
  }

  /** Ends every connection and takes no new one. */
  void goAway() {
    running = false;
    server.stop(0);
  }

  /** Is there again, at the same address. */
  void comeBack() {
    start(server.getAddress().getPort());
  }

  /** Sends an event to every stream. */
  void tell(String name, String key, JsonNode value) {
    var data = Json.object().put("key", key);
    data.set("value", value);
    synchronized (events) {
      events.add("event: %s\nid: %d\ndata: %s\n\n".formatted(name, events.size() + 1, data));
      events.notifyAll();
    }
  }

  private void start(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answered(exchange, this::file));
    server.createContext("/api/v1/", exchange -> answered(exchange, this::api));
    server.createContext("/api/v1/stream", this::stream);
    running = true;
    server.start();
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private static void answered(HttpExchange exchange, Answer answer) {
    try (exchange) {
      answer.to(exchange);
    } catch (IOException e) {
      // The browser left, as it does where a test goes to another page.
    }
  }

  private void file(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var name = path.equals("/") ? "/index.html" : path;
    try (var file = FixtureServer.class.getResourceAsStream("/dashboard" + name)) {
      if (file == null) {
        send(exchange, 404, "text/plain", "not here".getBytes(StandardCharsets.UTF_8));
        return;
      }
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      send(
          exchange, 200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), file.readAllBytes());
    }
  }

  private void api(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath().substring("/api/v1/".length());
    var body = exchange.getRequestBody().readAllBytes();
    var answer =
        exchange.getRequestMethod().equals("POST")
            ? desk.post(path, (ObjectNode) Json.tree(new String(body, StandardCharsets.UTF_8)))
            : desk.get(path, parameters(exchange));
    var type = answer.status() < 400 ? "application/json" : "application/problem+json";
    send(
        exchange, answer.status(), type, answer.body().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> parameters(HttpExchange exchange) {
    var parameters = new LinkedHashMap<String, String>();
    var query = exchange.getRequestURI().getRawQuery();
    if (query != null) {
      for (var pair : query.split("&")) {
        var at = pair.indexOf('=');
        parameters.put(
            pair.substring(0, at),
            URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void stream(HttpExchange exchange) throws IOException {
    var last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    if (last != null && isMadeAnew) {
      try (exchange) {
        var problem = "{\"status\":400,\"detail\":\"Last-Event-ID is none of this stream.\"}";
        send(exchange, 400, "application/problem+json", problem.getBytes(StandardCharsets.UTF_8));
      }
      return;
    }
    if (last != null) {
      resumedAfter.add(last);
    }
    streams.acquireUninterruptibly();
    streams.release();
    var from = last == null ? events.size() : Integer.parseInt(last); // Before anybody is told.
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (exchange) {
      write(exchange, "retry: 1000\n\nevent: hello\ndata: {\"instance\":\"127.0.0.1:1\"}\n\n");
      follow(exchange, from);
    } catch (IOException e) {
      // The browser left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(HttpExchange exchange, int from) throws IOException, InterruptedException {
    var sent = from;
    while (running) {
      synchronized (events) {
        if (sent == events.size()) {
          events.wait(TimeUnit.MILLISECONDS.toMillis(500));
        }
      }
      var until = events.size();
      for (; sent < until; sent++) {
        write(exchange, events.get(sent));
      }
      write(exchange, ": beat\n\n");
    }
  }

  private static void write(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    goAway();
    threads.shutdownNow();
  }
}
