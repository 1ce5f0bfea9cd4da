package io.evenkeel.simulation;

import java.time.Duration;
import java.util.ArrayList;
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
    } else if (what < 978) {
      world.custodians().act();
    } else if (what < 988) {
      pass();
    } else {
      fault();
    }
  }

  private SimulatedInstance someone() {
    return chance.one(cluster.instances());
  }

  private void read() {
    var instance = someone();
    attempt(
        instance,
        () -> {
          for (var more = chance.between(1, 8); more > 0; more--) {
            var places = instance.readable().stream().filter(place -> !isHeldBack(place)).toList();
            if (places.isEmpty()) {
              return;
            }
            instance.read(chance.one(places));
          }
        });
  }

  private boolean isHeldBack(TopicPartition place) {
    return heldBack.getOrDefault(place, 0) > step;
  }

  private void look() {
    world.pass(Duration.ofMillis(chance.between(1, 40)));
    var instance = someone();
    attempt(instance, instance::look);
  }

  private void commit() {
    var instance = someone();
    if (!instance.transaction().isEmpty()) {
      cluster.commit(instance);
    }
  }

  private void readBoards() {
    var instance = someone();
    var behind = instance.boards().behind();
    if (!behind.isEmpty() && blind.getOrDefault(instance.name(), 0) <= step) {
      instance.boards().read(chance.one(behind), chance.between(1, 6));
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
    switch (fault) {
      case PROCESS_KILLED -> replace(someone());
      case HANDLER_FAILED -> someone().failAtSend(chance.between(1, 8));
      case KILLED_BEFORE_COMMIT -> killThread(someone());
      case TASK_MOVED -> move();
      case RESTARTED -> {
        var instance = someone();
        cluster.commit(instance);
        replace(instance);
      }
      case TOPIC_HELD_BACK -> holdBack();
      case BOARDS_HELD_BACK -> blind.put(someone().name(), step + chance.between(10, 150));
    }
  }

  private void holdBack() {
    var places = new ArrayList<TopicPartition>();
    cluster.instances().forEach(instance -> places.addAll(instance.inputs()));
    places.sort(SimulatedCluster.BY_NAME);
    heldBack.put(chance.one(places), step + chance.between(10, 150));
  }

  private void replace(SimulatedInstance instance) {
    var lost = cluster.kill(instance);
    cluster.begin();
    spread(lost);
  }

  private void killThread(SimulatedInstance instance) {
    spread(instance.killThread());
  }

  private void spread(Set<TaskId> lost) {
    lost.stream().sorted().forEach(task -> cluster.assign(task, someone()));
  }

  private void move() {
    var from = someone();
    cluster.commit(from);
    var tasks = from.assigned().stream().sorted().toList();
    if (!tasks.isEmpty()) {
      var task = chance.one(tasks);
      from.revoke(task);
      cluster.assign(task, someone());
    }
  }

  private void attempt(SimulatedInstance instance, Runnable work) {
    try {
      work.run();
    } catch (InvariantBroken broken) {
      throw broken;
    } catch (RuntimeException e) {
      if (!isInjected(e)) {
        throw new InvariantBroken(Invariant.NO_HANDLER_FAILS, String.valueOf(e), e);
      }
      killThread(instance);
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
