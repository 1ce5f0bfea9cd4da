package io.evenkeel.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;

/** Chooses what happens next: who reads which topic, who commits, who dies, how time passes. */
final class Scheduler {
  private final Chance chance;
  private final SimulatedWorld world;
  private final SimulatedCluster cluster;
  private final Coverage coverage;
  private final Map<TopicPartition, Integer> heldBack = new HashMap<>();
  private final Map<String, Integer> blind = new HashMap<>();
  private int step;

  Scheduler(Chance chance, SimulatedWorld world, Coverage coverage) {
    this.chance = chance;
    this.world = world;
    this.cluster = world.cluster();
    this.coverage = coverage;
  }

  /** One step; every invariant is looked at before it returns. */
  void step() {
    step++;
    var what = chance.below(1000);
    if (what < 350) {
      read();
    } else if (what < 470) {
      look();
    } else if (what < 620) {
      commit();
    } else if (what < 730) {
      readBoards();
    } else if (what < 780) {
      price();
    } else if (what < 870) {
      world.advisors().act();
    } else if (what < 890) {
      world.operators().act();
    } else if (what < 970) {
      world.custodians().act();
    } else if (what < 980) {
      pass();
    } else {
      fault();
    }
  }

  private SimulatedThread someone() {
    return chance.one(cluster.threads());
  }

  private void read() {
    var thread = someone();
    attempt(
        thread,
        () -> {
          for (var more = chance.between(1, 8); more > 0; more--) {
            var places = thread.readable().stream().filter(place -> !isHeldBack(place)).toList();
            if (places.isEmpty()) {
              return;
            }
            thread.read(chance.one(places));
          }
        });
  }

  private boolean isHeldBack(TopicPartition place) {
    return heldBack.getOrDefault(place, 0) > step;
  }

  private void look() {
    world.pass(Duration.ofMillis(chance.between(1, 40)));
    var thread = someone();
    attempt(thread, thread::look);
  }

  private void commit() {
    var thread = someone();
    if (!thread.transaction().isEmpty()) {
      cluster.commit(thread);
    }
  }

  private void readBoards() {
    var process = someone().process();
    var behind = process.boards().behind();
    if (!behind.isEmpty() && blind.getOrDefault(process.name(), 0) <= step) {
      process.boards().read(chance.one(behind), chance.between(1, 6));
    }
  }

  private void price() {
    var security = chance.one(GeneratedBook.SECURITIES);
    if (world.market().isDoubted(security)) {
      world.market().tick(security);
    } else if (chance.percent(2)) {
      world.market().jump(security);
    } else {
      world.market().move(security, chance.signed(chance.percent(15) ? 0.08 : 0.012));
    }
  }

  private void pass() {
    var how = chance.below(100);
    world.pass(
        how < 60
            ? Duration.ofMillis(chance.between(100, 4_000))
            : how < 93
                ? Duration.ofSeconds(chance.between(10, 400))
                : Duration.ofHours(chance.between(1, 20)));
  }

  private void fault() {
    var fault = chance.one(List.of(Fault.values()));
    world.stages().now().forEach(state -> coverage.met(fault, state));
    var thread = someone();
    switch (fault) {
      case PROCESS_KILLED -> replace(thread.process());
      case HANDLER_FAILED -> thread.failAtSend(chance.between(1, 8));
      case KILLED_BEFORE_COMMIT -> spread(thread.kill());
      case THREAD_FENCED -> thread.kill().stream().sorted().forEach(t -> cluster.assign(t, thread));
      case TASKS_REVIVED -> thread.revive();
      case TASK_REVIVED -> revive(thread);
      case TASK_MOVED -> move(thread);
      case RESTARTED -> {
        thread.process().threads().forEach(cluster::commit);
        replace(thread.process());
      }
      case TOPIC_HELD_BACK -> holdBack();
      case BOARDS_HELD_BACK -> blind.put(thread.process().name(), step + chance.between(10, 150));
    }
  }

  private void holdBack() {
    var places = new ArrayList<TopicPartition>();
    cluster.threads().forEach(thread -> places.addAll(thread.inputs()));
    places.sort(SimulatedCluster.BY_NAME);
    heldBack.put(chance.one(places), step + chance.between(10, 150));
  }

  private void replace(SimulatedProcess process) {
    var lost = cluster.kill(process);
    cluster.begin();
    spread(lost);
  }

  private void spread(Set<TaskId> lost) {
    lost.stream().sorted().forEach(task -> cluster.assign(task, someone()));
  }

  private void revive(SimulatedThread thread) {
    cluster.commit(thread);
    var task = chance.any(thread.assigned().stream().sorted().toList());
    if (task != null) {
      thread.revive(task);
    }
  }

  /** Mostly one that has just worked, and has not looked at its boards since. */
  private void move(SimulatedThread from) {
    var atWork = from.atWork();
    cluster.commit(from);
    var all = from.assigned().stream().sorted().toList();
    var task = chance.any(chance.percent(30) || atWork.isEmpty() ? all : atWork);
    if (task != null) {
      from.revoke(task);
      cluster.assign(task, chance.percent(70) ? furthestBehind() : someone());
    }
  }

  private SimulatedThread furthestBehind() {
    return cluster.threads().stream()
        .max(Comparator.comparingLong(thread -> thread.boards().lag()))
        .orElseThrow();
  }

  private void attempt(SimulatedThread thread, Runnable work) {
    try {
      work.run();
    } catch (InvariantBroken broken) {
      throw broken;
    } catch (RuntimeException e) {
      if (!isInjected(e)) {
        throw new InvariantBroken(Invariant.NO_HANDLER_FAILS, String.valueOf(e), e);
      }
      spread(thread.kill());
    }
  }

  private static boolean isInjected(Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof InjectedFault) {
        return true;
      }
    }
    return false;
  }
}
