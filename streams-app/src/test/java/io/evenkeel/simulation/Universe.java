package io.evenkeel.simulation;

import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.market.TopicLayout;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What never changes in any simulated world. */
final class Universe {
  /** Tasks of each kind, and partitions of each topic that they read. */
  static final int TASKS = 2;

  static final int PRICE_PARTITIONS = 2;
  static final List<String> CUSTODIANS = List.of("SCHWAB", "FIDELITY");
  static final TopicNames NAMES = new TopicNames("", CUSTODIANS);

  /** A Monday before business. */
  static final Instant START = Instant.parse("2026-11-16T14:00:00Z");

  private Universe() {}

  static Map<String, Integer> partitions() {
    var partitions = new HashMap<String, Integer>();
    for (var topic : Topics.ALL) {
      for (var name : NAMES.each(topic)) {
        partitions.put(
            name,
            switch (topic.group()) {
              case BOARD -> topic == Topics.PRICES ? PRICE_PARTITIONS : 1;
              case ACCOUNT, REQUEST, RELEASE, OUTPUT -> TASKS;
            });
      }
    }
    return partitions;
  }

  static TopicLayout layout() {
    var known = new HashMap<String, TopicLayout.Known>();
    partitions().forEach((name, count) -> known.put(name, new TopicLayout.Known(name, count)));
    return new TopicLayout(known);
  }
}
