package io.evenkeel.chaos.fault;

import io.evenkeel.chaos.judge.FiredFault;
import io.evenkeel.chaos.load.RunBook;
import io.evenkeel.chaos.load.SentRecords;
import io.evenkeel.chaos.process.AppNode;
import io.evenkeel.chaos.process.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What faults are done to, and where they are written down. */
public final class Stage {
  private final Cluster cluster;
  private final SentRecords sent;
  private final RunBook book;
  private final Random random;
  private final List<FiredFault> fired = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private int kills;

  public Stage(Cluster cluster, SentRecords sent, RunBook book, long seed) {
    this.cluster = cluster;
    this.sent = sent;
    this.book = book;
    this.random = new Random(seed);
  }

  public Cluster cluster() {
    return cluster;
  }

  public SentRecords sent() {
    return sent;
  }

  public RunBook book() {
    return book;
  }

  Random random() {
    return random;
  }

  AppNode anyApp() {
    return cluster.apps().get(random.nextInt(cluster.apps().size()));
  }

  /** A pause of a random length up to this, so that faults come at no particular time. */
  void pause(Duration most) throws InterruptedException {
    Thread.sleep((long) (random.nextDouble() * most.toMillis()));
  }

  void fired(String name, String target, Instant at, String detail) {
    fired.add(new FiredFault(name, target, at, Instant.now(), detail));
  }

  void skipped(String sentence) {
    skipped.add(sentence);
  }

  void killed() {
    kills++;
  }

  public List<FiredFault> fired() {
    return List.copyOf(fired);
  }

  public List<String> skipped() {
    return List.copyOf(skipped);
  }

  /** How many processes were killed. */
  public int kills() {
    return kills;
  }
}
