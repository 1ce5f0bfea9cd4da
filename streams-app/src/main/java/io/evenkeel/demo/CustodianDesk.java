package io.evenkeel.demo;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.money.Money;
import io.evenkeel.custodian.WorkableOrders;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import io.evenkeel.schemas.CustodianPositions;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Positions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The simulated custodians, and the platform's sleeve accounting beside them: answers approved
 * batches on {@code execution-results.<custodian>}, then has the new positions booked and published
 * with what the custodian holds in total.
 *
 * <p>Keeps the custodian's side of the contract: an order id is executed once for ever, a batch
 * past its {@code executeBy} is refused, and what is canceled is not worked any more. Everything
 * runs on the clock's one thread.
 */
final class CustodianDesk {
  private static final Duration BOOKED_AFTER = Duration.ofMillis(500);

  private final Publisher publisher;
  private final ExecutionPlan plan;
  private final WorkClock clock;
  private final LeftBatches left;
  private final SleeveBooks books;
  private final SaidResults said = new SaidResults();
  private final Map<String, ApprovedTradeBatch> whole = new HashMap<>();
  private final Set<String> batches = new HashSet<>();
  private final WorkableOrders workable = new WorkableOrders();
  private final List<ApprovedTradeBatch> waiting = new ArrayList<>();
  private final List<LeftBatches.Finished> leftBefore = new ArrayList<>();
  private final Map<String, CashMovementRun> toldBefore = new LinkedHashMap<>();
  private boolean open;

  /** A desk that answers for every custodian. */
  CustodianDesk(Publisher publisher, Prices prices, Split split, long seed, WorkClock clock) {
    this(publisher, prices, split, seed, Set.of(), clock);
  }

  /**
   * A desk.
   *
   * @param left custodians that the visitor answers for: the desk only books what they say
   */
  CustodianDesk(
      Publisher publisher,
      Prices prices,
      Split split,
      long seed,
      Set<String> left,
      WorkClock clock) {
    this.publisher = publisher;
    this.books = new SleeveBooks(split, prices, clock::now, new Published(publisher));
    this.plan = new ExecutionPlan(seed);
    this.left = new LeftBatches(left);
    this.clock = clock;
  }

  /** Takes positions, approved batches, and what it said itself before a restart. */
  void take(String topic, String key, @Nullable SpecificRecord value) {
    clock.later(Duration.ZERO, () -> handle(topic, key, value));
  }

  private void handle(String topic, String key, @Nullable SpecificRecord value) {
    if (value instanceof Positions positions) {
      books.take(key, positions);
    } else if (value instanceof CustodianPositions total && !open) {
      books.take(key, total);
    } else if (value instanceof ExecutionResult result) {
      said.add(result);
      left.add(topic, result).ifPresent(this::bookLeft);
    } else if (value instanceof CashMovementRun run) {
      take(run);
    } else if (value instanceof ApprovedTradeBatch batch && left.isOf(batch)) {
      left.add(batch).ifPresent(this::bookLeft);
    } else if (value instanceof ApprovedTradeBatch batch
        && batches.add(batch.getBatchId() + "/" + batch.getBatchSeq())) {
      take(batch);
    }
  }

  private void take(ApprovedTradeBatch batch) {
    switch (batch.getInstruction()) {
      case CANCEL -> whenOpen(batch);
      case RELEASE -> release(batch);
      default -> {
        whole.put(batch.getBatchId(), batch);
        whenOpen(workable.now(batch));
        expireInTime(batch);
      }
    }
  }

  /** Nothing waits any more where the batch was canceled, or has expired. */
  private void release(ApprovedTradeBatch batch) {
    if (workable.isWaiting(batch.getBatchId())) {
      whenOpen(workable.now(batch));
      expireInTime(batch);
    }
  }

  /** What nobody released by the end of the day is refused. */
  private void expireInTime(ApprovedTradeBatch batch) {
    var id = batch.getBatchId();
    if (workable.isWaiting(id)) {
      var left = Duration.between(clock.now(), batch.getExecuteBy());
      clock.later(left.isNegative() ? Duration.ZERO : left, () -> expire(id));
    }
  }

  private void expire(String batchId) {
    if (workable.isWaiting(batchId)) {
      refuse(workable.giveUp(batchId));
    }
  }

