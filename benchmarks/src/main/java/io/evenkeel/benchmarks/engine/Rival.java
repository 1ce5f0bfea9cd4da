package io.evenkeel.benchmarks.engine;

/** Something that takes in ticks one by one and has said, after each, what there is to say. */
interface Rival {
  void tick(int symbol, long price);

  Sides sides();

  /** Accounts looked at in any way because a price moved. */
  long touches();
}
