package io.evenkeel.benchmarks.pipeline;

/** Knows which ticks have not had their event yet. */
public interface TickWatch {
  /** Notes that the tick goes out now that the next event of this account answers. */
  void ticked(String account);

  /** Whether this account's event is still awaited. */
  boolean awaits(String account);
}
