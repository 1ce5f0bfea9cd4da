package io.evenkeel.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files of the repository, as the tests of the deployment read them. */
final class Repository {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Repository() {}

  static Path path(String name) {
    return ROOT.resolve(name);
  }

  static String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one document of a file. */
  static JsonNode yaml(String name) {
    return yamls(name).get(0);
  }

  /** Every document of a file, anchors and merges resolved; a key that stands twice is refused. */
  static List<JsonNode> yamls(String name) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var documents = new ArrayList<JsonNode>();
    for (var document : new Yaml(new SafeConstructor(options)).loadAll(text(name))) {
      documents.add(MAPPER.valueToTree(document));
    }
    return documents;
  }

  /** A property of the parent POM, such as {@code kafka.version}. */
  static String property(String name) {
    return found("<" + Pattern.quote(name) + ">([^<]+)<", text("pom.xml"));
  }

  /** The version of the project. */
  static String version() {
    return found("<artifactId>evenkeel</artifactId>\\s*<version>([^<]+)<", text("pom.xml"));
  }

  /** The first group of the first place where the text is so. */
  static String found(String expression, String text) {
    var matcher = Pattern.compile(expression).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("nothing is like " + expression);
    }
    return matcher.group(1);
  }

  static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
