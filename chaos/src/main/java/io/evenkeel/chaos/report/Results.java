package io.evenkeel.chaos.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Results of runs, as one page shows them: what was broken, what was lost, how long it took. */
final class Results {
  static final String BEGIN = "<!-- results: made by ./chaos/run results -->";
  static final String END = "<!-- end of results -->";

  private final List<JsonNode> runs;

  private Results(List<JsonNode> runs) {
    this.runs = runs;
  }

  /** Of every file in a directory, by name. */
  static Results of(Path directory) throws IOException {
    var runs = new ArrayList<JsonNode>();
    try (var files = Files.list(directory)) {
      for (var file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        runs.add(Json.tree(Files.readString(file)));
      }
    }
    return new Results(runs);
  }

  /** The page with the results in their place. */
  String into(String page) {
    var begin = page.indexOf(BEGIN);
    var end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the page has no place for results: " + BEGIN);
    }
    return page.substring(0, begin + BEGIN.length()) + "\n" + markdown() + page.substring(end);
  }

  private String markdown() {
    var text = new StringBuilder();
    text.append(
        """

        | scenario | kills | faults | approved orders | executions | drift events | lost | doubled | wrong | run |
        |---|---|---|---|---|---|---|---|---|---|
        """);
    runs.forEach(run -> text.append(scenario(run)));
    text.append(
        """

        | fault | run | times | gap, median | gap, longest | calm again after, longest |
        |---|---|---|---|---|---|
        """);
    runs.forEach(run -> run.path("gaps").forEach(gap -> text.append(gap(name(run), gap))));
    runs.forEach(run -> addNotes(run, text));
    return text.append('\n').toString();
  }

  private static String scenario(JsonNode run) {
    var counts = run.path("counts");
    return "| `%s` | %d | %d | %s | %s | %s | %s | %s | %s | %s, %s |\n"
        .formatted(
            run.path("scenario").asText(),
            run.path("kills").asInt(),
            run.path("faults").asInt(),
            number(counts.path("approvedOrders")),
            number(counts.path("executions")),
            number(counts.path("driftEvents")),
            number(run.path("lost")),
            number(run.path("duplicated")),
            number(run.path("wrong")),
            run.path("at").asText().split("T")[0],
            "seed " + run.path("seed").asLong());
  }

  private static String number(JsonNode count) {
    return count.isMissingNode() ? "not judged" : String.format(Locale.ROOT, "%,d", count.asLong());
  }

  private static String name(JsonNode run) {
    return "`%s`, seed %d".formatted(run.path("scenario").asText(), run.path("seed").asLong());
  }

  private static String gap(String run, JsonNode gap) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %.2f s | %.2f s | %.2f s |\n",
        gap.path("fault").asText(),
        run,
        gap.path("count").asInt(),
        gap.path("medianSeconds").asDouble(),
        gap.path("maxSeconds").asDouble(),
        gap.path("calmAfterMaxSeconds").asDouble());
  }

  private static void addNotes(JsonNode run, StringBuilder text) {
    var notes = new ArrayList<String>();
    var skipped = new LinkedHashMap<String, Integer>();
    run.path("skipped").forEach(sentence -> skipped.merge(sentence.asText(), 1, Integer::sum));
    skipped.forEach(
        (sentence, times) ->
            notes.add(
                "skipped%s: %s".formatted(times == 1 ? "" : " " + times + " times", sentence)));
    run.path("unrest").forEach(sentence -> notes.add("not at rest: " + sentence.asText()));
    run.path("invariants")
        .forEach(
            invariant -> {
              if (invariant.path("violations").asLong() > 0) {
                notes.add("broken: `" + invariant.path("name").asText() + "`");
              }
            });
    if (run.path("scenario").asText().equals("kills")) {
      notes.add(0, overall(run));
    }
    notes.forEach(note -> text.append("\n%s: %s.\n".formatted(name(run), note)));
  }

  private static String overall(JsonNode run) {
    return String.format(
        Locale.ROOT,
        "of all gaps together the median is %.2f s, the 99th percentile %.2f s, the longest %.2f s; tasks were dealt out anew %.1f times per kill, on average",
        run.path("gapSecondsP50").asDouble(),
        run.path("gapSecondsP99").asDouble(),
        run.path("gapSecondsMax").asDouble(),
        run.path("rebalancesPerFault").asDouble());
  }
}
