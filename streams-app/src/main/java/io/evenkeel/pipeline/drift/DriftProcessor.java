package io.evenkeel.pipeline.drift;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.account.Deadlines;
import io.evenkeel.core.account.Inputs;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.account.AccountStage;
import io.evenkeel.pipeline.account.AccountSteps;
import io.evenkeel.pipeline.account.AccountSteps.Step;
import io.evenkeel.pipeline.account.BoardFence;
import io.evenkeel.pipeline.account.TaskClock;
import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.meters.EngineMeter;
import io.evenkeel.pipeline.meters.EngineMeters;
import io.evenkeel.pipeline.outbox.LiveTasks;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.AccountWording;
import io.evenkeel.pipeline.wire.Received;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2 of 5. Inputs only mark an account; it is judged at the next punctuation, when the boards
 * were looked at. So what is said follows from boards and books, whatever happened in between.
 */
public final class DriftProcessor extends AccountStage<AccountInput> {
  private final MarketBoards boards;
  private final PipelineSettings settings;
  private final LiveTasks tasks;
  private final TopicProgress progress;
  private final EngineMeters meters;
  private @Nullable TaskClock clock;
  private @Nullable BoardFollower follower;
  private @Nullable Judging judging;
  private @Nullable EngineMeter meter;

  /**
   * @param settings say how often the boards are looked at, and how much of a crowd is judged at
   *     one look, the others at the next: a transaction must not outlast its timeout, nor must
   *     those who are no crowd wait for it
   * @param tasks is told whether the boards have passed their fences
   * @param progress of the accounts topic
   * @param meters count what the drift engine does
   */
  public DriftProcessor(
      AccountWording wording,
      MarketBoards boards,
      PipelineSettings settings,
      LiveTasks tasks,
      TopicProgress progress,
      EngineMeters meters) {
    super(wording);
    this.meters = meters;
    this.progress = progress;
    this.tasks = tasks;
    this.boards = boards;
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<Object, Outgoing> context) {
    super.init(context);
    books().rebuild();
    clock = new TaskClock(progress, accountsOf(context));
    books().fenceWith(BoardFence.of(context, boards, tasks));
    var following =
        new BoardFollower(boards.view(), books(), settings.accounts().drift().staleAfter());
    follower = following;
    books().followBoardsWith(following::follow);
    judging =
        new Judging(books(), steps(), settings.judgementsAtATime(), settings.judgeCrowdWithin());
    meter = meters.begin();
    context.schedule(settings.judgeEvery(), PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  protected void take(Received<AccountInput> received, AccountSteps account) {
    account.take(received, step(received.content()), AccountAudit.of(received));
  }

  private static Step step(AccountInput input) {
    if (input instanceof AccountInput.Known known) {
      return (book, moment) -> Inputs.account(book, known.account(), moment);
    }
    if (input instanceof AccountInput.Held held) {
      return (book, moment) -> Inputs.positions(book, held.positions(), moment);
    }
    if (input instanceof AccountInput.Confirmed confirmed) {
      return (book, moment) -> Inputs.custodian(book, confirmed.said(), moment);
    }
    if (input instanceof AccountInput.Limited limited) {
      return (book, moment) -> Inputs.restrictions(book, limited.restrictions());
    }
    var asked = (AccountInput.Asked) input;
    return (book, moment) -> Inputs.command(book, asked.command(), moment);
  }

  private TopicPartition accountsOf(ProcessorContext<?, ?> context) {
    return new TopicPartition(settings.names().of(Topics.ACCOUNTS), context.taskId().partition());
  }

  /** Whom a price concerns is not to be lost among those whose target was edited meanwhile. */
  private void followPrices(Instant now) {
    requireNonNull(follower).followPrices();
    if (books().fence().isPassed(now)) {
      requireNonNull(judging).collect();
    }
  }

  private void due(Instant now) {
    if (books().deadlines().isDue(now)) {
      var late = requireNonNull(clock).look(now);
      books()
          .deadlines()
          .due(late, id -> steps().take(id, late, Deadlines::tick, AccountAudit.ofTime(id)));
    }
  }

  private void look(long nowMillis) {
    var now = Instant.ofEpochMilli(nowMillis).truncatedTo(settings.clock());
    followPrices(now);
    requireNonNull(follower).followTo(now);
    if (books().fence().isPassed(now)) {
      due(now);
      requireNonNull(judging).judge(now);
      books().fence().keep();
    }
    measure(nowMillis);
  }

  private void measure(long nowMillis) {
    var here = requireNonNull(meter);
    if (here.isDue(nowMillis)) {
      here.read(books().engine().counts());
    }
  }

  @Override
  public void close() {
    if (meter != null) {
      meter.read(books().engine().counts());
      meter.close();
    }
  }
}
