package io.evenkeel.simulation;

import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.approval.RequestSettings;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.TradeProposal;
import io.evenkeel.wireformat.AvroSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** A cluster with everybody around it, and the watches that look on. */
final class SimulatedWorld implements AutoCloseable, SimulatedCluster.Witness {
  private static final int ROUNDS = 400;
  private static final int DAYS = 12;
  private static final int CROWD = 2;
  private static final int UNPACKED_BOOKS = 3;
  private static final int LOOKS = 6;

  private final String scope = "simulated-" + UUID.randomUUID();
  private final Path state;
  private final SimulatedCluster cluster;
  private final Outside outside;
  private final MarketMaker market;
  private final CustodianHouse custodians;
  private final GeneratedBook book;
  private final Advisors advisors;
  private final Operators operators;
  private final Stages stages = new Stages();
  private final List<Watch> watches = new ArrayList<>();
  private final Map<String, Long> happened = new TreeMap<>();
  private final CRC32 trace = new CRC32();
  private long workedOff;

  SimulatedWorld(Chance chance, AccountSettings settings) {
    var serdes = AvroSerdes.inMemory(scope);
    state = temporary();
    cluster = new SimulatedCluster(serdes, state, settings(settings), this);
    var time = cluster.time();
    outside = new Outside(cluster.log(), serdes, time);
    market = new MarketMaker(chance, outside, time);
    custodians = new CustodianHouse(chance, outside, time, market);
    book = new GeneratedBook(chance, outside, time);
    advisors = new Advisors(chance, outside, time, book, custodians);
    operators = new Operators(chance, outside, time, book, market, custodians);
    watches.addAll(Watches.all(this, settings));
  }

  /** Three accounts are a crowd, and few books stay unpacked: both happen in a small world, too. */
  private static PipelineSettings settings(AccountSettings accounts) {
    var usual = PipelineSettings.of(Universe.NAMES, accounts, RequestSettings.DEFAULT);
    return new PipelineSettings(
        usual.names(),
        usual.accounts(),
        usual.requests(),
        usual.limits(),
        usual.judgeEvery(),
        usual.commitFloor(),
        CROWD,
        Duration.ofDays(1),
        UNPACKED_BOOKS,
        usual.tickEvery(),
        usual.clock(),
        usual.kept());
  }

  /** Sends what there is to begin with, and starts two processes that share the tasks. */
  void open(Chance chance) {
    market.open();
    book.open(custodians);
    cluster.begin();
    cluster.begin();
    for (var task : cluster.tasks()) {
      cluster.assign(task, chance.one(cluster.threads()));
    }
  }

  SimulatedCluster cluster() {
    return cluster;
  }

  Outside outside() {
    return outside;
  }

  MarketMaker market() {
    return market;
  }

  CustodianHouse custodians() {
    return custodians;
  }

  GeneratedBook book() {
    return book;
  }

  Advisors advisors() {
    return advisors;
  }

  Operators operators() {
    return operators;
  }

  Stages stages() {
    return stages;
  }

  long workedOff() {
    return workedOff;
  }

  /** The same for two runs that said the same. */
  long trace() {
    return trace.getValue();
  }

  @Override
  public void consumed(Entry entry) {
    workedOff++;
    var value = outside.read(entry);
    watches.forEach(watch -> watch.consumed(entry, value));
  }

  @Override
  public void said(Entry entry, Map<TopicPartition, Long> boards) {
    var value = outside.read(entry);
    if (value == null) {
      return;
    }
    trace.update(entry.value());
    watches.forEach(watch -> watch.said(entry, value, boards));
    happened.merge(said(value), 1L, Long::sum);
    stages.hear(value);
    advisors.hear(value);
    if (value instanceof ApprovedTradeBatch batch) {
      custodians.take(batch);
    } else if (value instanceof CashMovementRun run) {
      custodians.books().pay(run);
    }
  }

  /** What a record says, in a word. */
  private static String said(SpecificRecord value) {
    var what = value.getClass().getSimpleName();
    if (value instanceof TradeProposal proposal) {
      var issue = proposal.getIssue();
      return what + " " + (issue == null ? proposal.getResult() : issue);
    }
    return value instanceof ApprovedTradeBatch batch ? what + " " + batch.getInstruction() : what;
  }

  /** How often the pipeline said what. */
  Map<String, Long> happened() {
    return happened;
  }

  /** Lets everything come to rest: nobody breaks anything, and everybody does what is left. */
  void rest() {
    operators.settle(new BoardHistory(this).halted());
    deliver();
    finish();
    // Past the ends of business days: what nobody approved expires, and gives way to what waits.
    for (var day = 0; day < DAYS && (day == 0 || stages.isAnybodyBusy()); day++) {
      pass(Duration.ofHours(30));
      finish();
    }
    settlePrices();
    watches.forEach(Watch::atRest);
  }

  private void finish() {
    for (var round = 0; round < ROUNDS; round++) {
      var busy = custodians.finish();
      pass(Duration.ofSeconds(2));
      if (!deliver() && !busy) {
        return;
      }
    }
    throw new InvariantBroken(Invariant.COMES_TO_REST, "custodians still have something to do");
  }

  /** Two ticks that agree, so that a guard believes them. */
  private void settlePrices() {
    for (var tick = 0; tick < 2; tick++) {
      GeneratedBook.SECURITIES.forEach(market::tick);
      deliver();
      pass(Duration.ofSeconds(3));
      deliver();
    }
    finish();
  }

  void pass(Duration time) {
    cluster.time().pass(time);
  }

  /** Has everything worked off and committed; whether there was anything. */
  boolean deliver() {
    var busy = false;
    for (var round = 0; round < ROUNDS; round++) {
      pass(Duration.ofMillis(100));
      var before = cluster.commits();
      cluster.threads().forEach(this::workOff);
      if (cluster.commits() == before) {
        return busy;
      }
      busy = true;
    }
    throw new InvariantBroken(
        Invariant.COMES_TO_REST, "the pipeline goes on and on: " + cluster.lastSaid());
  }

  private void workOff(SimulatedThread thread) {
    thread.failAtSend(-1);
    thread.boards().readAll();
    lookAround(thread);
    for (var place : thread.readable()) {
      while (thread.isReadable(place)) {
        thread.read(place);
      }
    }
    lookAround(thread);
    if (!thread.transaction().isEmpty()) {
      cluster.commit(thread);
    }
  }

  /** Until a crowd of every account there is has been judged. */
  private void lookAround(SimulatedThread thread) {
    for (var look = 0; look < LOOKS; look++) {
      pass(Duration.ofMillis(10));
      thread.look();
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("simulated");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cluster.close();
    AvroSerdes.forget(scope);
    try (var files = Files.walk(state)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
