package io.evenkeel.simulation;

/** What the scheduler breaks. */
enum Fault {
  /** A process is gone, with its boards and its open transactions. */
  PROCESS_KILLED,
  /** A handler fails at the n-th record that its thread sends; the thread is replaced. */
  HANDLER_FAILED,
  /** A thread dies right before a commit, with everything sent; others take its tasks over. */
  KILLED_BEFORE_COMMIT,
  /** A thread is fenced: it loses its tasks, and is given them all again. */
  THREAD_FENCED,
  /** A transaction is lost: a thread closes all its tasks as they are, and revives them. */
  TASKS_REVIVED,
  /** One task is closed as it is, and revived, while the others of its thread live on. */
  TASK_REVIVED,
  /** A task moves to another thread after a commit, often to where boards are behind. */
  TASK_MOVED,
  /** A process is restarted in order. */
  RESTARTED,
  /** A topic is not read for a while. */
  TOPIC_HELD_BACK,
  /** The boards of a process are not filled for a while. */
  BOARDS_HELD_BACK
}
