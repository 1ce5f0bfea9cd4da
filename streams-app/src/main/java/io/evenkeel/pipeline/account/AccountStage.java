package io.evenkeel.pipeline.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.AccountWording;
import io.evenkeel.pipeline.wire.Received;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A stage of the account task: takes what was read, once the boards are as far as they were when
 * the task last judged, and sends what the core says.
 */
public abstract class AccountStage<T> implements Processor<Object, Received<T>, Object, Outgoing> {
  private final AccountWording wording;
  private @Nullable AccountSteps steps;
  private @Nullable BookStore books;

  protected AccountStage(AccountWording wording) {
    this.wording = wording;
  }

  @Override
  public void init(ProcessorContext<Object, Outgoing> context) {
    BookStore store = context.getStateStore(Topics.BOOK_STORE);
    books = store;
    steps = new AccountSteps(context, store, wording);
  }

  @Override
  public final void process(Record<Object, Received<T>> record) {
    books().fence().await();
    books().followBoards();
    take(record.value(), steps());
    // A commit may come before the next look at the boards.
    books().fence().keep();
  }

  /** Asks the core about one record. */
  protected abstract void take(Received<T> received, AccountSteps account);

  protected final AccountSteps steps() {
    return requireNonNull(steps);
  }

  protected final BookStore books() {
    return requireNonNull(books);
  }
}
