package io.evenkeel.pipeline.runtime;

/** Is told once that a client cannot go on. */
public interface DeathNotice {
  /**
   * @param sentence why, for people
   */
  void diedBecause(String sentence);
}
