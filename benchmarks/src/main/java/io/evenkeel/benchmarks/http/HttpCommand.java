package io.evenkeel.benchmarks.http;

import io.evenkeel.benchmarks.RunOptions;
import io.evenkeel.benchmarks.pipeline.Latencies;
import io.evenkeel.benchmarks.pipeline.LoadedPipeline;
import io.evenkeel.benchmarks.report.Recording;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks an instance at a steady pace while its market moves, and says how long answers took. */
@Command(
    name = "http",
    mixinStandardHelpOptions = true,
    description = {
      "Measures HTTP while the market moves and everybody stands in the queue.",
      "A broker and an application in processes of their own, questions at a steady pace, and a"
          + " client that follows the stream of events. Takes about five minutes. With --url it"
          + " asks an instance that runs already, and moves nothing."
    })
public final class HttpCommand implements Callable<Integer> {
  @Option(names = "--url", description = "Of an instance that runs already.")
  private String url = "";

  @Option(names = "--token", description = "Its http.token, where it has one.")
  private String token = "";

  @Option(names = "--accounts", description = "In the queue. Default: ${DEFAULT-VALUE}.")
  private int accounts = 100_000;

  @Option(names = "--positions", description = "Positions an account. Default: ${DEFAULT-VALUE}.")
  private int positions = 25;

  @Option(names = "--symbols", description = "Securities. Default: ${DEFAULT-VALUE}.")
  private int symbols = 10_000;

  @Option(names = "--ticks", description = "A second. Default: ${DEFAULT-VALUE}.")
  private int ticks = 1_000;

  @Option(
      names = "--events",
      description = "Ticks a second that each make a drift event. Default: ${DEFAULT-VALUE}.")
  private int events = 20;

  @Option(names = "--rate", description = "Questions a second. Default: ${DEFAULT-VALUE}.")
  private int rate = 200;

  @Option(names = "--seconds", description = "Measured. Default: ${DEFAULT-VALUE}.")
  private int seconds = 60;

  @Option(names = "--warm-up", description = "Seconds before. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 20;

  @Option(names = "--seed", description = "Of the mix. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--app-heap", description = "Heap of the app. Default: ${DEFAULT-VALUE}.")
  private String appHeap = "6g";

  @Mixin private RunOptions run = new RunOptions();

  /** 0, or 1 where a question was not answered. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    var recording = run.recording();
    recording
        .setting("questionsPerSecond", rate)
        .setting("seconds", seconds)
        .setting("secondsBefore", warmUp)
        .setting("seed", seed);
    recording.title("http", "Milliseconds until a question is answered");
    var failed = url.isEmpty() ? measureLoaded(recording) : measureRunning(recording);
    recording.save(true);
    System.out.print(recording.page());
    return failed == 0 ? 0 : 1;
  }

  private int measureRunning(Recording recording) throws IOException, InterruptedException {
    recording.setting("url", url);
    var asking = new Asking(url, token);
    var random = new Random(seed);
    asking.ask(rate, warmUp, random);
    asking.ask(rate, seconds, random);
    return say(recording, asking);
  }

  private int measureLoaded(Recording recording) throws IOException, InterruptedException {
    var size = new LoadedPipeline.Size(accounts, positions, symbols, 8, 2, appHeap);
    recording
        .setting("accounts", accounts)
        .setting("positionsPerAccount", positions)
        .setting("symbols", symbols)
        .setting("partitions", size.partitions())
        .setting("threads", size.threads())
        .setting("ticksPerSecond", ticks)
        .setting("eventsPerSecond", events)
        .setting("appHeap", appHeap);
    System.err.println("loading %,d accounts of %d positions".formatted(accounts, positions));
    try (var scratch = run.scratch();
        var pipeline = LoadedPipeline.start(size, scratch.path())) {
      recording.add("loadSeconds", "s", pipeline.loadSeconds());
      var asking = new Asking(pipeline.url(), token);
      recording.add("queued", "accounts", asking.queued());
      return measure(recording, pipeline, asking);
    }
  }

  private int measure(Recording recording, LoadedPipeline pipeline, Asking asking)
      throws IOException, InterruptedException {
    try (var stream = new StreamWatch(asking.client(), asking.request(StreamWatch.PATH).build())) {
      var length = Duration.ofSeconds(warmUp + seconds + 1L);
      var market = new Thread(() -> pipeline.move(ticks, events, length, stream), "market");
      market.setDaemon(true);
      market.start();
      var random = new Random(seed);
      System.err.println("asking %d times a second for %d s".formatted(rate, warmUp + seconds));
      asking.ask(rate, warmUp, random);
      stream.latencies().clear();
      var before = pipeline.app().cpu();
      var start = System.nanoTime();
      asking.ask(rate, seconds, random);
      var cores =
          pipeline.app().cpu().minus(before).toNanos() / (double) (System.nanoTime() - start);
      recording.add("httpAppCores", "cores", cores);
      recording.add("appResidentGB", "GB", pipeline.app().residentBytes() / 1e9);
      recording.add("streamedEvents", "events", stream.latencies().count());
      recording.add("streamP50", "ms", stream.latencies().millis(0.5));
      recording.add("streamP99", "ms", stream.latencies().millis(0.99));
      market.join();
    }
    return say(recording, asking);
  }

  private static int say(Recording recording, Asking asking) {
    recording.add("failedQuestions", "", asking.failed());
    row(recording, "all", asking.all());
    asking.latencies().forEach((name, of) -> row(recording, name, of));
    return asking.failed();
  }

  private static void row(Recording recording, String question, Latencies of) {
    var place = "http." + question + ".";
    recording.add(place + "answers", "", of.count());
    recording.add(place + "p50", "ms", of.millis(0.5));
    recording.add(place + "p90", "ms", of.millis(0.9));
    recording.add(place + "p99", "ms", of.millis(0.99));
    recording.add(place + "most", "ms", of.millis(1));
  }
}
