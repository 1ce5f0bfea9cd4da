package io.evenkeel.pipeline.account;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How late it is for a task that has deadlines: the last moment of which it is known that
 * everything on the accounts topic by then was worked off. So no command is given up for want of an
 * account that lies unread; Kafka Streams may well read the topics of a task some seconds apart.
 *
 * <p>It never lags behind the wall clock by more than {@link #AT_MOST}: where the cluster does not
 * answer for so long, deadlines are over all the same. For the task's own thread.
 */
public final class TaskClock {
  static final Duration AT_MOST = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(TaskClock.class);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(100);

  private final TopicProgress progress;
  private final TopicPartition accounts;
  private Instant workedOffBy = Instant.MIN;
  private @Nullable Question question;
  private volatile boolean isUnanswered;

  /** Whether what the topic held at a moment was worked off. The answer comes on another thread. */
  private record Question(
      Instant moment,
      Instant asked,
      CompletableFuture<Long> end,
      CompletableFuture<Boolean> answer) {}

  /**
   * @param accounts the task's partition of the accounts topic
   */
  public TaskClock(TopicProgress progress, TopicPartition accounts) {
    this.progress = progress;
    this.accounts = accounts;
  }

  /**
   * Looks at the clock because something is due; the answer is never later than the wall clock, and
   * a look that finds it behind asks for more, without waiting.
   */
  public Instant look(Instant now) {
    if (question == null) {
      question = ask(now, now, progress.end(accounts).toCompletableFuture());
    }
    if (question.answer.isDone()) {
      question = afterAnswer(question, now);
    }
    var leastLate = now.minus(AT_MOST);
    return workedOffBy.isAfter(leastLate) ? workedOffBy : leastLate;
  }

  private @Nullable Question afterAnswer(Question answered, Instant now) {
    var isTooSoon = now.isBefore(answered.asked.plus(ASK_AGAIN_AFTER));
    if (answered.answer.isCompletedExceptionally()) {
      return isTooSoon ? answered : null;
    }
    if (answered.answer.join()) {
      workedOffBy = answered.moment;
      return null;
    }
    return isTooSoon ? answered : ask(answered.moment, now, answered.end);
  }

  private Question ask(Instant moment, Instant now, CompletableFuture<Long> end) {
    var answer =
        end.thenCompose(
                upTo -> progress.workedOff(accounts).thenApply(workedOff -> workedOff >= upTo))
            .whenComplete(this::told);
    return new Question(moment, now, end, answer);
  }

  private void told(@Nullable Boolean isWorkedOff, @Nullable Throwable failure) {
    if (failure != null && !isUnanswered) {
      LOG.warn(
          "It cannot be found out whether {} was read to its end; commands for unknown accounts"
              + " wait, up to {} minutes. See whether the brokers answer.",
          accounts,
          AT_MOST.toMinutes(),
          failure);
    }
    isUnanswered = failure != null;
  }
}
