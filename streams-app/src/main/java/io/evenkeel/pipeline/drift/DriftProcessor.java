package io.evenkeel.pipeline.drift;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.account.Deadlines;
import io.evenkeel.core.account.Inputs;
import io.evenkeel.pipeline.PipelineSettings;
import io.evenkeel.pipeline.account.AccountStage;
import io.evenkeel.pipeline.account.AccountSteps;
import io.evenkeel.pipeline.account.AccountSteps.Step;
import io.evenkeel.pipeline.account.BoardFence;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.outbox.LiveTasks;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.pipeline.wire.AccountWording;
import io.evenkeel.pipeline.wire.Received;
import java.time.Instant;
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
  private @Nullable BoardFollower follower;
  private @Nullable Judging judging;

  /**
   * @param settings say how often the boards are looked at, and that at most so many accounts are
   *     judged at one look, the others at the next: a transaction must not outlast its timeout
   * @param tasks is told whether the boards have passed their fences
   */
  public DriftProcessor(
      AccountWording wording, MarketBoards boards, PipelineSettings settings, LiveTasks tasks) {
    super(wording);
    this.tasks = tasks;
    this.boards = boards;
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<Object, Outgoing> context) {
    super.init(context);
    books().rebuild();
    books().clock().start(settings.caughtUpAfter());
    books().fenceWith(BoardFence.of(context, boards, tasks));
    var following =
        new BoardFollower(boards.view(), books(), settings.accounts().drift().staleAfter());
    follower = following;
    books().followBoardsWith(following::follow);
    judging = new Judging(books(), steps(), settings.judgementsAtATime());
    context.schedule(settings.judgeEvery(), PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  protected void take(Received<AccountInput> received, AccountSteps account) {
    if (received.content() instanceof AccountInput.Known) {
      books().clock().heard(Instant.ofEpochMilli(received.raw().timestampMillis()));
    }
    account.take(received, step(received.content()));
  }

  private static Step step(AccountInput input) {
    if (input instanceof AccountInput.Known known) {
      return (book, moment) -> Inputs.account(book, known.account(), moment);
    }
    if (input instanceof AccountInput.Held held) {
      return (book, moment) -> Inputs.positions(book, held.positions(), moment);
    }
    var asked = (AccountInput.Asked) input;
    return (book, moment) -> Inputs.command(book, asked.command(), moment);
  }

  private void look(long nowMillis) {
    var now = Instant.ofEpochMilli(nowMillis).truncatedTo(settings.clock());
    requireNonNull(follower).followTo(now);
    if (books().fence().isPassed(now)) {
      var late = books().clock().look(now);
      books().deadlines().due(late, id -> steps().take(id, late, Deadlines::tick));
      requireNonNull(judging).judge(now);
      books().fence().keep();
    }
  }
}
