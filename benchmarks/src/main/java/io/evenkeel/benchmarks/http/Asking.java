package io.evenkeel.benchmarks.http;

import io.evenkeel.benchmarks.pipeline.Latencies;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks one instance at a steady pace. A question is due whether or not earlier ones are answered,
 * and its time counts from then, so that a stall shows in every question that waited.
 */
final class Asking {
  /** Accounts that are asked for. */
  private static final int ACCOUNTS = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Latencies> latencies = new LinkedHashMap<>();
  private final Latencies all = new Latencies();
  private final AtomicInteger failed = new AtomicInteger();
  private final String url;
  private final String token;

  Asking(String url, String token) {
    this.url = url;
    this.token = token;
    Question.MIX.forEach(question -> latencies.put(question.name(), new Latencies()));
  }

  HttpClient client() {
    return client;
  }

  /** A question, which may take as long as it likes to answer. */
  HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(url + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  /** How many accounts stand in the queue. */
  int queued() throws IOException, InterruptedException {
    return Json.tree(body("/api/v1/queue?limit=1")).path("total").asInt();
  }

  private String body(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private List<String> accounts() throws IOException, InterruptedException {
    var answer = body("/api/v1/accounts?limit=" + ACCOUNTS);
    var ids = new ArrayList<String>();
    Json.tree(answer).path("items").forEach(row -> ids.add(row.path("accountId").asText()));
    if (ids.isEmpty()) {
      throw new IOException("no accounts at " + url + ": " + answer);
    }
    return ids;
  }

  /** Asks for so long, and forgets what was measured before. */
  void ask(int perSecond, int seconds, Random random) throws IOException, InterruptedException {
    var accounts = accounts();
    latencies.values().forEach(Latencies::clear);
    all.clear();
    failed.set(0);
    var begin = System.nanoTime();
    var answers = new ArrayList<CompletableFuture<?>>();
    for (var n = 0; n < perSecond * seconds; n++) {
      var due = begin + n * 1_000_000_000L / perSecond;
      for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      var question = Question.next(random);
      var id = accounts.get(random.nextInt(accounts.size()));
      var path = question.path().formatted(URLEncoder.encode(id, StandardCharsets.UTF_8));
      answers.add(
          client
              .sendAsync(
                  request(path).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray())
              .handle((answer, e) -> noted(question, due, answer, e)));
    }
    answers.forEach(CompletableFuture::join);
  }

  private boolean noted(
      Question question,
      long due,
      @Nullable HttpResponse<byte[]> answer,
      @Nullable Throwable fault) {
    var took = System.nanoTime() - due;
    if (fault != null || answer == null || answer.statusCode() != 200) {
      failed.incrementAndGet();
      return false;
    }
    all.add(took);
    var of = latencies.get(question.name());
    if (of != null) {
      of.add(took);
    }
    return true;
  }

  int failed() {
    return failed.get();
  }

  Latencies all() {
    return all;
  }

  /** By the name of the question. */
  Map<String, Latencies> latencies() {
    return latencies;
  }
}
