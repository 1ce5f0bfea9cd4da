package io.evenkeel.metrics;

import io.evenkeel.core.market.Halt;
import io.evenkeel.pipeline.market.BoardsView;
import io.evenkeel.pipeline.market.Hearing;
import io.evenkeel.pipeline.market.PriceSurvey;
import io.evenkeel.pipeline.meters.EngineMeters;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * How things stand on this instance, looked at when somebody asks: its accounts, requests, prices
 * and drift engines. Only what its active tasks have, so that a task that moves takes its part
 * along, and the sum over all instances counts everything once.
 */
final class Standing {
  private static final double MICROS_PER_SECOND = 1e6;

  private final EvenkeelStreams streams;
  private final EngineMeters engines;
  private final Gauges gauges;
  private final Clock clock;

  Standing(EvenkeelStreams streams, EngineMeters engines, Gauges gauges, Clock clock) {
    this.streams = streams;
    this.engines = engines;
    this.gauges = gauges;
    this.clock = clock;
  }

  void look() {
    var now = clock.instant();
    gauges.show(Figure.READY, streams.whyNotReady().isEmpty() ? 1 : 0);
    accounts(now);
    requests(now);
    prices(streams.boards().priceSurvey(), now);
    halts(streams.boards());
    hearing(streams.hearing());
    gauges.show(Figure.ENGINE_WATCHED, engines.watched());
    gauges.show(Figure.ENGINE_EXPOSED, engines.exposed());
  }

  private void accounts(Instant now) {
    try {
      var census = AccountCensus.of(streams.queries().accountRows());
      gauges.show(Figure.ACCOUNTS, census.byStatus());
      gauges.show(Figure.FLAGGED_ACCOUNTS, census.byTile());
      gauges.show(Figure.UNCHECKABLE_ACCOUNTS, census.byReason());
      gauges.show(Figure.QUEUE_ACCOUNTS, census.byStage());
      gauges.show(Figure.QUEUE_OLDEST, age(census.queuedSince(), now));
    } catch (InvalidStateStoreException e) {
      // They are with nobody or elsewhere, and counted where they arrive.
      gauges.hide(
          Figure.ACCOUNTS,
          Figure.FLAGGED_ACCOUNTS,
          Figure.UNCHECKABLE_ACCOUNTS,
          Figure.QUEUE_ACCOUNTS,
          Figure.QUEUE_OLDEST);
    }
  }

  private void requests(Instant now) {
    try {
      var census = RequestCensus.of(streams.queries().requests());
      gauges.show(Figure.OPEN_REQUESTS, census.byPhase());
      gauges.show(Figure.APPROVALS_WAITING, census.waiting());
      gauges.show(Figure.APPROVALS_OLDEST, age(census.waitingSince(), now));
    } catch (InvalidStateStoreException e) {
      gauges.hide(Figure.OPEN_REQUESTS, Figure.APPROVALS_WAITING, Figure.APPROVALS_OLDEST);
    }
  }

  private void prices(PriceSurvey survey, Instant now) {
    gauges.show(Figure.PRICES, survey.priced());
    gauges.show(Figure.PRICES_QUARANTINED, survey.quarantined());
    survey
        .times()
        .ifPresentOrElse(
            times -> {
              gauges.show(Figure.PRICE_NEWEST, seconds(times.newest(), now));
              gauges.show(Figure.PRICE_MEDIAN, seconds(times.median(), now));
              gauges.show(Figure.PRICE_OLDEST, seconds(times.oldest(), now));
            },
            () -> gauges.hide(Figure.PRICE_NEWEST, Figure.PRICE_MEDIAN, Figure.PRICE_OLDEST));
  }

  private void halts(BoardsView boards) {
    var counts = new EnumMap<Halt.Scope, Integer>(Halt.Scope.class);
    for (var scope : Halt.Scope.values()) {
      counts.put(scope, 0);
    }
    boards.halts().forEach(halt -> counts.merge(halt.scope(), 1, Integer::sum));
    gauges.show(Figure.HALTS, counts);
  }

  private void hearing(Hearing hearing) {
    hearing
        .waiting()
        .ifPresentOrElse(
            waiting -> {
              gauges.show(Figure.RELEASES_WAITING, waiting);
              hearing.age().ifPresent(age -> gauges.show(Figure.CONTROLS_AGE, seconds(age)));
            },
            () -> gauges.hide(Figure.RELEASES_WAITING, Figure.CONTROLS_AGE));
  }

  private static double age(Optional<Instant> since, Instant now) {
    return since.map(moment -> seconds(moment, now)).orElse(0.0);
  }

  /** Never below 0, whatever other people's clocks say. */
  private static double seconds(Instant since, Instant now) {
    return Math.max(0, seconds(Duration.between(since, now)));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1_000 / MICROS_PER_SECOND;
  }
}
