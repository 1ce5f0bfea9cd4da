package io.evenkeel.metrics;

import io.evenkeel.notify.EndpointCounts;
import io.evenkeel.notify.Notifications;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** How each endpoint of notifications does, looked at when somebody asks. */
final class Deliveries {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final Notifications notifications;
  private final Gauges gauges;
  private final Clock clock;

  Deliveries(Notifications notifications, Gauges gauges, Clock clock) {
    this.notifications = notifications;
    this.gauges = gauges;
    this.clock = clock;
  }

  void look() {
    gauges.show(Figure.WEBHOOK_STATE, rows(Deliveries::states));
    gauges.show(Figure.WEBHOOK_WAITING, rows(one -> Stream.of(row(one, one.waiting()))));
    gauges.show(Figure.WEBHOOK_OLDEST, rows(one -> Stream.of(row(one, ageSeconds(one)))));
  }

  private List<Row<Number>> rows(Function<EndpointCounts, Stream<Row<Number>>> ofOne) {
    return notifications.counts().stream().flatMap(ofOne).toList();
  }

  private static Row<Number> row(EndpointCounts one, Number value) {
    return Row.of(Tags.of("endpoint", one.endpoint()), value);
  }

  private static Stream<Row<Number>> states(EndpointCounts one) {
    return Arrays.stream(EndpointCounts.State.values())
        .map(
            state ->
                Row.of(
                    Tags.of("endpoint", one.endpoint(), "state", state.name()),
                    one.state() == state ? 1 : 0));
  }

  /** Never below 0, whatever other people's clocks say. */
  private double ageSeconds(EndpointCounts one) {
    var oldest = one.oldestWaitingMillis();
    return oldest.isEmpty()
        ? 0
        : Math.max(0, clock.millis() - oldest.getAsLong()) / MILLIS_PER_SECOND;
  }
}
