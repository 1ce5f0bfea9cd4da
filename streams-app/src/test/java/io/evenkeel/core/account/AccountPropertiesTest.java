package io.evenkeel.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.AcrLife;
import io.evenkeel.core.approval.BatchHash;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.ContentHash;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.drift.DriftMemory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whatever happens to an account")
class AccountPropertiesTest {
  private static final int STEPS = 200;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  private static RandomLife lived(long seed) {
    var life = new RandomLife(seed);
    for (var step = 0; step < STEPS; step++) {
      life.happens();
    }
    return life;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itsEventsAreNumberedFromOneWithoutGaps(long seed) {
    var story = lived(seed).story;

    assertThat(story.events().stream().map(e -> e.sequence()))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, story.book.drift().sequence()).boxed().toList());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noProposalIsPendingBesideAnOpenBatch(long seed) {
    var life = new RandomLife(seed);
    for (var step = 0; step < STEPS; step++) {
      life.happens();
      var book = life.story.book;
      assertThat(book.pending() != null && book.batches().open() != null).isFalse();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyAcrLivesALegalLife(long seed) {
    var states = new HashMap<String, Acr.State>();

    for (var changed : lived(seed).story.said(Output.AcrChanged.class)) {
      var before = states.put(changed.acr().acrId(), changed.state());
      if (before == null) {
        assertThat(changed.state()).isEqualTo(Acr.State.PROPOSED);
      } else {
        assertThat(AcrLife.next(before)).contains(changed.state());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyAcrThatHasNotEndedIsPendingOrInFlight(long seed) {
    var story = lived(seed).story.judged();
    var states = new HashMap<String, Acr.State>();
    story.said(Output.AcrChanged.class).forEach(c -> states.put(c.acr().acrId(), c.state()));

    var alive =
        states.entrySet().stream()
            .filter(acr -> !AcrLife.isTerminal(acr.getValue()))
            .map(Map.Entry::getKey)
            .toList();

    var reported = story.book.reported();
    var open = reported == null ? List.<String>of() : reported.openAcrIds();
    assertThat(open).containsExactlyInAnyOrderElementsOf(alive);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsReleasedTwiceOrUnapproved(long seed) {
    var story = lived(seed).story;
    var orders = new HashSet<String>();
    var ids = new HashSet<String>();

    for (var released : story.said(Output.Release.class)) {
      assertThat(BatchHash.isOf(released.release())).isTrue();
      if (released.release().kind() != BatchRelease.Kind.WHOLE) {
        assertThat(ids.add(released.release().id())).isTrue();
        continue;
      }
      var batch = released.batch();
      assertThat(ContentHash.isOf(batch)).isTrue();
      for (Order order : batch.orders()) {
        assertThat(orders.add(order.orderId())).isTrue();
      }
      assertThat(story.outcomes()).anyMatch(outcome -> proposes(outcome, batch.contentHash()));
      assertThat(story.outcomes()).contains(new AccountOutcome.HandedOver(batch, released.at()));
    }
  }

  private static boolean proposes(AccountOutcome outcome, String contentHash) {
    return outcome instanceof AccountOutcome.Proposed proposed
        && proposed.proposal().contentHash().equals(contentHash);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameInputsGiveTheSameOutputsAndIds(long seed) {
    assertThat(lived(seed).story.outputs).isEqualTo(lived(seed).story.outputs);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void commandsThatComeAgainAreAnsweredTheSameAndChangeNothing(long seed) {
    var life = new RandomLife(seed);
    for (var step = 0; step < STEPS; step++) {
      life.happens();
      if (step % 50 == 49) {
        assertThatCommandsAgainChangeNothing(life);
      }
    }
  }

  private static void assertThatCommandsAgainChangeNothing(RandomLife life) {
    var story = life.story;
    var before = story.book;
    var said = story.outputs.size();

    life.commands.forEach(story::command);

    assertThat(story.book).isSameAs(before);
    assertThat(story.outputs.subList(said, story.outputs.size()))
        .allMatch(output -> output instanceof Output.KeptOut || output instanceof Output.Rejected);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void judgingAgainSaysNothingAndChangesNothing(long seed) {
    var life = new RandomLife(seed);
    for (var step = 0; step < STEPS; step++) {
      life.happens();
      life.story.judged();
      var before = life.story.book;

      var again = life.story.does(Monitoring::judge);

      assertThat(again.outputs()).isEmpty();
      assertThat(again.book()).isSameAs(before);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatStandsIsWhatWasRaisedAndNotCleared(long seed) {
    var story = lived(seed).story;
    var standing = new HashMap<Advisory.Key, Advisory>();

    for (var changed : story.said(Output.AdvisoryChanged.class)) {
      if (changed.raised()) {
        standing.put(changed.advisory().key(), changed.advisory());
      } else {
        assertThat(standing.remove(changed.advisory().key())).isEqualTo(changed.advisory());
      }
    }

    assertThat(story.book.raised()).isEqualTo(standing);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theStatusSaysWhatTheBookRemembers(long seed) {
    var story = lived(seed).story.judged();
    var written = story.said(Output.Status.class);
    if (written.isEmpty()) {
      return;
    }

    var status = written.get(written.size() - 1).report();

    assertThat(status).isEqualTo(story.book.reported());
    assertThat(status.lastSequence()).isEqualTo(story.book.drift().sequence());
    assertThat(status.status() == MonitoringStatus.NOT_MONITORED)
        .isEqualTo(story.book.drift().standing() == DriftMemory.Standing.NOT_JUDGED);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theLookSaysWhatJudgingWouldWrite(long seed) {
    var life = new RandomLife(seed);
    for (var step = 0; step < STEPS; step++) {
      life.happens();
      var look = Monitoring.look(life.story.book, life.story.moment());

      assertThat(life.story.judged().book.reported()).isEqualTo(look.report());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsDueThatWasDoneOnTime(long seed) {
    var life = new RandomLife(seed);
    for (var step = 0; step < STEPS; step++) {
      life.happens();
      life.story.judged();
      var next = Deadlines.next(life.story.book, life.story.settings);

      assertThat(next == null || next.isAfter(life.story.now)).isTrue();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyRunOfACashMovementLivesALegalLife(long seed) {
    var states = new HashMap<String, CashRun.State>();

    for (var moved : lived(seed).story.said(Output.CashMoved.class)) {
      var run = moved.run();
      var before = states.put(run.runId(), run.state());
      if (before == null) {
        assertThat(run.state()).isIn(CashRun.State.SCHEDULED, CashRun.State.PROCESSING);
      } else if (before != run.state()) {
        assertThat(CashRun.next(before)).contains(run.state());
      } else {
        assertThat(run.state())
            .as("said again with news, or tried again and failed again")
            .isIn(CashRun.State.PROCESSING, CashRun.State.FAILED);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void atMostOneCashMovementIsOpenAndItsBatchIsTheOpenOne(long seed) {
    var life = new RandomLife(seed);
    for (var step = 0; step < STEPS; step++) {
      life.happens();
      var book = life.story.book;
      var open = book.batches().open();
      assertThat(book.movements().runs().stream().filter(CashRun::isOpen).count())
          .isLessThanOrEqualTo(1);
      for (var run : book.movements().runs()) {
        if (run.state() == CashRun.State.WORKING) {
          assertThat(open == null ? null : open.batchId()).isEqualTo(run.batchId());
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyCashMovementIsCarriedOutAtMostOnce(long seed) {
    var handedOver = new HashMap<String, Long>();
    var story = lived(seed).story;

    for (var moved : story.said(Output.CashMoved.class)) {
      if (moved.run().state() == CashRun.State.COMPLETED) {
        handedOver.merge(moved.run().runId(), 1L, Long::sum);
      }
    }

    assertThat(handedOver.values()).allMatch(times -> times == 1);
  }
}
