package io.evenkeel.pipeline.meters;

import io.evenkeel.pipeline.TopicNames;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the tasks of one instance count. Counts belong to the instance and only grow; what a task
 * has at the moment is summed over the tasks that are here, so it leaves with its task.
 *
 * <p>A transaction that is aborted is done again, and counted again.
 *
 * @param records that were said, and what custodians said
 * @param engines the drift engines of the account tasks that are here
 * @param answers is told how long after its price an event was said; by any task's thread
 */
public record PipelineMeters(
    RecordCounts records, EngineMeters engines, Consumer<Duration> answers) {

  /**
   * For the custodians that have these topics.
   *
   * @param answers as above
   */
  public static PipelineMeters of(TopicNames names, Consumer<Duration> answers) {
    return new PipelineMeters(new RecordCounts(names), new EngineMeters(), answers);
  }

  /** Where nobody looks. */
  public static PipelineMeters unread(TopicNames names) {
    return of(names, answer -> {});
  }
}
