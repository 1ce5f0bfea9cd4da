package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A batch that was taken and is not over.
 *
 * <pre>
 * TAKEN ─► ACCEPTED ─► over: every order has ended (without orders: at once)
 *   ├────► REFUSED, over: it is not what was approved, replaces what is not over, or is late and
 *   │      has no orders
 *   └────► over: it came late, and every order has EXPIRED
 * </pre>
 */
final class OpenBatch {
  private final ApprovedTradeBatch batch;
  private final Map<String, OpenOrder> orders = new LinkedHashMap<>();
  private final boolean isWhatWasApproved;
  private boolean accepted;
  private boolean refused;
  private boolean canceled;
  private boolean cancellationAnswered;

  /** A batch with those of its orders that no other batch had. */
  OpenBatch(ApprovedTradeBatch batch, Collection<Order> own) {
    this.batch = batch;
    this.isWhatWasApproved = BatchHash.isKept(batch);
    own.forEach(order -> orders.put(order.getOrderId(), new OpenOrder(order)));
  }

  void release(Collection<Order> named) {
    named.stream()
        .map(order -> orders.get(order.getOrderId()))
        .filter(Objects::nonNull)
        .forEach(OpenOrder::release);
  }

  void cancel() {
    canceled = true;
  }

  Optional<OpenOrder> find(String orderId) {
    return Optional.ofNullable(orders.get(orderId));
  }

  ApprovedTradeBatch batch() {
    return batch;
  }

  boolean hasOpenOrders() {
    return !refused && open().findAny().isPresent();
  }

  /** Nothing more is to be done or said of it. */
  boolean isOver() {
    var isDone = refused || (!hasOpenOrders() && (accepted || !orders.isEmpty()));
    return isDone && (!canceled || cancellationAnswered);
  }

  private Stream<OpenOrder> open() {
    return orders.values().stream().filter(order -> !order.isEnded());
  }

  private boolean isLate(Instant now) {
    return now.isAfter(batch.getExecuteBy());
  }

  /** Released, and everything of an earlier phase has ended: sells before buys. */
  private boolean isWorkable(OpenOrder order) {
    return accepted
        && order.isReleased()
        && open().noneMatch(other -> other.order().getPhase() < order.order().getPhase());
  }

  /** Orders that belong in the market now. */
  Stream<Order> toPlace(Instant now) {
    return canceled || isLate(now) ? Stream.of() : workable();
  }

  /** Orders that may be in the market and must leave it. */
  Stream<Order> toWithdraw(Instant now) {
    return canceled || isLate(now) ? workable() : Stream.of();
  }

  private Stream<Order> workable() {
    return open().filter(this::isWorkable).map(OpenOrder::order);
  }

  /** What there is to say now, whatever the market does. */
  List<ExecutionResult> due(Instant now, boolean replacedIsOpen) {
    if (refused) {
      return cancellationDue(now);
    }
    if (!accepted && !isWhatWasApproved) {
      return List.of(Answers.refused(batch, "its batchHash is of another content", now));
    }
    if (!accepted && replacedIsOpen) {
      return List.of(Answers.refused(batch, "an order of the batch that it replaces is open", now));
    }
    var due = new ArrayList<ExecutionResult>();
    if (!accepted) {
      acceptance(now).ifPresent(due::add);
    }
    if (canceled || isLate(now)) {
      open()
          .filter(order -> !isWorkable(order))
          .forEach(
              order -> due.add(Answers.ended(batch, order.order(), ending(), order.filled(), now)));
    }
    due.addAll(cancellationDue(now));
    return due;
  }

  private Optional<ExecutionResult> acceptance(Instant now) {
    if (!isLate(now)) {
      return Optional.of(Answers.accepted(batch, now));
    }
    return orders.isEmpty()
        ? Optional.of(Answers.refused(batch, "past its executeBy", now))
        : Optional.empty();
  }

  private ExecType ending() {
    return canceled ? ExecType.CANCELED : ExecType.EXPIRED;
  }

  /** The orders that were canceled answer for themselves; where there are none it came too late. */
  private List<ExecutionResult> cancellationDue(Instant now) {
    return canceled && !cancellationAnswered && !hasOpenOrders()
        ? List.of(Answers.tooLateToCancel(batch.getBatchId(), now))
        : List.of();
  }

  /** The market's report as an answer; empty where it was given before. */
  Optional<ExecutionResult> answer(OpenOrder order, Market.Report report) {
    return Optional.of(answerTo(order, report))
        .filter(result -> !order.isEnded() && !order.wasSaid(result.getExecutionId()));
  }

  private ExecutionResult answerTo(OpenOrder order, Market.Report report) {
    if (report instanceof Market.Traded trade) {
      return Answers.traded(batch, order.order(), trade, order.filled());
    }
    if (report instanceof Market.Refused no) {
      return Answers.rejected(batch, order.order(), no.reason(), no.at());
    }
    return Answers.ended(batch, order.order(), ending(), order.filled(), report.at());
  }

  /** Notes what was said, now or before a restart. */
  void said(ExecutionResult result) {
    var type = result.getExecType();
    cancellationAnswered |= type == ExecType.CANCELED || type == ExecType.CANCEL_REJECTED;
    if (result.getOrderId() != null) {
      find(result.getOrderId()).ifPresent(order -> order.say(result));
    } else {
      accepted |= type == ExecType.ACK;
      refused |= type == ExecType.REJECT;
    }
  }
}
