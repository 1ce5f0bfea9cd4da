package io.evenkeel.core.approval;

import static io.evenkeel.core.approval.Samples.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.RequestAccountState.Status;
import io.evenkeel.core.rebalance.IssueCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any commands, outcomes and ticks, in any order; {@link RequestRun} counts again after each. */
@DisplayName("Whatever comes, in whatever order, a request")
class RequestPropertiesTest {
  private static final int INPUTS = 200;
  private static final List<String> ACCOUNTS = List.of("A-1", "A-2", "A-3", "A-4");

  private static final RequestPhase[] ENDS = {
    RequestPhase.COMPLETE,
    RequestPhase.COMPLETE_WITH_ERRORS,
    RequestPhase.FAILED,
    RequestPhase.EXPIRED,
    RequestPhase.CANCELED
  };

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tradesOnlyWhatWasApprovedOnceAndInTimeAndEndsForGood(long seed) {
    var random = new Random(seed);
    var run = new RequestRun("R-1").send(Samples.submit(ACCOUNTS.toArray(String[]::new)));
    var asked = new HashSet<String>();
    var ended = new HashMap<String, Status>();
    var now = TEN;

    for (var i = 0; i < INPUTS; i++) {
      now = later(now, random);
      var before = run.phase();
      step(run, random, i, now);

      assertPhaseIsReachable(before, run.phase());
      assertOnlyProposalsWereApproved(run, asked, now);
      assertAccountsThatEndedStayed(run, ended);
      assertEveryChangeIsTold(run);
    }
  }

  @Test
  void comesToEveryEndThatThereIsInTheRunsAbove() {
    var ends = new HashSet<RequestPhase>();
    seeds()
        .forEach(
            seed -> {
              var random = new Random(seed);
              var run = new RequestRun("R-1").send(Samples.submit("A-1", "A-2", "A-3", "A-4"));
              var now = TEN;
              for (var i = 0; i < INPUTS; i++) {
                now = later(now, random);
                step(run, random, i, now);
              }
              ends.add(run.phase());
            });

    assertThat(ends).contains(ENDS);
  }

  private static Instant later(Instant now, Random random) {
    return now.plusMillis(random.nextInt(100) == 0 ? 6 * 3_600_000 : random.nextInt(2_000));
  }

  private static void step(RequestRun run, Random random, int i, Instant now) {
    var account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
    var header = Samples.header("c-" + random.nextInt(i + 1), now);
    switch (random.nextInt(12)) {
      case 0 -> run.send(new RequestCommand.Approve(header, except(random), Map.of(), null));
      case 1 -> cancelRarely(run, random, header);
      case 2 -> run.pass(now);
      case 3 -> run.send(new RequestCommand.Submit(header, ACCOUNTS, null, null));
      case 4 -> run.take(Samples.failed(account, anyIssue(random), now));
      case 5 -> run.take(Samples.noTrades(account, now));
      case 6 -> run.take(Samples.handedOver(account, now));
      case 7 -> run.take(Samples.progress(account, String.valueOf(1 + random.nextInt(10)), now));
      case 8 -> run.take(Samples.opened("R-1", account, now));
      default -> run.take(Samples.proposed(account, now));
    }
  }

  private static void cancelRarely(RequestRun run, Random random, RequestCommand.Header header) {
    if (random.nextInt(20) == 0) {
      run.send(new RequestCommand.Cancel(header));
    } else {
      run.pass(header.at());
    }
  }

  private static List<String> except(Random random) {
    return ACCOUNTS.stream().filter(a -> random.nextInt(4) == 0).toList();
  }

  private static IssueCode anyIssue(Random random) {
    return IssueCode.values()[random.nextInt(IssueCode.values().length)];
  }

  private static void assertPhaseIsReachable(RequestPhase before, RequestPhase after) {
    assertThat(after == before || reachable(before).contains(after))
        .as("%s after %s", after, before)
        .isTrue();
  }

  /** One input may bring the clock forward first, and so take several steps. */
  private static Set<RequestPhase> reachable(RequestPhase from) {
    var reached = new HashSet<>(from.next());
    from.next().forEach(next -> reached.addAll(reachable(next)));
    return reached;
  }

  private static void assertOnlyProposalsWereApproved(
      RequestRun run, Set<String> asked, Instant now) {
    for (var task : run.tasks()) {
      if (task instanceof AccountTask.Approve approve) {
        assertThat(asked.add(approve.accountId())).as("%s is asked once", approve).isTrue();
        assertThat(now).isBefore(run.request().expiresAt());
        assertThat(run.row(approve.accountId()).contentHash()).isNotNull();
      }
    }
  }

  private static void assertAccountsThatEndedStayed(RequestRun run, Map<String, Status> ended) {
    for (var row : run.rows()) {
      var earlier = ended.get(row.accountId());
      assertThat(earlier == null || earlier == row.status()).isTrue();
      if (row.status().next().isEmpty()) {
        ended.put(row.accountId(), row.status());
      }
    }
  }

  private static void assertEveryChangeIsTold(RequestRun run) {
    var told = new ArrayList<RequestAccountState>();
    for (var output : run.outputs()) {
      if (output instanceof RequestOutput.HistoryAccount account) {
        told.add(account.account());
      }
      if (output instanceof RequestOutput.History history) {
        assertThat(history.request()).isEqualTo(run.request());
      }
    }
    assertThat(told).allMatch(row -> run.row(row.accountId()).equals(row));
  }
}
