package io.evenkeel.pipeline.account;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.market.Fence;
import io.evenkeel.pipeline.market.FenceGate;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.outbox.LiveTasks;
import io.evenkeel.pipeline.state.PackedStore;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Keeps a task from going on with boards that are behind those by which it last judged: how far
 * they were is kept in the task's store, in one transaction with what was said.
 */
public final class BoardFence {
  private static final String KEY = "boards";
  private static final long PAUSE_NANOS = 5_000_000;

  private final PackedStore<Fence> store;
  private final MarketBoards boards;
  private final FenceGate gate;
  private final String task;
  private final LiveTasks tasks;
  private Fence kept;
  private boolean passed;
  private boolean decided;

  private BoardFence(PackedStore<Fence> store, MarketBoards boards, String task, LiveTasks tasks) {
    var stored = store.get(KEY);
    this.task = task;
    this.tasks = tasks;
    this.store = store;
    this.boards = boards;
    this.kept = stored == null ? Fence.NONE : stored;
    this.gate = boards.gate(task, kept);
    tasks.waits(task);
  }

  /** The fence of a task that was just assigned. */
  public static BoardFence of(
      ProcessorContext<?, ?> context, MarketBoards boards, LiveTasks tasks) {
    return new BoardFence(
        context.getStateStore(Topics.FENCE_STORE), boards, context.taskId().toString(), tasks);
  }

  /** Whether the task may go on; once it may, it stays so. */
  public boolean isPassed(Instant now) {
    if (!passed && gate.isOpen(now)) {
      passed = true;
      tasks.passes(task);
    }
    return passed;
  }

  /**
   * Waits until the task may go on. Boards are filled by another thread.
   *
   * @throws StreamsException if they do not come: the record is read again by whoever takes over
   */
  void await() {
    if (passed) {
      return;
    }
    var giveUp = System.nanoTime() + FenceGate.PATIENCE.toNanos();
    while (!isPassed(Instant.now())) {
      if (System.nanoTime() > giveUp) {
        throw new StreamsException(gate.overdue().orElse("The boards are behind."));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Something was decided by the boards. */
  void decided() {
    decided = true;
  }

  /** Keeps how far the boards are, if anything was decided by them since. */
  public void keep() {
    if (!decided) {
      return;
    }
    decided = false;
    var now = boards.fence();
    if (!now.equals(kept)) {
      kept = now;
      store.put(KEY, now);
    }
  }

  void close() {
    boards.forget(gate);
  }
}
