package io.evenkeel.backtest;

import io.evenkeel.config.Spelling;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics that a script may write to: those that the pipeline reads and nobody inside writes.
 */
final class InputTopics {
  private static final List<Topic<?>> INPUTS =
      List.of(
          Topics.SECURITIES,
          Topics.PRICES,
          Topics.MODELS,
          Topics.TARGETS,
          Topics.CONTROLS,
          Topics.CORPORATE_ACTIONS,
          Topics.MARKET_COMMANDS,
          Topics.ACCOUNTS,
          Topics.POSITIONS,
          Topics.CUSTODIAN_POSITIONS,
          Topics.RESTRICTIONS,
          Topics.ACCOUNT_COMMANDS,
          Topics.REBALANCE_COMMANDS,
          Topics.EXECUTION_RESULTS);

  private final Map<String, Destination> byName = new LinkedHashMap<>();

  InputTopics(TopicNames names) {
    for (var topic : INPUTS) {
      for (var name : names.each(topic)) {
        byName.put(name.substring(names.prefix().length()), new Destination(topic, name));
      }
    }
  }

  /**
   * A topic under its full name.
   *
   * @param name with prefix and custodian
   */
  record Destination(Topic<?> topic, String name) {}

  /**
   * The topic of that name.
   *
   * @throws IllegalArgumentException that names the nearest one
   */
  Destination named(String name) {
    var found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "\"%s\" is no topic that can be written to; the nearest one is \"%s\""
              .formatted(name, nearest(name)));
    }
    return found;
  }

  private String nearest(String name) {
    return byName.keySet().stream()
        .min(Comparator.comparingInt(known -> Spelling.distance(known, name)))
        .orElseThrow();
  }
}
