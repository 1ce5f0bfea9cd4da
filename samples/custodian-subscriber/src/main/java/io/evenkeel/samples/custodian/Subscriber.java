package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecutionResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Reads, writes down, trades, answers, and only then commits: one round at a time, on one thread.
 *
 * <p>Wherever it is killed, the next one does nothing twice. Before the journal: the record comes
 * again, and nothing was done. After it: the record comes again and is known; the market is asked
 * again and knows the order; answers that may not have arrived are sent again as they were.
 */
public final class Subscriber implements AutoCloseable {
  private static final Duration MISSED_AFTER = Duration.ofMinutes(1);

  private final Consumer<String, ApprovedTradeBatch> consumer;
  private final Results results;
  private final Market market;
  private final Clock clock;
  private final Journal journal;
  private final Desk desk = new Desk();
  private final Sequence sequence = new Sequence(MISSED_AFTER);
  private final List<ExecutionResult> said = new ArrayList<>();
  private long delivered;

  /**
   * Goes on where the journal ends.
   *
   * @param consumer subscribed, reading what is committed, committing nothing by itself
   */
  public Subscriber(
      Consumer<String, ApprovedTradeBatch> consumer,
      Results results,
      Path journal,
      Market market,
      Clock clock) {
    this.consumer = consumer;
    this.results = results;
    this.market = market;
    this.clock = clock;
    this.journal = Journal.open(journal, this::recall);
    this.delivered = this.journal.delivered();
    said.subList(0, (int) delivered).clear();
  }

  private void recall(SpecificRecord entry) {
    if (entry instanceof ApprovedTradeBatch batch) {
      sequence.isNew(batch.getBatchSeq(), now());
      desk.take(batch);
    } else if (entry instanceof ExecutionResult result) {
      desk.said(result);
      said.add(result);
    }
  }

  /**
   * One round.
   *
   * @param wait so long for records where there are none
   * @return what was answered in it
   */
  public List<ExecutionResult> round(Duration wait) {
    var records = consumer.poll(wait);
    records.forEach(record -> take(record.value()));
    trade();
    var answered = answer();
    if (!records.isEmpty()) {
      consumer.commitSync();
    }
    return answered;
  }

  private void take(ApprovedTradeBatch batch) {
    if (sequence.isNew(batch.getBatchSeq(), now())) {
      desk.take(batch); // An instruction that it does not know ends it here, with nothing written.
      journal.write(batch);
      sayWhatIsDue();
    }
  }

  /** The market hears of nothing that the journal could forget. */
  private void trade() {
    journal.force();
    desk.toPlace(now()).forEach(market::place);
    desk.toWithdraw(now()).forEach(market::cancel);
    market.reports().forEach(report -> desk.answer(report).ifPresent(this::say));
    sayWhatIsDue();
  }

  private void sayWhatIsDue() {
    desk.due(now()).forEach(this::say);
  }

  private void say(ExecutionResult result) {
    journal.write(result);
    desk.said(result);
    said.add(result);
  }

  private List<ExecutionResult> answer() {
    if (said.isEmpty()) {
      return List.of();
    }
    journal.force();
    said.forEach(result -> results.send(desk.account(result), result));
    results.flush();
    delivered += said.size();
    journal.delivered(delivered);
    var answered = List.copyOf(said);
    said.clear();
    return answered;
  }

  /** Number of a record that was missed: ask the platform before you go on. */
  public Optional<Long> missed() {
    return sequence.missing(now());
  }

  /** To the microsecond, as the wire has it: what is sent again must be what was sent. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Leaves the group and the journal; uncommitted records come again. */
  @Override
  public void close() {
    consumer.close();
    journal.close();
  }
}
