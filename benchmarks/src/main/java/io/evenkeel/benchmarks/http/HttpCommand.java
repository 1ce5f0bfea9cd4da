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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running instance at a steady pace and says how long its answers took. */
@Command(
    name = "http",
    mixinStandardHelpOptions = true,
    description = {
      "Asks a running instance (such as ./evenkeel demo --accounts 100000) at a steady pace.",
      "A question is due whether or not earlier ones are answered, and its time counts from then."
    })
public final class HttpCommand implements Callable<Integer> {
  private static final int ACCOUNTS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Option(names = "--url", description = "Of the instance. Default: ${DEFAULT-VALUE}.")
  private String url = "http://127.0.0.1:8080";

  @Option(names = "--token", description = "Its http.token, where it has one.")
  private String token = "";

  @Option(names = "--rate", description = "Questions a second. Default: ${DEFAULT-VALUE}.")
  private int rate = 200;

  @Option(names = "--seconds", description = "Measured. Default: ${DEFAULT-VALUE}.")
  private int seconds = 60;

  @Option(names = "--warm-up", description = "Seconds before. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 15;

  @Option(names = "--seed", description = "Of the mix. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  @Spec private @Nullable CommandSpec spec;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Latencies> latencies = new LinkedHashMap<>();
  private final Latencies all = new Latencies();
  private final AtomicInteger failed = new AtomicInteger();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Question.MIX.forEach(question -> latencies.put(question.name(), new Latencies()));
    var accounts = accounts();
    var random = new Random(seed);
    ask(accounts, random, warmUp);
    latencies.values().forEach(Latencies::clear);
    all.clear();
    failed.set(0);
    ask(accounts, random, seconds);
    say();
    return failed.get() == 0 ? 0 : 1;
  }

  private List<String> accounts() throws IOException, InterruptedException {
    var answer =
        client.send(
            request("/api/v1/accounts?limit=" + ACCOUNTS), HttpResponse.BodyHandlers.ofString());
    var ids = new ArrayList<String>();
    Json.tree(answer.body()).path("items").forEach(row -> ids.add(row.path("accountId").asText()));
    if (ids.isEmpty()) {
      throw new IOException("no accounts at " + url + ": " + answer.body());
    }
    return ids;
  }

  private HttpRequest request(String path) {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build();
  }

  private void ask(List<String> accounts, Random random, int forSeconds) {
    var begin = System.nanoTime();
    var answers = new ArrayList<CompletableFuture<?>>();
    for (var n = 0; n < rate * forSeconds; n++) {
      var due = begin + n * 1_000_000_000L / rate;
      for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      var question = Question.next(random);
      var id = accounts.get(random.nextInt(accounts.size()));
      var path = question.path().formatted(URLEncoder.encode(id, StandardCharsets.UTF_8));
      answers.add(
          client
              .sendAsync(request(path), HttpResponse.BodyHandlers.ofByteArray())
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

  private void say() throws IOException {
    var tree =
        Json.object()
            .put("at", Instant.now().toString())
            .put("url", url)
            .put("ratePerSecond", rate)
            .put("seconds", seconds)
            .put("failed", failed.get());
    var questions = tree.putArray("questions");
    line(questions.addObject(), "all", all);
    latencies.forEach((name, of) -> line(questions.addObject(), name, of));
    var file = json;
    if (file != null) {
      Files.writeString(file, Json.pretty(tree) + "\n");
    }
  }

  private void line(com.fasterxml.jackson.databind.node.ObjectNode row, String name, Latencies of) {
    row.put("question", name).put("answers", of.count());
    var text = new StringBuilder("%-20s %7d".formatted(name, of.count()));
    for (var share : new double[] {0.5, 0.9, 0.99, 1}) {
      var millis = of.millis(share);
      row.put(share == 1 ? "max" : "p" + Math.round(share * 100), millis);
      text.append(
          String.format(
              Locale.ROOT,
              "  %s %8.2f ms",
              share == 1 ? "max" : "p" + Math.round(share * 100),
              millis));
    }
    if (spec != null) {
      spec.commandLine().getOut().println(text);
      spec.commandLine().getOut().flush();
    }
  }
}
