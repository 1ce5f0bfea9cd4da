package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Decides what the contract asks for, from what was read and what was said so far. It acts on
 * levels: what is to be placed, withdrawn or answered follows from what it knows, so after a
 * restart it goes on once it has been told again what the journal holds. For one thread.
 *
 * <p>What it knows for ever: every order id, whose account a batch is, and which were canceled. The
 * rest of a batch is forgotten once it is over.
 */
public final class Desk {
  private final Set<String> orderIds = new HashSet<>();
  private final Map<String, String> accounts = new HashMap<>();
  private final Map<String, OpenBatch> open = new LinkedHashMap<>();
  private final Set<String> canceled = new HashSet<>();
  private final Set<String> canceledUntaken = new HashSet<>();
  private final Set<String> canceledOver = new HashSet<>();

  /**
   * Takes a record of {@code approved-trades.<custodian>}.
   *
   * @throws IllegalArgumentException where the instruction is newer than this program: doing
   *     nothing would be as wrong as guessing, so it must stop
   */
  public void take(ApprovedTradeBatch batch) {
    switch (batch.getInstruction()) {
      case NEW, REPLACE -> takeOrders(batch);
      case RELEASE -> {
        var held = open.get(batch.getBatchId());
        if (held != null) {
          held.release(batch.getOrders());
        }
      }
      case CANCEL -> cancel(batch);
      default ->
          throw new IllegalArgumentException(
              "batch %s has an instruction that this version does not know; take a newer one"
                  .formatted(batch.getBatchId()));
    }
  }

  private void takeOrders(ApprovedTradeBatch batch) {
    if (accounts.putIfAbsent(batch.getBatchId(), batch.getAccountId()) == null) {
      var own = batch.getOrders().stream().filter(order -> orderIds.add(order.getOrderId()));
      open.put(batch.getBatchId(), new OpenBatch(batch, own.toList()));
    }
  }

  private void cancel(ApprovedTradeBatch batch) {
    var id = batch.getBatchId();
    if (!canceled.add(id)) {
      return;
    }
    if (accounts.putIfAbsent(id, batch.getAccountId()) == null) {
      canceledUntaken.add(id);
    } else if (open.containsKey(id)) {
      open.get(id).cancel();
    } else {
      canceledOver.add(id);
    }
  }

  /** What there is to say now, whatever the market does. */
  public List<ExecutionResult> due(Instant now) {
    var due = new ArrayList<ExecutionResult>();
    open.values().forEach(batch -> due.addAll(batch.due(now, replacedIsOpen(batch))));
    canceledOver.forEach(id -> due.add(Answers.tooLateToCancel(id, now)));
    canceledUntaken.forEach(id -> due.add(Answers.neverTaken(id, now)));
    return due;
  }

  private boolean replacedIsOpen(OpenBatch batch) {
    var replaced = open.get(String.valueOf(batch.batch().getReplacesBatchId()));
    return replaced != null && replaced.hasOpenOrders();
  }

  /** Orders that belong in the market now, whether they are there or not. */
  public List<Order> toPlace(Instant now) {
    return ofAll(OpenBatch::toPlace, now);
  }

  /** Orders that may be in the market and must leave it: canceled, or past their executeBy. */
  public List<Order> toWithdraw(Instant now) {
    return ofAll(OpenBatch::toWithdraw, now);
  }

  private List<Order> ofAll(BiFunction<OpenBatch, Instant, Stream<Order>> orders, Instant now) {
    return open.values().stream().flatMap(batch -> orders.apply(batch, now)).toList();
  }

  /** The market's report as an answer; empty where it was given before, or concerns nothing. */
  public Optional<ExecutionResult> answer(Market.Report report) {
    for (var batch : open.values()) {
      var order = batch.find(report.orderId());
      if (order.isPresent()) {
        return batch.answer(order.get(), report);
      }
    }
    return Optional.empty();
  }

  /** Notes what was said, now or before a restart. */
  public void said(ExecutionResult result) {
    var id = result.getBatchId();
    canceledOver.remove(id);
    canceledUntaken.remove(id);
    var batch = open.get(id);
    if (batch != null) {
      batch.said(result);
      if (batch.isOver()) {
        open.remove(id);
      }
    }
  }

  /** Account of a batch, which is the key of what is said of it. */
  public String account(ExecutionResult result) {
    return accounts.get(result.getBatchId());
  }
}
