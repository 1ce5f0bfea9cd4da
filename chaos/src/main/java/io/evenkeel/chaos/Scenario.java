package io.evenkeel.chaos;

import io.evenkeel.chaos.fault.Brokers;
import io.evenkeel.chaos.fault.CustodianDown;
import io.evenkeel.chaos.fault.DiskFull;
import io.evenkeel.chaos.fault.Edit;
import io.evenkeel.chaos.fault.Fault;
import io.evenkeel.chaos.fault.Fuzz;
import io.evenkeel.chaos.fault.Kill;
import io.evenkeel.chaos.fault.LargeRecord;
import io.evenkeel.chaos.fault.Links;
import io.evenkeel.chaos.fault.Moment;
import io.evenkeel.chaos.fault.Partition;
import io.evenkeel.chaos.fault.RegistryDown;
import io.evenkeel.chaos.fault.Rolling;
import io.evenkeel.chaos.fault.SkewedClock;
import io.evenkeel.chaos.fault.StateLost;
import io.evenkeel.chaos.fault.Stop;
import io.evenkeel.chaos.fault.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What a run does, and to how many brokers. */
enum Scenario {
  KILLS(1, 30, "kill -9 of instances, in turn at every named moment and at any"),
  SHORT(1, 3, "a few kills, for the build"),
  ROLLING(1, 3, "SIGTERM of one instance after the other"),
  STOPS(1, 3, "SIGSTOP for 8, 15 and 60 s in an open transaction, and on"),
  BROKERS(3, 3, "kill -9 of one broker of three: a leader, the coordinator, the controller"),
  OUTAGE(3, 1, "kill -9 of all brokers, and back"),
  REGISTRY(1, 2, "the registry gone while an instance starts"),
  CUSTODIAN(1, 2, "the custodians gone, and back with duplicates in any order"),
  STATE(1, 2, "a state directory removed, and one overwritten"),
  FUZZ(1, 2, "unreadable records over all input topics, and records that are too large"),
  EDIT(1, 3, "an edit of every account's target while an instance is killed"),
  LINKS(1, 3, "links to the brokers slow, breaking off, and cut"),
  PARTITION(1, 3, "packets of one instance lost, one way, the other way and both"),
  DISK(1, 1, "a state directory on a disk that fills up"),
  CLOCK(1, 2, "an instance whose clock is two hours ahead, or behind"),
  EMBEDDED(0, 2, "kill -9 of one process that is broker, registry and pipeline");

  private static final int FUZZED = 20_000;

  private final int brokers;
  private final int usual;
  private final String does;

  Scenario(int brokers, int usual, String does) {
    this.brokers = brokers;
    this.usual = usual;
    this.does = does;
  }

  /** 0: inside the one instance. */
  int brokers() {
    return brokers;
  }

  /** How many faults it has where nobody says. */
  int usual() {
    return usual;
  }

  String does() {
    return does;
  }

  boolean isViaProxies() {
    return this == LINKS;
  }

  /** Whether the first instance has a network of its own, where the machine allows it. */
  boolean isIsolated() {
    return this == PARTITION;
  }

  /**
   * Its faults in order; of one kind each, so many.
   *
   * @param records how many unreadable ones at a time, or how many changelog records an embedded
   *     process has before its first kill; 0: as usual
   */
  List<Fault> faults(int count, long seed, int records) {
    return switch (this) {
      case KILLS -> kills(count, seed);
      case SHORT ->
          List.of(
              new Kill(Moment.SENT_EVENT),
              new Kill(Moment.BEFORE_COMMIT),
              new Kill(Moment.RESTORING));
      case ROLLING -> each(count, i -> new Rolling());
      case STOPS -> each(count, i -> new Stop(Duration.ofSeconds(new int[] {8, 15, 60}[i % 3])));
      case BROKERS ->
          each(count, i -> new Brokers(Brokers.Which.values()[i % 3], Duration.ofSeconds(5)));
      case OUTAGE -> each(count, i -> new Brokers(Brokers.Which.ALL, Duration.ofSeconds(10)));
      case REGISTRY -> each(count, i -> new RegistryDown(Duration.ofSeconds(15)));
      case CUSTODIAN -> each(count, i -> new CustodianDown(Duration.ofSeconds(10)));
      case STATE -> each(count, i -> new StateLost(i % 2 == 0));
      case FUZZ -> each(count, i -> i % 2 == 0 ? fuzz(records) : new LargeRecord());
      case EDIT -> each(count, i -> new Edit(i + 2));
      case LINKS -> each(count, i -> new Links(Links.What.values()[i % 3], Duration.ofSeconds(10)));
      case PARTITION ->
          each(count, i -> new Partition(Partition.What.values()[i % 3], Duration.ofSeconds(20)));
      case DISK -> each(count, i -> new DiskFull(Duration.ofSeconds(10)));
      case EMBEDDED -> embedded(count, records);
      case CLOCK -> each(count, i -> new SkewedClock(i % 2 == 0, Duration.ofSeconds(10)));
    };
  }

  private static Fault fuzz(int records) {
    return new Fuzz(records == 0 ? FUZZED : records);
  }

  private static List<Fault> embedded(int count, int records) {
    var faults = new ArrayList<Fault>();
    if (records > 0) {
      faults.add(new Told(records));
    }
    faults.addAll(each(count, i -> new Kill(null)));
    return List.copyOf(faults);
  }

  /** Every moment equally often, and any time twice as often, in an order of the seed's. */
  private static List<Fault> kills(int count, long seed) {
    var faults = new ArrayList<Fault>();
    var random = new Random(seed);
    while (faults.size() < count) {
      var round = new ArrayList<Fault>(Arrays.stream(Moment.values()).map(Kill::new).toList());
      round.addAll(List.of(new Kill(null), new Kill(null)));
      Collections.shuffle(round, random);
      faults.addAll(round);
    }
    return List.copyOf(faults.subList(0, count));
  }

  private static List<Fault> each(int count, java.util.function.IntFunction<Fault> fault) {
    return IntStream.range(0, count).mapToObj(fault).toList();
  }
}
