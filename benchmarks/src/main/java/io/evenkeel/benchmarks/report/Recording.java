package io.evenkeel.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what a run measures, repeat by repeat, and writes it as JSON. A figure's name is
 * either a word, or {@code group.row.column}: its place in a table.
 */
public final class Recording {
  private final String benchmark;
  private final String command;
  private final @Nullable Path file;
  private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final double loadBefore = Machine.load();
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final ObjectNode headline = Json.object();
  private final ObjectNode settings = Json.object();
  private final ObjectNode versions = Json.object();
  private final ObjectNode titles = Json.object();

  /**
   * A run that begins now.
   *
   * @param command that repeats it
   * @param file written at each {@link #save}; none where nobody asked for it
   */
  public Recording(String benchmark, String command, @Nullable Path file) {
    this.benchmark = benchmark;
    this.command = command;
    this.file = file;
    version("evenkeel", System.getProperty("evenkeel.version", "unknown"));
    version("kafka", AppInfoParser.getVersion());
  }

  public Recording setting(String name, Object value) {
    settings.putPOJO(name, value);
    return this;
  }

  public void version(String of, String version) {
    versions.put(of, version);
  }

  /** What a group of figures is called on the page. */
  public void title(String group, String title) {
    titles.put(group, title);
  }

  /** One more repeat of a figure. */
  public void add(String name, String unit, @Nullable Goal goal, double repeat) {
    figures.merge(
        name, new Figure(unit, goal, List.of(repeat)), (known, more) -> known.and(repeat));
  }

  public void add(String name, String unit, double repeat) {
    add(name, unit, null, repeat);
  }

  /** Whether something of that name was measured. */
  public boolean has(String name) {
    return figures.containsKey(name);
  }

  /** Median and range of what was measured so far. */
  public Spread spread(String name) {
    var figure = figures.get(name);
    if (figure == null) {
      throw new IllegalArgumentException("not measured: " + name);
    }
    return figure.spread();
  }

  /** Something that stands at the top of the file, for those who read only that. */
  public ObjectNode headline() {
    return headline;
  }

  /** Writes what there is so far, so that a run that is ended early leaves it behind. */
  public void save(boolean isComplete) {
    if (file != null) {
      try {
        Files.writeString(file, Json.pretty(json(isComplete)) + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What the page would say of this run alone, for whoever waits for it. */
  public String page() {
    return new Page(".").with(Results.of(json(true))).text();
  }

  ObjectNode json(boolean isComplete) {
    var tree = Json.object();
    tree.put("benchmark", benchmark);
    tree.setAll(headline);
    tree.put("complete", isComplete);
    tree.put("command", command);
    tree.put("began", began.toString());
    tree.put("minutes", ChronoUnit.SECONDS.between(began, Instant.now()) / 60.0);
    tree.set("machine", Machine.here().json());
    tree.putObject("load").put("before", loadBefore).put("after", Machine.load());
    tree.set("versions", versions);
    tree.set("settings", settings);
    tree.set("titles", titles);
    var into = tree.putObject("figures");
    figures.forEach((name, figure) -> into.set(name, figure.json()));
    return tree;
  }
}
