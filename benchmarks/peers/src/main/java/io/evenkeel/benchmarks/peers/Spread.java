package io.evenkeel.benchmarks.peers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Median and range of repeats. */
record Spread(double least, double median, double most) {
  static Spread of(DoubleStream repeats) {
    var sorted = repeats.sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was repeated");
    }
    return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }

  void put(ObjectNode into, String name) {
    into.put(name, median);
    into.put(name + "Least", least);
    into.put(name + "Most", most);
  }

  @Override
  public String toString() {
    return "%s (%s–%s)".formatted(plain(median), plain(least), plain(most));
  }

  private static String plain(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%,.0f", number);
  }
}
