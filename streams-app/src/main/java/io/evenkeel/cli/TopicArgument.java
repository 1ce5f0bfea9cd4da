package io.evenkeel.cli;

import io.evenkeel.config.Spelling;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which topic a person means, by its name with or without the configured prefix. */
final class TopicArgument {
  private TopicArgument() {}

  /** The full name and the kind; an unknown one is answered with the nearest. */
  static Map.Entry<String, Topic<?>> find(TopicNames names, String given) {
    var known = new LinkedHashMap<String, Topic<?>>();
    for (var topic : io.evenkeel.pipeline.Topics.ALL) {
      names.each(topic).forEach(name -> known.put(name, topic));
    }
    for (var name : new String[] {given, names.prefix() + given}) {
      var topic = known.get(name);
      if (topic != null) {
        return Map.entry(name, topic);
      }
    }
    throw new UsageException(
        "there is no topic %s; the nearest one is %s"
            .formatted(given, nearest(names, given, known.keySet())));
  }

  private static String nearest(TopicNames names, String given, Set<String> known) {
    var written =
        given.startsWith(names.prefix()) ? given.substring(names.prefix().length()) : given;
    return known.stream()
        .map(name -> name.substring(names.prefix().length()))
        .min(Comparator.comparingInt(name -> Spelling.distance(name, written)))
        .map(name -> given.startsWith(names.prefix()) ? names.prefix() + name : name)
        .orElse("none");
  }
}
