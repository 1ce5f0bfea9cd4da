package io.evenkeel.demo;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated custodian does with a batch: it acknowledges at once, fills most orders whole,
 * some in two parts, and rejects a few. A batch that is to be thought about again finds its market
 * thin: one execution, and then none for half a minute. A function of the order's id and the seed,
 * so that a restarted custodian would say the same again.
 */
final class ExecutionPlan {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final double REJECTED = 0.01;
  private static final double IN_PARTS = 0.20;
  private static final Duration ACKNOWLEDGED = Duration.ofMillis(150);
  private static final Duration THIN = Duration.ofSeconds(30);

  /** Behind an order's id: the id of the execution that says it expired. */
  static final String EXPIRY = "/E";

  /** Behind the id of an order, or of a batch that nothing was taken of: that it was canceled. */
  static final String CANCELLATION = "/C";

  /** Behind a batch's id: that there was nothing left to cancel. */
  static final String TOO_LATE = "/T";

  private final long seed;

  ExecutionPlan(long seed) {
    this.seed = seed;
  }

  /**
   * One answer of the custodian.
   *
   * @param after so long after the batch came
   * @param quantity that it fills; 0 for an acknowledgement or a rejection
   */
  record Answer(Duration after, Order order, ExecType type, int number, BigDecimal quantity) {
    Answer later(Duration time) {
      return new Answer(after.plus(time), order, type, number, quantity);
    }
  }

  /** Every answer, earliest first; sells before buys, as the batch lists them. */
  List<Answer> answers(ApprovedTradeBatch batch) {
    var answers = new ArrayList<Answer>();
    var at = ACKNOWLEDGED;
    for (var order : batch.getOrders()) {
      answers.add(new Answer(ACKNOWLEDGED, order, ExecType.ACK, 0, BigDecimal.ZERO));
    }
    for (var order : batch.getOrders()) {
      var random = new Random(seed ^ order.getOrderId().hashCode());
      random.nextInt();
      at = at.plusMillis(100 + random.nextInt(400));
      answers.addAll(executions(order, at, random));
    }
    return SecondThoughts.are(batch) ? thinly(answers) : answers;
  }

  private static List<Answer> thinly(List<Answer> answers) {
    var thin = new ArrayList<Answer>();
    var wait = Duration.ZERO;
    for (var answer : answers) {
      thin.add(answer.later(wait));
      wait = answer.type() == ExecType.ACK ? wait : wait.plus(THIN);
    }
    return thin;
  }

  private static List<Answer> executions(Order order, Duration at, Random random) {
    if (random.nextDouble() < REJECTED) {
      return List.of(new Answer(at, order, ExecType.REJECT, 1, BigDecimal.ZERO));
    }
    var whole = order.getQuantity();
    var first = whole.multiply(new BigDecimal("0.4")).setScale(0, RoundingMode.DOWN);
    if (first.signum() == 0 || random.nextDouble() >= IN_PARTS) {
      return List.of(new Answer(at, order, ExecType.FILL, 1, whole));
    }
    return List.of(
        new Answer(at, order, ExecType.PARTIAL, 1, first),
        new Answer(at.plusMillis(300), order, ExecType.FILL, 2, whole.subtract(first)));
  }

  /** What is said of an order that came too late, or was not filled in time. */
  static ExecutionResult expired(ApprovedTradeBatch batch, Order order, Instant now) {
    return ExecutionResult.newBuilder()
        .setExecutionId(order.getOrderId() + EXPIRY)
        .setExecType(ExecType.EXPIRED)
        .setOrderId(order.getOrderId())
        .setCustodianOrderId("C-" + order.getOrderId())
        .setBatchId(batch.getBatchId())
        .setReason("past its executeBy")
        .setAt(now)
        .build();
  }

  /** What is said of a batch of transfers that came too late. */
  static ExecutionResult refused(ApprovedTradeBatch batch, Instant now) {
    return ExecutionResult.newBuilder()
        .setExecutionId(batch.getBatchId() + EXPIRY)
        .setExecType(ExecType.REJECT)
        .setBatchId(batch.getBatchId())
        .setReason("past its executeBy")
        .setAt(now)
        .build();
  }

  /** What is said of a batch that is to replace one which is not over. */
  static ExecutionResult replacesTooSoon(ApprovedTradeBatch batch, Instant now) {
    return ofBatch(batch, EXPIRY, ExecType.REJECT, now)
        .setReason("an order of the batch that it replaces can still fill")
        .build();
  }

  /** What is said of a batch that was canceled before anything of it was taken. */
  static ExecutionResult canceled(ApprovedTradeBatch batch, Instant now) {
    return ofBatch(batch, CANCELLATION, ExecType.CANCELED, now).setReason("canceled").build();
  }

  /** What is said of an order that was canceled, of which so much was filled. */
  static ExecutionResult canceled(
      ApprovedTradeBatch batch, Order order, BigDecimal filled, Instant now) {
    return ofBatch(batch, CANCELLATION, ExecType.CANCELED, now)
        .setExecutionId(order.getOrderId() + CANCELLATION)
        .setOrderId(order.getOrderId())
        .setCustodianOrderId("C-" + order.getOrderId())
        .setQuantity(filled)
        .setReason("canceled")
        .build();
  }

  /** What is said of a batch that is done, or accepted, when it is canceled. */
  static ExecutionResult tooLate(ApprovedTradeBatch batch, Instant now) {
    return ofBatch(batch, TOO_LATE, ExecType.CANCEL_REJECTED, now)
        .setReason("too late: nothing of it is open")
        .build();
  }

  private static ExecutionResult.Builder ofBatch(
      ApprovedTradeBatch batch, String suffix, ExecType type, Instant now) {
    return ExecutionResult.newBuilder()
        .setExecutionId(batch.getBatchId() + suffix)
        .setExecType(type)
        .setBatchId(batch.getBatchId())
        .setAt(now);
  }

  /** What is said of a batch that has transfers and no order. */
  static ExecutionResult accepted(ApprovedTradeBatch batch, String executionId, Instant now) {
    return ExecutionResult.newBuilder()
        .setExecutionId(executionId)
        .setExecType(ExecType.ACK)
        .setBatchId(batch.getBatchId())
        .setAt(now)
        .build();
  }

  /**
   * The record of such an answer.
   *
   * @param price {@code null} where the market has none: what would be filled is rejected
   */
  static ExecutionResult record(
      ApprovedTradeBatch batch, Answer answer, @Nullable BigDecimal price, Instant now) {
    var wouldFill = answer.quantity().signum() > 0;
    var fills = wouldFill && price != null;
    var type = wouldFill && !fills ? ExecType.REJECT : answer.type();
    return ExecutionResult.newBuilder()
        .setExecutionId(answer.order().getOrderId() + "/" + answer.number())
        .setExecType(type)
        .setOrderId(answer.order().getOrderId())
        .setCustodianOrderId("C-" + answer.order().getOrderId())
        .setBatchId(batch.getBatchId())
        .setQuantity(fills ? answer.quantity() : null)
        .setPrice(fills ? price : null)
        .setTradeDate(fills ? LocalDate.ofInstant(now, NEW_YORK) : null)
        .setReason(type == ExecType.REJECT ? "rejected by the simulated market" : null)
        .setAt(now)
        .build();
  }
}
