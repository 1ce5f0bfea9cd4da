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
import java.util.List;
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

  /** What is said beside a step: of what stood before it, and what it decided. */
  public interface Aside {
    List<Outgoing> of(AccountBook before, Decision decision, Instant at);
  }

  /** A step that a record asks for; time is the record's. The account is to be judged after it. */
  public void take(Received<?> received, Step step) {
    take(received, step, (before, decision, at) -> List.of());
  }

  /** The same, of which something is said besides. */
  public void take(Received<?> received, Step step, Aside aside) {
    var at = Instant.ofEpochMilli(received.raw().timestampMillis());
    take(received.key(), at, received.raw(), step, aside);
    books.engine().mark(received.key());
    books.answers().told(received.key());
  }

  /** A step that time asks for, of which something is said besides. */
  public void take(String accountId, Instant now, Step step, Aside aside) {
    take(accountId, now, null, step, aside);
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

  private void take(
      String accountId, Instant now, @Nullable RawRecord cause, Step step, Aside aside) {
    var before = books.book(accountId);
    var decision = step.of(before, books.desk().at(now));
    keep(accountId, now, cause, decision);
    for (var said : aside.of(before, decision, now)) {
      context.forward(new Record<>(accountId, said, now.toEpochMilli()));
    }
  }

  private void keep(String accountId, Instant now, @Nullable RawRecord cause, Decision decision) {
    books.put(decision.book());
    if (!decision.outputs().isEmpty()) {
      // Even where the book is as it was: why nothing is proposed may follow from prices, too.
      books.fence().decided();
    }
    for (var output : decision.outputs()) {
      wording
          .of(accountId, decision.book().owner(), output, cause)
          .ifPresent(said -> context.forward(new Record<>(accountId, said, now.toEpochMilli())));
    }
  }
}
