package io.evenkeel.chaos.judge;

import io.evenkeel.config.Configuration;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.wireformat.AvroSerdes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run left on its topics and in the custodians' own book.
 *
 * @param topics committed records by topic, in order of partition and offset
 * @param partitions by topic
 * @param sent what the load sent; empty where nobody wrote it down
 * @param lags of the application's reading; {@code null} where nobody could ask
 * @param spans of transactions; {@code null} where nobody could look
 */
record Recording(
    Configuration configuration,
    TopicNames names,
    AvroSerdes serdes,
    Map<String, List<Taken>> topics,
    Map<String, Integer> partitions,
    CustodianBook custodians,
    List<Sent> sent,
    List<FiredFault> faults,
    List<String> skipped,
    @Nullable List<Lag> lags,
    @Nullable List<Span> spans) {

  List<Taken> topic(String name) {
    return topics.getOrDefault(name, List.of());
  }
}
