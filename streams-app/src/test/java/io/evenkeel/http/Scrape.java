package io.evenkeel.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code /metrics} answered, read as Prometheus would. */
final class Scrape {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  private final List<Sample> samples = new ArrayList<>();

  /** One line. */
  record Sample(String metric, Map<String, String> labels, double value) {}

  Scrape(String text) {
    text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(this::read);
  }

  private void read(String line) {
    var sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    var labels = new HashMap<String, String>();
    if (sample.group(2) != null) {
      var label = LABEL.matcher(sample.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    samples.add(new Sample(sample.group(1), labels, value(sample.group(3))));
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  Set<String> metrics() {
    var names = new HashSet<String>();
    samples.forEach(sample -> names.add(sample.metric()));
    return names;
  }

  /** The labels that samples of a metric have. */
  Set<String> labelsOf(String metric) {
    var labels = new HashSet<String>();
    samples.stream()
        .filter(sample -> sample.metric().equals(metric))
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    return labels;
  }

  List<Sample> samples() {
    return samples;
  }

  /** The sum of a metric over the samples that have all of these labels: name, value, name, … */
  double sum(String metric, String... labels) {
    return samples.stream()
        .filter(sample -> sample.metric().equals(metric) && has(sample, labels))
        .mapToDouble(Sample::value)
        .sum();
  }

  private static boolean has(Sample sample, String... labels) {
    for (var i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}
