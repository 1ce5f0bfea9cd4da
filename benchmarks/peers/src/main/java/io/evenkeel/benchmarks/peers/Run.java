package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.peers.PeersCommand.Size;
import io.evenkeel.benchmarks.peers.Tape.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of one contender. It is told of all accounts and follows rounds of large moves; only then
 * is it timed, at one pace after the other. After each round and each pace exactly those must be
 * flagged who should be.
 */
final class Run implements AutoCloseable {
  private static final int HURRY = 10_000;
  private static final int ROUND_TICKS = 100;
  private static final int FIRST_BURST = 500;
  private static final int AT_MOST_LONGER = 8;
  private static final double WARM_SECONDS = 3;
  private static final double SENTINEL_EVERY_NANOS = 25e6;
  private static final long REST_NANOS = 500_000;

  private final Kind kind;
  private final Contender contender;
  private final Accounts accounts;
  private final Tape tape;
  private final Size size;
  private final double loadSeconds;
  private BitSet flagged = new BitSet();
  private long changesBefore;
  private long compared;
  private int different;
  private int nextSentinel;

  /** Starts a contender and has it follow the rounds. */
  Run(Kind kind, Broker broker, Accounts accounts, Size size, int rounds, Path directory)
      throws IOException, InterruptedException {
    this.kind = kind;
    this.accounts = accounts;
    this.tape = new Tape(accounts);
    this.size = size;
    this.contender = Contender.start(kind, broker, size.settings(), directory);
    this.loadSeconds = load();
    for (var i = 0; i < rounds && different == 0; i++) {
      burst(ROUND_TICKS, HURRY);
    }
  }

  private double load() throws InterruptedException {
    var start = System.nanoTime();
    contender.load(accounts, tape.opening());
    compare();
    compared = 0;
    changesBefore = contender.flags().changes();
    return (System.nanoTime() - start) / 1e9;
  }

  Result result(Pace best) {
    return new Result(
        kind,
        accounts.count(),
        loadSeconds,
        compared,
        contender.flags().changes() - changesBefore,
        different,
        best);
  }

  /** The fastest pace that it keeps up with, of somebody of whom nothing is known. */
  Pace fastest() throws InterruptedException {
    return found(PaceSearch.around(burstTicksPerSecond()));
  }

  /** The fastest pace that it keeps up with, of somebody who kept up with this one before. */
  Pace fastest(double known) throws InterruptedException {
    if (different == 0) {
      burst((int) Math.max(1, Math.min(size.most(), WARM_SECONDS * known)), 1);
    }
    return found(PaceSearch.from(known));
  }

  private Pace found(PaceSearch search) throws InterruptedException {
    while (different == 0 && !search.isOver()) {
      search.tell(attempt(search.next()));
    }
    return search.best();
  }

  /** This pace, once warm. */
  Pace warmedUp(double asked) throws InterruptedException {
    burstTicksPerSecond();
    return attempt(asked);
  }

  /** A second time where the first was missed: on a busy machine that may be another's doing. */
  private Pace attempt(double asked) throws InterruptedException {
    var pace = pace(asked);
    return pace.isInTime() || different > 0 ? pace : pace(asked);
  }

  /** Ticks a second where they come at once, found by ever longer bursts; they warm it up, too. */
  private double burstTicksPerSecond() throws InterruptedException {
    var count = FIRST_BURST;
    while (different == 0) {
      var seconds = burst(count, 1);
      if (seconds > WARM_SECONDS || count == size.most()) {
        return count / seconds;
      }
      count =
          (int) Math.min(size.most(), count * Math.min(AT_MOST_LONGER, 2 * WARM_SECONDS / seconds));
    }
    return 0;
  }

  /** Seconds from the first tick until exactly those are flagged who should be after the last. */
  private double burst(int count, double hurry) throws InterruptedException {
    var ticks = tape.next(count, hurry);
    var encoded = contender.encoded(ticks);
    var start = System.nanoTime();
    contender.send(encoded, ticks, 0, count);
    tape.take(ticks, count);
    for (var i = 0; i < accounts.sentinels(); i++) {
      contender.send(tape.turn(i));
    }
    contender.flush();
    compare();
    return (System.nanoTime() - start) / 1e9;
  }

  private Pace pace(double asked) throws InterruptedException {
    var ticks = tape.next((int) Math.min(size.most(), asked * size.seconds()), 1);
    var encoded = contender.encoded(ticks);
    var latencies = contender.flags().latencies();
    latencies.clear();
    var cpu = contender.cpu();
    var start = System.nanoTime();
    var sent = sendEvenly(ticks, encoded, asked);
    var seconds = (System.nanoTime() - start) / 1e9;
    tape.take(ticks, sent);
    compare(); // Only then is all done that these ticks ask for.
    var cores = contender.cpu().minus(cpu).toNanos() / 1e9 / seconds;
    var p99 = latencies.millis(0.99);
    var isInTime = sent == ticks.count() && p99 <= size.withinMillis();
    return new Pace(asked, sent / seconds, latencies.millis(0.5), p99, cores, isInTime);
  }

  /** How many were sent: not all of them, where events fell too far behind. */
  private int sendEvenly(Ticks ticks, byte[][] encoded, double ticksPerSecond) {
    var start = System.nanoTime();
    var sent = 0;
    for (var turns = 0; sent < encoded.length && !isTooFarBehind(); ) {
      var elapsed = System.nanoTime() - start;
      var due = (int) Math.min(encoded.length, elapsed / 1e9 * ticksPerSecond);
      contender.send(encoded, ticks, sent, due);
      sent = due;
      for (; turns * SENTINEL_EVERY_NANOS < elapsed; turns++) {
        turnNext();
      }
      LockSupport.parkNanos(REST_NANOS);
    }
    contender.flush();
    return sent;
  }

  private boolean isTooFarBehind() {
    return contender.flags().overdueMillis() > 2 * size.withinMillis();
  }

  private void turnNext() {
    var sentinel = nextSentinel++ % accounts.sentinels();
    contender.flags().turned(accounts.firstSentinel() + sentinel);
    contender.send(tape.turn(sentinel));
  }

  private void compare() throws InterruptedException {
    var expected = tape.flagged();
    different += contender.flags().await(expected, size.patienceMillis());
    flagged.xor(expected);
    compared += flagged.cardinality();
    flagged = expected;
  }

  @Override
  public void close() {
    contender.close();
  }
}
