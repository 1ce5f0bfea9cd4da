package io.evenkeel.pipeline;

import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.approval.RequestSettings;
import io.evenkeel.core.limits.LimitSettings;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * What the topology is built with.
 *
 * @param limits of the last step before a custodian
 * @param judgeEvery how often the boards are looked at
 * @param commitFloor least time between two commits that a thread asks for because something was
 *     said
 * @param judgementsAtATime more accounts than this that change at once are a crowd, of which one
 *     task judges so many at one look at most
 * @param judgeCrowdWithin time after which a look leaves the rest of a crowd to the next
 * @param unpackedBooks books that one task keeps unpacked at most, some 10 KB each
 * @param tickEvery how often requests look at the clock
 * @param clock the unit to which the time of a judgement is told, rounded down
 * @param kept whether what is known outlives the process: packed and logged, and on disk where it
 *     grows with time; otherwise it is held in memory as it is
 */
public record PipelineSettings(
    TopicNames names,
    AccountSettings accounts,
    RequestSettings requests,
    LimitSettings limits,
    Duration judgeEvery,
    Duration commitFloor,
    int judgementsAtATime,
    Duration judgeCrowdWithin,
    int unpackedBooks,
    Duration tickEvery,
    ChronoUnit clock,
    boolean kept) {
  private static final int JUDGEMENTS_AT_A_TIME = 200;
  private static final int UNPACKED_BOOKS = 20_000;
  private static final Duration JUDGE_CROWD_WITHIN = Duration.ofMillis(5);
  private static final Duration UNLIMITED = Duration.ofDays(1);
  private static final Duration JUDGE_EVERY = Duration.ofMillis(5);

  /** The usual pace, and the limits as shipped. */
  public static PipelineSettings of(
      TopicNames names, AccountSettings accounts, RequestSettings requests) {
    return new PipelineSettings(
        names,
        accounts,
        requests,
        LimitSettings.DEFAULTS,
        JUDGE_EVERY,
        Duration.ofMillis(5),
        JUDGEMENTS_AT_A_TIME,
        JUDGE_CROWD_WITHIN,
        UNPACKED_BOOKS,
        Duration.ofMillis(100),
        ChronoUnit.MILLIS,
        true);
  }

  /**
   * For a driver without a broker, where time stands still until it is told to move on: everybody
   * is judged at one look, several looks within a second bear the same time, and nothing is kept
   * beyond the process.
   */
  public PipelineSettings withoutBroker() {
    return new PipelineSettings(
        names,
        accounts,
        requests,
        limits,
        judgeEvery,
        commitFloor,
        Integer.MAX_VALUE,
        UNLIMITED,
        Integer.MAX_VALUE,
        tickEvery,
        ChronoUnit.SECONDS,
        false);
  }

  /** The same, looking at the boards at another pace. */
  public PipelineSettings judgingEvery(Duration pace) {
    return new PipelineSettings(
        names,
        accounts,
        requests,
        limits,
        pace,
        commitFloor,
        judgementsAtATime,
        judgeCrowdWithin,
        unpackedBooks,
        tickEvery,
        clock,
        kept);
  }

  /** The same with other limits at the last step. */
  public PipelineSettings limiting(LimitSettings other) {
    return new PipelineSettings(
        names,
        accounts,
        requests,
        other,
        judgeEvery,
        commitFloor,
        judgementsAtATime,
        judgeCrowdWithin,
        unpackedBooks,
        tickEvery,
        clock,
        kept);
  }
}
