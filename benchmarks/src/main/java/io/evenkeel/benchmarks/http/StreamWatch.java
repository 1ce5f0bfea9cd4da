package io.evenkeel.benchmarks.http;

import io.evenkeel.benchmarks.pipeline.Latencies;
import io.evenkeel.benchmarks.pipeline.TickWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Drift events as a client of the stream gets them, and how long after its tick each came. */
final class StreamWatch implements TickWatch, AutoCloseable {
  static final String PATH = "/api/v1/stream?types=drift-events";
  private static final String DATA = "data: {\"key\":\"";

  private final Map<String, Long> ticked = new ConcurrentHashMap<>();
  private final Latencies latencies = new Latencies();
  private final CountDownLatch followed = new CountDownLatch(1);
  private final Stream<String> lines;

  /**
   * Follows, and returns once nothing that comes from now on is missed.
   *
   * @param question of the stream
   */
  StreamWatch(HttpClient client, HttpRequest question) throws IOException, InterruptedException {
    var answer = client.send(question, HttpResponse.BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw new IOException("the stream answered " + answer.statusCode());
    }
    lines = answer.body();
    var thread = new Thread(this::read, "stream-watch");
    thread.setDaemon(true);
    thread.start();
    followed.await();
  }

  @Override
  public void ticked(String account) {
    ticked.put(account, System.nanoTime());
  }

  @Override
  public boolean awaits(String account) {
    return ticked.containsKey(account);
  }

  Latencies latencies() {
    return latencies;
  }

  private void read() {
    try {
      lines.forEach(this::see);
    } catch (UncheckedIOException e) {
      // Closed, or the instance has ended: then questions fail as well.
    }
  }

  /** With this event it is fixed where the stream begins. */
  private void see(String line) {
    var now = System.nanoTime();
    if (line.startsWith("event: hello")) {
      followed.countDown();
    } else if (line.startsWith(DATA)) {
      var since = ticked.remove(line.substring(DATA.length(), line.indexOf('"', DATA.length())));
      if (since != null) {
        latencies.add(now - since);
      }
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
