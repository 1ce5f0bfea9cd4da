package io.evenkeel.backtest;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The topics that a backtest writes down: what the pipeline writes for others, and what the paper
 * custodian answers.
 */
final class OutputTopics {
  private static final List<Topic<?>> WRITTEN =
      List.of(
          Topics.DRIFT_EVENTS,
          Topics.ACCOUNT_STATUS,
          Topics.ADVISORIES,
          Topics.TRADE_PROPOSALS,
          Topics.ACRS,
          Topics.CASH_MOVEMENTS,
          Topics.APPROVED_TRADES,
          Topics.EXECUTION_RESULTS,
          Topics.POSITIONS,
          Topics.REBALANCE_HISTORY,
          Topics.REBALANCE_HISTORY_ACCOUNTS,
          Topics.PRICE_HOLDS,
          Topics.LOSS_SALES,
          Topics.REJECTIONS,
          Topics.DEAD_LETTERS);

  private OutputTopics() {}

  /** Kinds of topic by their full name on the driver. */
  static Map<String, Topic<?>> byName(TopicNames names) {
    var byName = new LinkedHashMap<String, Topic<?>>();
    WRITTEN.forEach(topic -> names.each(topic).forEach(name -> byName.put(name, topic)));
    return byName;
  }

  /** Names of files, without their ending. */
  static Set<String> fileNames(TopicNames names) {
    var files = new java.util.LinkedHashSet<String>();
    byName(names).keySet().forEach(name -> files.add(fileName(names, name)));
    return files;
  }

  static String fileName(TopicNames names, String topicName) {
    return topicName.substring(names.prefix().length());
  }
}
