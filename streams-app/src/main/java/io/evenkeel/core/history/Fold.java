package io.evenkeel.core.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch, from all that its custodian has said so far.
 *
 * @param fills of every order, in the batch's order
 * @param acknowledged the custodian has said anything of the batch
 * @param finished every order is terminal; a batch without orders, once it is accepted or refused
 * @param lastExecutionAt when positions were last changed by it: positions whose executionsThrough
 *     is not before this cover the batch; {@code null} where nothing changed positions
 */
public record Fold(
    List<OrderFill> fills,
    List<Anomaly> anomalies,
    boolean acknowledged,
    boolean finished,
    @Nullable Instant lastExecutionAt) {
  public Fold {
    fills = List.copyOf(fills);
    anomalies = List.copyOf(anomalies);
  }

  public FillStatus fill() {
    return FillStatus.of(fills);
  }

  /** What is wrong now and was not in the earlier fold. */
  public List<Anomaly> anomaliesSince(Fold earlier) {
    return anomalies.stream().filter(a -> !earlier.anomalies.contains(a)).toList();
  }
}
