package io.evenkeel.metrics;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The gauges as they were last looked at. What is not known any more is not shown any more: a value
 * that has gone elsewhere must not stand here too, and one that is unknown is not 0. For one thread
 * at a time.
 */
final class Gauges {
  private final Map<Figure, MultiGauge> byFigure = new EnumMap<>(Figure.class);

  Gauges(MeterRegistry registry) {
    for (var figure : Figure.values()) {
      if (figure.kind() == Figure.Kind.GAUGE) {
        byFigure.put(
            figure,
            MultiGauge.builder(figure.meterName())
                .description(figure.meaning())
                .register(registry));
      }
    }
  }

  void show(Figure figure, double value) {
    register(figure, List.of(Row.of(Tags.empty(), value)));
  }

  /**
   * @param counts by the value of the figure's one label
   */
  void show(Figure figure, Map<? extends Enum<?>, Integer> counts) {
    var label = figure.labels().get(0);
    register(
        figure,
        counts.entrySet().stream()
            .map(count -> Row.of(Tags.of(label, count.getKey().name()), count.getValue()))
            .toList());
  }

  void hide(Figure... figures) {
    for (var figure : figures) {
      register(figure, List.of());
    }
  }

  /**
   * @param rows with all of the figure's labels
   */
  void show(Figure figure, List<Row<Number>> rows) {
    register(figure, rows);
  }

  private void register(Figure figure, List<? extends Row<?>> rows) {
    requireNonNull(byFigure.get(figure)).register(List.copyOf(rows), true);
  }
}
