package io.evenkeel.simulation;

/** What the scheduler breaks. */
enum Fault {
  /** A process is gone, with its boards and its open transaction. */
  PROCESS_KILLED,
  /** A handler fails at the n-th record that it sends; the thread is replaced. */
  HANDLER_FAILED,
  /** A handler fails right before a commit, with everything sent. */
  KILLED_BEFORE_COMMIT,
  /** A task moves to another process after a commit. */
  TASK_MOVED,
  /** A process is restarted in order. */
  RESTARTED,
  /** A topic is not read for a while. */
  TOPIC_HELD_BACK,
  /** The boards of a process are not filled for a while. */
  BOARDS_HELD_BACK
}
