package io.evenkeel.cli;

import io.evenkeel.config.Spelling;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

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
    var nearest =
        known.keySet().stream().min(Comparator.comparingInt(n -> Spelling.distance(n, given)));
    throw new UsageException(
        "there is no topic %s; the nearest one is %s".formatted(given, nearest.orElse("none")));
  }
}
