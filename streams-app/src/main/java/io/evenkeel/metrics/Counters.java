package io.evenkeel.metrics;

import io.evenkeel.core.market.RefusalReason;
import io.evenkeel.notify.EndpointCounts;
import io.evenkeel.notify.Notifications;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.market.BoardCounts;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.meters.RecordCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * Shows what tasks and boards count, read when somebody asks; every count is there from the start.
 */
final class Counters {
  private final MeterRegistry registry;

  Counters(MeterRegistry registry) {
    this.registry = registry;
  }

  void show(PipelineMeters meters) {
    var records = meters.records();
    show(Figure.DRIFT_EVENTS, records.of(Topics.DRIFT_EVENTS));
    show(Figure.ADVISORIES, records.of(Topics.ADVISORIES));
    show(Figure.PROPOSALS, records.of(Topics.TRADE_PROPOSALS));
    show(Figure.BATCHES, records.of(Topics.APPROVED_TRADES));
    show(Figure.EXECUTIONS, records.executions());
    show(Figure.REJECTIONS, records.of(Topics.REJECTIONS));
    show(Figure.DEAD_LETTERS, records.of(Topics.DEAD_LETTERS));
    show(Figure.DEAD_LETTERS_REPLAYED, records.replayed());
    show(Figure.ENGINE_TICKS, Tags.empty(), meters.engines().ticks(), LongAdder::sum);
    show(Figure.ENGINE_TOUCHES, Tags.empty(), meters.engines().touches(), LongAdder::sum);
    show(Figure.ENGINE_JUDGEMENTS, Tags.empty(), meters.engines().judgements(), LongAdder::sum);
    show(Figure.ENGINE_STORMS, Tags.empty(), meters.engines().storms(), LongAdder::sum);
  }

  /**
   * @param counts by the name of the board
   */
  void show(Map<String, BoardCounts> counts) {
    counts.forEach(
        (board, count) -> {
          var tags = Tags.of("board", board);
          show(Figure.BOARD_RECORDS, tags, count, BoardCounts::taken);
          show(Figure.BOARD_LAPS, tags, count, BoardCounts::laps);
          show(Figure.BOARD_FAULTS, tags, count, BoardCounts::faults);
          for (var reason : RefusalReason.values()) {
            var ofReason = tags.and("reason", reason.name());
            show(Figure.BOARD_REFUSED, ofReason, count, c -> c.refused(reason));
          }
        });
  }

  /** What became of each endpoint's messages, and the digests. */
  void show(Notifications notifications) {
    show(Figure.DIGESTS, Tags.empty(), notifications, Notifications::digestsMade);
    for (var counts : notifications.counts()) {
      var tags = Tags.of("endpoint", counts.endpoint());
      show(Figure.WEBHOOK_DELIVERED, tags, counts, EndpointCounts::delivered);
      show(Figure.WEBHOOK_FAILURES, tags, counts, EndpointCounts::failedAttempts);
      show(Figure.WEBHOOK_FAULTS, tags, counts, EndpointCounts::faults);
      for (var reason : counts.reasons()) {
        var ofReason = tags.and("reason", reason.name());
        show(Figure.WEBHOOK_DEAD_LETTERS, ofReason, counts, c -> c.deadLetters(reason));
      }
    }
  }

  private void show(Figure figure, List<RecordCounts.Count> counts) {
    counts.forEach(count -> show(figure, tags(figure, count), count.count(), LongAdder::sum));
  }

  /** A custodian and a symbol, where the figure has such labels. */
  private static Tags tags(Figure figure, RecordCounts.Count count) {
    var tags = Tags.empty();
    for (var label : figure.labels()) {
      tags = tags.and(label, label.equals("custodian") ? count.custodian() : count.symbol());
    }
    return tags;
  }

  private <T> void show(Figure figure, Tags tags, T counted, ToDoubleFunction<T> count) {
    FunctionCounter.builder(figure.meterName(), counted, count)
        .description(figure.meaning())
        .tags(tags)
        .register(registry);
  }
}
