package io.evenkeel.notify;

import java.util.List;
import java.util.function.Consumer;

/** Where the queue of all instances is read from. */
@FunctionalInterface
interface QueueSource {
  /**
   * What was read beside the accounts.
   *
   * @param pending requests that wait for approval
   * @param whole false where some accounts or requests could not be read
   */
  record Rest(List<PendingRequest> pending, boolean whole) {
    public Rest {
      pending = List.copyOf(pending);
    }
  }

  /**
   * Reads every account, one after another; fails with an unchecked exception where nothing can be
   * read.
   */
  Rest read(Consumer<QueueRow> each) throws InterruptedException;
}
