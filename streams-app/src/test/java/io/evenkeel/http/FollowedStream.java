package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A stream of server-sent events, read as a browser reads it. */
final class FollowedStream implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);

  /**
   * @param id as a browser remembers it after the event: of this one, or of the last that had one
   */
  record Event(String type, String id, JsonNode data) {}

  private final InputStream in;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final HttpResponse<InputStream> answer;

  FollowedStream(HttpRequest request) throws Exception {
    answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    in = answer.body();
    var thread = new Thread(this::read, "followed-stream");
    thread.setDaemon(true);
    thread.start();
  }

  int status() {
    return answer.statusCode();
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      var type = "";
      var id = "";
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          type = line.substring("event: ".length());
        } else if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          events.add(new Event(type, id, Json.tree(line.substring("data: ".length()))));
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  List<Event> events() {
    return events;
  }

  List<Event> events(String type) {
    return events.stream().filter(e -> e.type().equals(type)).toList();
  }

  Event await(Predicate<Event> wanted) {
    var until = System.nanoTime() + SOON.toNanos();
    while (true) {
      var found = events.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      assertThat(System.nanoTime()).as("only %s", events).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Waits until so many of a type have come. */
  void await(String type, int count) {
    var until = System.nanoTime() + SOON.toNanos();
    while (events(type).size() < count) {
      assertThat(System.nanoTime()).as("only %d", events(type).size()).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  String lastId() {
    return events.get(events.size() - 1).id();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
