package io.evenkeel.pipeline.meters;

import io.evenkeel.core.drift.corridor.EngineCounts;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;

/**
 * What the drift engines of this instance's account tasks do. An engine counts for itself, on its
 * task's thread; what it counted is read every now and then, so a tick costs nothing here.
 */
public final class EngineMeters {
  private final LongAdder ticks = new LongAdder();
  private final LongAdder touches = new LongAdder();
  private final LongAdder judgements = new LongAdder();
  private final LongAdder storms = new LongAdder();
  private final Set<EngineMeter> here = ConcurrentHashMap.newKeySet();

  /** For the engine of a task that came here; to be closed when the task goes. */
  public EngineMeter begin() {
    var meter = new EngineMeter(this);
    here.add(meter);
    return meter;
  }

  void add(EngineCounts before, EngineCounts now) {
    ticks.add(now.ticks() - before.ticks());
    touches.add(touches(now) - touches(before));
    judgements.add(now.named() - before.named());
    storms.add(now.scans() - before.scans());
  }

  /** Whatever is done per holder: triggers that were crossed, and sums that were followed. */
  private static long touches(EngineCounts counts) {
    return counts.touches() + counts.followed();
  }

  void end(EngineMeter meter) {
    here.remove(meter);
  }

  /** Prices that engines took in. */
  public LongAdder ticks() {
    return ticks;
  }

  /** How often a price concerned an account: crossed a trigger of it, or was added to its sum. */
  public LongAdder touches() {
    return touches;
  }

  /** Accounts that engines named, to be judged. */
  public LongAdder judgements() {
    return judgements;
  }

  /** How often an engine looked at all its accounts because too many were touched. */
  public LongAdder storms() {
    return storms;
  }

  /** Accounts watched by the tasks that are here. */
  public int watched() {
    return sum(EngineCounts::watched);
  }

  /** Of these, accounts that are judged whenever anything they hold ticks. */
  public int exposed() {
    return sum(EngineCounts::exposed);
  }

  private int sum(ToIntFunction<EngineCounts> part) {
    return here.stream().map(EngineMeter::newest).mapToInt(part).sum();
  }
}
