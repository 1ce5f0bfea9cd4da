package io.evenkeel.pipeline.account;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.Decision;
import io.evenkeel.core.account.Moment;
import io.evenkeel.core.account.Monitoring;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.AccountWording;
import io.evenkeel.pipeline.wire.RawRecord;
import io.evenkeel.pipeline.wire.Received;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One step of one account: takes its book, asks the core, keeps the book that comes back and sends
 * what is to be said. Every stage of the account task goes through here.
 */
public final class AccountSteps {
  private final ProcessorContext<Object, Outgoing> context;
  private final BookStore books;
  private final AccountWording wording;

  public AccountSteps(
      ProcessorContext<Object, Outgoing> context, BookStore books, AccountWording wording) {
    this.context = context;
    this.books = books;
    this.wording = wording;
  }

  /** What the core decides about an account, given its book. */
  public interface Step {
    Decision of(AccountBook book, Moment moment);
  }

  /** A step that a record asks for; time is the record's. The account is to be judged after it. */
  public void take(Received<?> received, Step step) {
    var at = Instant.ofEpochMilli(received.raw().timestampMillis());
    take(received.key(), at, received.raw(), step);
    books.engine().mark(received.key());
    books.answers().told(received.key());
  }

  /** A step that time or a price asks for. */
  public void take(String accountId, Instant now, Step step) {
    take(accountId, now, null, step);
  }

  /** Judges the account, and lets the drift engine follow it from there. */
  public void judge(String accountId, Instant now) {
    var judged = Monitoring.judged(books.book(accountId), books.desk().at(now));
    var following = judged.following();
    if (following == null) {
      books.engine().remove(accountId);
    } else {
      books
          .engine()
          .put(
              following.watch(),
              judged.decision().book().held(),
              following.judgement(),
              following.maintenance());
    }
    keep(accountId, now, null, judged.decision());
    books.answers().judged(accountId, judged.decision().outputs());
    books.judged(accountId, following == null ? null : following.judgement(), now);
  }

  private void take(String accountId, Instant now, @Nullable RawRecord cause, Step step) {
    keep(accountId, now, cause, step.of(books.book(accountId), books.desk().at(now)));
  }

  private void keep(String accountId, Instant now, @Nullable RawRecord cause, Decision decision) {
    books.put(decision.book());
    for (var output : decision.outputs()) {
      wording
          .of(accountId, decision.book().owner(), output, cause)
          .ifPresent(said -> context.forward(new Record<>(accountId, said, now.toEpochMilli())));
    }
  }
}
