package io.evenkeel.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What values take from elsewhere, so that no secret stands in a configuration file or on a command
 * line: {@code ${env:NAME}} is an environment variable, {@code ${file:/path}} the text of a file
 * without the line break at its end.
 *
 * <p>What is taken is not looked at again: a secret may itself look like a reference.
 */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+):([^}]*)\\}");

  /** Gives the value of a variable, or null where it is not set. */
  interface Environment {
    @Nullable String get(String variable);
  }

  private final Environment environment;

  References(Environment environment) {
    this.environment = environment;
  }

  /** Those of this process. */
  static References ofProcess() {
    return new References(System::getenv);
  }

  /**
   * A value with its references filled in.
   *
   * @param key whose value it is, for the sentence of a refusal
   */
  String filled(String key, String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(taken(key, found.group(1), found.group(2))));
  }

  private String taken(String key, String source, String name) {
    return switch (source) {
      case "env" -> variable(key, name);
      case "file" -> content(key, name);
      default ->
          throw new ConfigurationException(
              "%s refers to ${%s:%s}; a reference is ${env:NAME} or ${file:/path}"
                  .formatted(key, source, name));
    };
  }

  private String variable(String key, String name) {
    var value = environment.get(name);
    if (value == null) {
      throw new ConfigurationException(
          "%s refers to the environment variable %s, which is not set; set it, or write the value"
              .formatted(key, name));
    }
    return value;
  }

  private static String content(String key, String path) {
    try {
      return Files.readString(Path.of(path)).stripTrailing();
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(
          "%s refers to the file %s, which cannot be read (%s); mount it, or write the value"
              .formatted(key, path, e.getClass().getSimpleName()));
    }
  }
}