  /**
   * The client's bank: pays a deposit into FUNDING once it waits for its cash, and takes out a
   * withdrawal once it is complete.
   */
  private void take(CashMovementRun run) {
    if (open) {
      clock.later(BOOKED_AFTER, () -> moveMoney(run));
    } else {
      toldBefore.put(run.getRunId(), run);
    }
  }

  private void moveMoney(CashMovementRun run) {
    var before = books.of(run.getAccountId());
    if (before == null) {
      return;
    }
    var amount = new Money(run.getAmount());
    var isThere = before.funding().filter(f -> f.cash().compareTo(amount) >= 0).isPresent();
    if (run.getDirection() == CashMovementDirection.WITHDRAWAL) {
      if (isThere && run.getStatus() == CashMovementStatus.COMPLETED) {
        books.fund(before, amount.negate());
      }
    } else if (!isThere
        && run.getStatus() == CashMovementStatus.PROCESSING
        && run.getRequestId() == null) {
      books.fund(before, amount);
    }
  }

  /** A custodian takes a fee that the sleeve accounting does not hear of. */
  void charge(String accountId, Money fee) {
    clock.later(Duration.ZERO, () -> books.charge(accountId, fee));
  }

  /** The sleeve accounting publishes the account once more, as it knows it. */
  void publishAgain(String accountId) {
    clock.later(Duration.ZERO, () -> books.publishAgain(accountId));
  }

  /** It hears of the fee. */
  void bookFees(String accountId) {
    clock.later(Duration.ZERO, () -> books.bookFees(accountId));
  }

  /** Books the split in every account; in one whose batch is at work once that is over. */
  void bookSplit() {
    clock.later(Duration.ZERO, books::bookSplit);
  }

  private void whenOpen(ApprovedTradeBatch batch) {
    if (open) {
      act(batch);
    } else {
      waiting.add(batch);
    }
  }

  /**
   * Opens for business, once everything of an earlier run has been read: what was left undone then
   * is done now, save that a withdrawal which was not paid out stays in FUNDING: nobody can tell.
   *
   * @return the accounts that it has
   */
  Set<String> open() throws InterruptedException {
    return clock.ask(this::workOffWaiting);
  }

  private Set<String> workOffWaiting() {
    open = true;
    waiting.stream().filter(batch -> !isBooked(batch)).forEach(this::act);
    waiting.clear();
    leftBefore.forEach(this::bookLeft);
    leftBefore.clear();
    toldBefore.values().stream()
        .filter(run -> run.getDirection() == CashMovementDirection.DEPOSIT)
        .forEach(this::moveMoney);
    toldBefore.clear();
    books.agree();
    return books.accounts();
  }

  private void act(ApprovedTradeBatch batch) {
    if (batch.getInstruction() == BatchInstruction.CANCEL) {
      cancel(batch.getBatchId());
    } else if (!isReplacedOver(batch)) {
      publish(batch, ExecutionPlan.replacesTooSoon(batch, clock.now()));
    } else if (!said.isCanceled(batch.getBatchId())) {
      work(batch);
    }
  }

  private boolean isReplacedOver(ApprovedTradeBatch batch) {
    var replaced = batch.getReplacesBatchId();
    return replaced == null || said.isOver(whole.get(replaced));
  }

  /**
   * Nothing more is said of what it cancels. What was filled is booked at once, so that no later
   * booking can be taken for that of the batch which comes next.
   */
  private void cancel(String batchId) {
    var batch = whole.get(batchId);
    if (batch == null) {
      return;
    }
    if (workable.isWaiting(batchId)) {
      workable.giveUp(batchId);
    }
    said.canceled(batch, clock.now()).forEach(result -> publish(batch, result));
    book(batch);
  }

  private void work(ApprovedTradeBatch batch) {
    if (clock.now().isAfter(batch.getExecuteBy())) {
      refuse(batch);
      return;
    }
    books.begin(batch.getAccountId(), batch.getBatchId());
    var last = Duration.ZERO;
    for (var answer : plan.answers(batch)) {
      last = answer.after().compareTo(last) > 0 ? answer.after() : last;
      clock.later(answer.after(), () -> say(batch, answer));
    }
    if (batch.getOrders().isEmpty()) {
      clock.later(BOOKED_AFTER, () -> acknowledge(batch));
    }
    clock.later(last.plus(BOOKED_AFTER), () -> book(batch));
  }

