package io.evenkeel.pipeline.runtime;

import java.util.concurrent.atomic.AtomicBoolean;

/** Is told once that a client cannot go on. */
public interface DeathNotice {
  /**
   * @param sentence why, for people
   */
  void diedBecause(String sentence);

  /** Hears the first sentence alone: what ends while a client is closed is only a consequence. */
  static DeathNotice once(DeathNotice notice) {
    var told = new AtomicBoolean();
    return sentence -> {
      if (told.compareAndSet(false, true)) {
        notice.diedBecause(sentence);
      }
    };
  }
}
