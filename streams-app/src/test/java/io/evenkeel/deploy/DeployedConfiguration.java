package io.evenkeel.deploy;

import io.evenkeel.config.Configuration;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A configuration as it is deployed, read by the product, with what it refers to.
 *
 * @param references from each reference, such as {@code env:TOKEN}, to the key that has it
 */
record DeployedConfiguration(Configuration configuration, Map<String, String> references) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)\\}");
  private static final String SECRET = "a-secret-of-thirty-two-characters";

  /**
   * Reads it, with a secret of the right form for each reference.
   *
   * @param arguments of the command that is deployed with it, whose --set come on top
   */
  static DeployedConfiguration of(String properties, List<String> arguments) {
    var references = new TreeMap<String, String>();
    var settings = new LinkedHashMap<String, String>();
    var read = properties(properties);
    for (var key : read.stringPropertyNames()) {
      var matcher = REFERENCE.matcher(read.getProperty(key));
      settings.put(
          key,
          matcher.replaceAll(
              found -> {
                references.put(found.group(1), key);
                return SECRET;
              }));
    }
    return new DeployedConfiguration(
        Configuration.of(settings).with(assignments(arguments)), references);
  }

  private static Properties properties(String text) {
    try {
      var properties = new Properties();
      properties.load(new StringReader(text));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> assignments(List<String> arguments) {
    var assignments = new ArrayList<String>();
    for (var i = 1; i < arguments.size(); i++) {
      if (arguments.get(i - 1).equals("--set")) {
        assignments.add(arguments.get(i));
      }
    }
    return assignments;
  }
}
