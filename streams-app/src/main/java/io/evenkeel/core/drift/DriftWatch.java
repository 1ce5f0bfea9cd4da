package io.evenkeel.core.drift;

import io.evenkeel.core.market.RecordedBoards;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole of stage 2 for one account: judge it, compare with what it last said, and say the
 * difference. For one thread, like the {@link Judge} that it asks.
 *
 * <p>It is judged by one look at the boards, so that its events name the very inputs that they come
 * from.
 */
public final class DriftWatch {
  private final DriftSettings settings;
  private final Judge judge;

  public DriftWatch(DriftSettings settings) {
    this.settings = settings;
    this.judge = new Judge(settings);
  }

  /**
   * What came of a look.
   *
   * @param memory to be kept in place of the one given
   * @param judgement that the memory and the events come from
   */
  public record Seen(DriftMemory memory, Judgement judgement, List<DriftEvent> events) {
    public Seen {
      events = List.copyOf(events);
    }
  }

  /** Looks at a monitored account. The sides before are the memory's, whatever the input says. */
  public Seen look(DriftMemory memory, JudgeInput input, CauseInput causes) {
    var pinned =
        input.withSidesBefore(memory.sides()).withBoards(new RecordedBoards(input.boards()));
    var judgement = judge.judge(pinned);
    var step = step(memory, judgement, causes);
    if (step.kinds().isEmpty()) {
      return new Seen(step.memory(), judgement, List.of());
    }
    var inputs = DriftInputs.of(pinned, judgement, settings.hysteresis(), causes);
    var events = new ArrayList<DriftEvent>(step.kinds().size());
    for (var kind : step.kinds()) {
      var sequence = memory.sequence() + events.size() + 1;
      events.add(event(kind, sequence, pinned, judgement, step.memory().flag(), inputs));
    }
    return new Seen(step.memory(), judgement, events);
  }

  private static DriftStep step(DriftMemory memory, Judgement judgement, CauseInput causes) {
    return judgement instanceof Judgement.Checkable checkable
        ? DriftStep.checkable(memory, checkable, Flag.of(checkable, causes))
        : DriftStep.uncheckable(memory, (Judgement.NotCheckable) judgement);
  }

  private static DriftEvent event(
      DriftEventKind kind,
      long sequence,
      JudgeInput input,
      Judgement judgement,
      Flag flag,
      DriftInputs inputs) {
    var subject = DriftEvent.Subject.of(input.account());
    return judgement instanceof Judgement.Checkable checkable
        ? DriftEvent.judged(subject, kind, sequence, input.now(), flag, checkable, inputs)
        : DriftEvent.uncheckable(
            subject, sequence, input.now(), flag, (Judgement.NotCheckable) judgement, inputs);
  }

  /** Nobody watches the account any more: rebalancing off, not ACTIVE, or gone. */
  public static Stopped stop(DriftMemory memory, DriftEvent.Subject subject, Instant at) {
    var step = DriftStep.stopped(memory);
    var events =
        step.kinds().stream()
            .map(kind -> DriftEvent.stopped(subject, step.memory().sequence(), at))
            .toList();
    return new Stopped(step.memory(), events);
  }

  /** What came of stopping: at most one event. */
  public record Stopped(DriftMemory memory, List<DriftEvent> events) {
    public Stopped {
      events = List.copyOf(events);
    }
  }
}
