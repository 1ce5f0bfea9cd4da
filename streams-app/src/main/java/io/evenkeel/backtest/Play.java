package io.evenkeel.backtest;

import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.money.Price;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.RebalanceHistory;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plays rows, one after the other:
 *
 * <pre>
 *  prices ─► judged ─► measured ─► script ─► policy ─► fills, positions ─► judged again ─► written
 * </pre>
 *
 * <p>The book is taken over before the first row, and first judged on that row's prices.
 */
final class Play {
  private static final int WEIGHT_PLACES = 8;
  private static final int CENTS = 2;

  /** What playing on depends on; everything else is only written down. */
  private static final Set<Topic<?>> NOTICED =
      Set.of(
          Topics.ACCOUNT_STATUS,
          Topics.DRIFT_EVENTS,
          Topics.APPROVED_TRADES,
          Topics.CASH_MOVEMENTS,
          Topics.REBALANCE_HISTORY);

  private final VirtualPipeline pipeline;
  private final Post post;
  private final RowOutput output;
  private final Script script;
  private final Policy policy;
  private final RowTimes times;
  private final Tallies tallies;

  private final RebalancePolicy advisor = new RebalancePolicy();
  private final PaperBank bank = new PaperBank();
  private final List<ApprovedTradeBatch> approved = new ArrayList<>();
  private final List<CashMovementRun> moved = new ArrayList<>();
  private int rows;

  Play(
      VirtualPipeline pipeline,
      Post post,
      RowOutput output,
      Script script,
      Policy policy,
      RowTimes times,
      Tallies tallies) {
    this.pipeline = pipeline;
    this.post = post;
    this.output = output;
    this.script = script;
    this.policy = policy;
    this.times = times;
    this.tallies = tallies;
  }

  /** Plays a row; gives how many there were then. */
  int row(PriceRow row) {
    var at = times.at(row.date());
    if (rows == 0) {
      post.book(times.opening());
    }
    row.ticks().forEach(tick -> post.price(tick.symbol(), new Price(tick.price()), at));
    post.expire(at).forEach(output::add);
    pipeline.advanceTo(at);
    collect(at);
    measure(row.date(), at);
    act(row.date(), at);
    output.endRow();
    return ++rows;
  }

  /** Whatever is done after a row's prices is judged with its fills, once. */
  private void act(LocalDate date, Instant at) {
    var scripted = script.after(rows);
    for (var record : scripted) {
      post.scripted(record, at);
      said(record);
      collect(at);
      cancel(date, at);
    }
    var requested = policy == Policy.REBALANCE && rebalance(date, at);
    if (scripted.isEmpty() && !requested) {
      return;
    }
    do {
      fill(date, at);
      pipeline.judgeAgain();
      collect(at);
    } while (!approved.isEmpty());
  }

  private void said(ScriptedRecord record) {
    if (record.value() instanceof ExecutionResult result) {
      tallies.said(record.key(), result);
    }
  }

  private boolean rebalance(LocalDate date, Instant at) {
    var movements = advisor.movements(at);
    movements.forEach(sent -> command(sent, at));
    collect(at);
    var submissions = advisor.submissions(date, at);
    submissions.forEach(sent -> command(sent, at));
    collect(at);
    advisor.approvals(submissions, at).forEach(sent -> command(sent, at));
    collect(at);
    return !submissions.isEmpty() || !movements.isEmpty();
  }

  private void command(RebalancePolicy.Sent sent, Instant at) {
    post.send(Topics.REBALANCE_COMMANDS, sent.requestId(), sent.command(), at);
  }

  /** What is canceled is answered at once; everything else is filled after the whole script. */
  private void cancel(LocalDate date, Instant at) {
    var canceled =
        approved.stream()
            .filter(batch -> batch.getInstruction() == BatchInstruction.CANCEL)
            .map(ApprovedTradeBatch::getBatchId)
            .collect(Collectors.toSet());
    if (!canceled.isEmpty()) {
      var about = approved.stream().filter(b -> canceled.contains(b.getBatchId())).toList();
      approved.removeIf(batch -> canceled.contains(batch.getBatchId()));
      fill(about, date, at);
    }
  }

  private void fill(LocalDate date, Instant at) {
    var batches = List.copyOf(approved);
    approved.clear();
    fill(batches, date, at);
  }

  private void fill(List<ApprovedTradeBatch> batches, LocalDate date, Instant at) {
    post.read(batches);
    for (var batch : batches) {
      var filled = post.fill(batch, at, date);
      filled.said().forEach(output::add);
      if (filled.worked()) {
        tallies.filled(filled);
      }
    }
    collect(at);
  }

  /** Takes in what the pipeline said, keeps it for the files, and moves the money it asks for. */
  private void collect(Instant at) {
    take();
    while (!moved.isEmpty()) {
      var runs = List.copyOf(moved);
      moved.clear();
      runs.forEach(run -> moveMoney(run, at));
      take();
    }
  }

  private void moveMoney(CashMovementRun run, Instant at) {
    var amount = bank.moved(run);
    if (amount.signum() != 0) {
      post.fund(run.getAccountId(), amount, at).forEach(output::add);
    }
  }

  private void take() {
    for (var said : pipeline.drain()) {
      output.add(said);
      if (NOTICED.contains(said.topic())) {
        notice(said);
      }
    }
  }

  private void notice(Said said) {
    var value = said.value();
    if (said.topic().equals(Topics.ACCOUNT_STATUS)) {
      advisor.status(said.key(), (AccountStatus) value);
      tallies.status(said.key(), (AccountStatus) value);
    } else if (value instanceof DriftEvent event) {
      tallies.event(event);
    } else if (value instanceof ApprovedTradeBatch batch) {
      approved.add(batch);
    } else if (value instanceof CashMovementRun run) {
      advisor.movement(run);
      tallies.moved(run);
      moved.add(run);
    } else if (value instanceof RebalanceHistory history) {
      advisor.request(history);
    }
  }

  private void measure(LocalDate date, Instant at) {
    for (var accountId : tallies.monitored()) {
      var judgement = pipeline.look(accountId, at);
      if (judgement instanceof Judgement.Checkable judged) {
        tallies.checked(
            accountId,
            date,
            judged.overallDrift().toDecimal(WEIGHT_PLACES, RoundingMode.HALF_EVEN),
            judged.equity().toDecimal(CENTS, RoundingMode.HALF_EVEN));
      } else if (judgement instanceof Judgement.NotCheckable unchecked) {
        tallies.unchecked(accountId, unchecked.reasons());
      }
    }
  }
}
