package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A partition that one task writes has one writer at a time. A zombie, resumed after its task had
 * moved, would commit what it wrote around what the new owner wrote: two committed transactions of
 * two producers that overlap. Its transaction must be aborted instead.
 */
final class OneWriter {
  private static final List<Topic<?>> WRITTEN_BY_ONE_TASK =
      List.of(
          Topics.DRIFT_EVENTS,
          Topics.ACCOUNT_STATUS,
          Topics.TRADE_PROPOSALS,
          Topics.ACRS,
          Topics.CASH_MOVEMENTS,
          Topics.APPROVED_TRADES,
          Topics.REBALANCE_HISTORY,
          Topics.REBALANCE_HISTORY_ACCOUNTS);

  private OneWriter() {}

  static Finding atATime(Case before) {
    var tally = new Tally("one-writer-at-a-time", Kind.WRONG);
    var spans = before.recording().spans();
    if (spans == null) {
      tally.note("the brokers' logs were not given, so transactions could not be seen");
      return tally.finding();
    }
    var topics =
        WRITTEN_BY_ONE_TASK.stream()
            .flatMap(topic -> before.rows().names().each(topic).stream())
            .collect(Collectors.toSet());
    spans.stream()
        .filter(span -> topics.contains(span.topic()))
        .collect(Collectors.groupingBy(span -> span.topic() + "-" + span.partition()))
        .values()
        .forEach(ofPartition -> check(ofPartition, tally));
    tally.note(
        "%d transactions were aborted"
            .formatted(spans.stream().filter(s -> !s.committed()).count()));
    return tally.finding();
  }

  private static void check(List<Span> ofPartition, Tally tally) {
    var committed =
        ofPartition.stream()
            .filter(Span::committed)
            .sorted(Comparator.comparing(Span::firstOffset))
            .toList();
    var epochs = new HashMap<Long, Integer>();
    Span last = null;
    for (var span : committed) {
      tally.check(
          last == null || last.lastOffset() < span.firstOffset(),
          "producer %d's transaction at %s is committed, and so is producer %d's, which begins at %s and ends at offset %d",
          span.producerId(),
          span.place(),
          last == null ? 0 : last.producerId(),
          last == null ? "" : last.place(),
          last == null ? 0 : last.lastOffset());
      var newest = epochs.getOrDefault(span.producerId(), span.epoch());
      tally.check(
          span.epoch() >= newest,
          "producer %d commits at %s in epoch %d, after epoch %d",
          span.producerId(),
          span.place(),
          span.epoch(),
          newest);
      epochs.put(span.producerId(), span.epoch());
      last = last == null || span.lastOffset() > last.lastOffset() ? span : last;
    }
  }
}
