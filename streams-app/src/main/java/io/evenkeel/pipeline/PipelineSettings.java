package io.evenkeel.pipeline;

import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.approval.RequestSettings;
import java.time.Duration;

/**
 * What the topology is built with.
 *
 * @param judgeEvery how often the boards are looked at
 * @param commitFloor least time between two commits that are asked for because something was said
 * @param judgementsAtATime accounts that one task judges at one look at most
 * @param unpackedBooks books that one task keeps unpacked at most, some 10 KB each
 * @param tickEvery how often requests look at the clock
 */
public record PipelineSettings(
    TopicNames names,
    AccountSettings accounts,
    RequestSettings requests,
    Duration judgeEvery,
    Duration commitFloor,
    int judgementsAtATime,
    int unpackedBooks,
    Duration tickEvery) {
  private static final int JUDGEMENTS_AT_A_TIME = 2_000;
  private static final int UNPACKED_BOOKS = 20_000;

  /** The usual pace. */
  public static PipelineSettings of(
      TopicNames names, AccountSettings accounts, RequestSettings requests) {
    return new PipelineSettings(
        names,
        accounts,
        requests,
        Duration.ofMillis(5),
        Duration.ofMillis(5),
        JUDGEMENTS_AT_A_TIME,
        UNPACKED_BOOKS,
        Duration.ofMillis(100));
  }

  /** The same, looking at the boards at another pace. */
  public PipelineSettings judgingEvery(Duration pace) {
    return new PipelineSettings(
        names, accounts, requests, pace, commitFloor, judgementsAtATime, unpackedBooks, tickEvery);
  }
}