  /** Too late: what was filled before a restart is booked, and nothing else is done any more. */
  private void refuse(ApprovedTradeBatch batch) {
    batch.getOrders().stream()
        .filter(order -> !said.isTerminal(order.getOrderId()))
        .forEach(order -> publish(batch, ExecutionPlan.expired(batch, order, clock.now())));
    if (!batch.getOrders().isEmpty()) {
      if (!fills(batch).isEmpty()) {
        book(batch);
      }
    } else if (said.has(batch.getBatchId() + "/0")) {
      book(batch);
    } else {
      publish(batch, ExecutionPlan.refused(batch, clock.now()));
    }
  }

  private void acknowledge(ApprovedTradeBatch batch) {
    var id = batch.getBatchId() + "/0";
    if (!said.has(id) && !said.isCanceled(batch.getBatchId())) {
      publish(batch, ExecutionPlan.accepted(batch, id, clock.now()));
    }
  }

  /** An execution that was said before a restart is not said again, nor one of what is over. */
  private void say(ApprovedTradeBatch batch, ExecutionPlan.Answer answer) {
    var order = answer.order();
    if (said.isTerminal(order.getOrderId()) || said.isCanceled(batch.getBatchId())) {
      return;
    }
    var fills = answer.quantity().signum() > 0;
    var price = fills ? books.fillPrice(batch.getAccountId(), order.getSecurityId()) : null;
    var result = ExecutionPlan.record(batch, answer, price, clock.now());
    if (!said.has(result.getExecutionId())) {
      publish(batch, result);
    }
  }

  private void publish(ApprovedTradeBatch batch, ExecutionResult result) {
    said.add(result);
    publisher.send(Topics.EXECUTION_RESULTS, batch.getCustodianId(), batch.getAccountId(), result);
  }

  private void book(ApprovedTradeBatch batch) {
    var before = books.of(batch.getAccountId());
    if (before != null && !isBooked(batch) && !said.isCanceled(batch.getBatchId())) {
      books.book(before, BatchTrades.transfers(batch), fills(batch));
    }
    books.end(batch.getAccountId(), batch.getBatchId());
  }

  /** Once everything of an earlier run was read, so that positions are known. */
  private void bookLeft(LeftBatches.Finished finished) {
    if (!open) {
      leftBefore.add(finished);
      return;
    }
    var batch = finished.batch();
    var before = books.of(batch.getAccountId());
    if (before != null && !isBooked(batch)) {
      var fills = BatchTrades.fills(batch, finished.fills());
      books.book(before, BatchTrades.transfers(batch), fills);
    }
    books.end(batch.getAccountId(), batch.getBatchId());
  }

  /** It has one batch at a time, and only a batch moves what has been booked. */
  private boolean isBooked(ApprovedTradeBatch batch) {
    var book = books.of(batch.getAccountId());
    if (batch.getInstruction() == BatchInstruction.RELEASE) {
      return book != null && covers(book.executionsThrough(), fills(batch));
    }
    var through = book == null ? null : book.executionsThrough();
    return through != null && through.isAfter(batch.getApprovedAt());
  }

  /** Of orders that were released later, in a batch that was booked before. */
  private static boolean covers(@Nullable Instant booked, List<Fill> fills) {
    return booked != null
        && !fills.isEmpty()
        && fills.stream().noneMatch(fill -> fill.at().isAfter(booked));
  }

  private List<Fill> fills(ApprovedTradeBatch batch) {
    return BatchTrades.fills(
        batch,
        batch.getOrders().stream().flatMap(o -> said.fills(o.getOrderId()).stream()).toList());
  }

  /** What is published goes to its topics. */
  private record Published(Publisher publisher) implements SleeveBooks.Saying {
    @Override
    public void positions(io.evenkeel.core.book.Positions positions) {
      publisher.send(Topics.POSITIONS, positions.accountId(), PositionsWire.write(positions));
    }

    @Override
    public void total(String accountId, CustodianPositions total) {
      publisher.send(Topics.CUSTODIAN_POSITIONS, accountId, total);
    }
  }
}
