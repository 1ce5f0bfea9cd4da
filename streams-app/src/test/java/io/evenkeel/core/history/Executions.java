package io.evenkeel.core.history;

import io.evenkeel.core.history.Execution.Type;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch B-1 at SCHWAB: order O-1 over 10 and O-2 over 4; times are seconds after ten. */
final class Executions {
  static final Instant TEN = Instant.parse("2026-11-20T15:00:00Z");

  private Executions() {}

  static BatchFills batch() {
    return BatchFills.unanswered(
        "B-1",
        "SCHWAB",
        List.of(
            new BatchFills.Ordered("O-1", Quantity.of("10")),
            new BatchFills.Ordered("O-2", Quantity.of("4"))),
        false);
  }

  static BatchFills transfersOnly() {
    return BatchFills.unanswered("B-1", "SCHWAB", List.of(), true);
  }

  static BatchFills batch(Execution... executions) {
    return with(batch(), List.of(executions));
  }

  static BatchFills with(BatchFills batch, List<Execution> executions) {
    var fills = batch;
    for (var execution : executions) {
      fills = fills.plus(execution);
    }
    return fills;
  }

  static Execution fill(String id, String order, String quantity, String price, long second) {
    return execution(id, Type.FILL, null, order, quantity, price, second);
  }

  static Execution says(Type type, String id, @Nullable String order, long second) {
    return execution(id, type, null, order, null, null, second);
  }

  static Execution bust(String id, @Nullable String ref, long second) {
    return execution(id, Type.BUST, ref, null, null, null, second);
  }

  static Execution correct(
      String id, @Nullable String ref, String order, String quantity, String price, long second) {
    return execution(id, Type.CORRECT, ref, order, quantity, price, second);
  }

  static Execution execution(
      String id,
      Type type,
      @Nullable String ref,
      @Nullable String order,
      @Nullable String quantity,
      @Nullable String price,
      long second) {
    return at(id, type, ref, order, "B-1", "SCHWAB", quantity, price, second);
  }

  static Execution at(
      String id,
      Type type,
      @Nullable String ref,
      @Nullable String order,
      String batchId,
      String custodianId,
      @Nullable String quantity,
      @Nullable String price,
      long second) {
    return new Execution(
        id,
        type,
        ref,
        order,
        null,
        "A-1",
        batchId,
        custodianId,
        quantity == null ? null : Quantity.of(quantity),
        price == null ? null : Price.of(price),
        null,
        null,
        null,
        null,
        type == Type.REJECT ? "no shares to borrow" : null,
        TEN.plusSeconds(second));
  }
}
