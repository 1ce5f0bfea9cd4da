package io.evenkeel.benchmarks.report;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** What names in files are called on the page. */
final class Words {
  private static final Properties WORDS = read();

  private Words() {}

  /** A name that nothing is known of stands for itself. */
  static String of(String name) {
    return WORDS.getProperty(name, name);
  }

  private static Properties read() {
    var words = new Properties();
    try (var resource = Words.class.getResourceAsStream("words.properties")) {
      words.load(new InputStreamReader(Objects.requireNonNull(resource), StandardCharsets.UTF_8));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
