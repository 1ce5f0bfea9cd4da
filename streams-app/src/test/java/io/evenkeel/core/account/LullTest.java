package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.history.Execution.Type;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account has nothing to trade")
class LullTest {
  private static final List<Sleeve> ONE_SHARE = List.of(managed("150", "AAA 1"));

  /** One share of 100 in an account of 250: neither one nor two are half of it. */
  private static Story small() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.51"), cash("0.49"));
    story.opened("HALF", ONE_SHARE);
    assertThat(story.stage()).isEqualTo(Stage.QUEUED);
    return story;
  }

  private static Story lulled() {
    var story = small();
    story.build("R-1");
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.NoTrades.class);
    assertThat(story.stage()).isEqualTo(Stage.NOTHING_TO_TRADE);
    return story;
  }

  @Test
  void afterABuildWithoutTradesWhileItIsStillFlagged() {
    var story = lulled();

    assertThat(story.status().causes()).containsExactly(Cause.DRIFT);
    assertThat(story.status().flagged()).isTrue();
  }

  @Test
  void butNotAfterABuildWithoutTradesThatLeavesItUnflagged() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    story.opened("HALF", List.of(managed("5000", "AAA 50"))).rebalancing(false);
    story.rebalancing(true).build("R-1");

    assertThat(story.stage()).isNull();
    assertThat(story.book.nothingToTrade()).isNull();
  }

  @Test
  void whereLinesAreStillBreachedAfterABatchCameBack() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.51"), cash("0.49"));
    story.opened("HALF", List.of(managed("50", "AAA 2")));
    story.build("R-1");
    story.approve("R-1");
    story.filled().positionsThroughNow(ONE_SHARE);

    assertThat(story.stage()).isEqualTo(Stage.NOTHING_TO_TRADE);
  }

  @Test
  void butNotWhereNoLineIsBreachedAfterABatchCameBack() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    story.opened("HALF", List.of(managed("1000", "AAA 90")));
    story.build("R-1");
    story.approve("R-1");
    story.filled().positionsThroughNow(List.of(managed("5000", "AAA 50")));

    assertThat(story.stage()).isNull();
  }

  @Test
  void untilItsPositionsChange() {
    var story = lulled();

    story.positions(ONE_SHARE);
    assertThat(story.stage()).as("the same again").isEqualTo(Stage.NOTHING_TO_TRADE);

    story.positions(List.of(managed("151", "AAA 1")));
    assertThat(story.stage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void untilItsTargetChanges() {
    var story = lulled();

    story.boards.target("HALF", security("AAA", "0.52"), cash("0.48"));

    assertThat(story.stage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void untilTheSetOfBreachedLinesChanges() {
    var story = lulled();
    assertThat(story.status().breached()).containsOnlyKeys("SECURITY:AAA", "CASH");

    story.boards.price("AAA", "99");
    assertThat(story.stage()).as("the same lines").isEqualTo(Stage.NOTHING_TO_TRADE);

    story.boards.price("AAA", "500");
    assertThat(story.stage()).as("on the other side").isEqualTo(Stage.QUEUED);
  }

  @Test
  void untilTheNextBusinessDayWhereItsCustodianIs() {
    var story = lulled();
    var midnight = Instant.parse("2026-11-19T05:00:00Z");
    assertThat(Deadlines.next(story.book, story.settings)).isEqualTo(midnight);

    story.now = midnight.minusMillis(1);
    assertThat(story.ticked().stage()).isEqualTo(Stage.NOTHING_TO_TRADE);

    story.now = midnight;
    assertThat(story.ticked().status().stage()).isEqualTo(Stage.QUEUED);
    assertThat(Deadlines.next(story.book, story.settings)).isNull();
  }

  @Test
  void overTheWeekend() {
    var story = small();
    story.now = Instant.parse("2026-11-20T22:00:00Z");
    story.build("R-1");

    story.now = Instant.parse("2026-11-22T16:00:00Z");
    assertThat(story.stage()).as("on Sunday").isEqualTo(Stage.NOTHING_TO_TRADE);

    story.now = Instant.parse("2026-11-23T05:00:00Z");
    assertThat(story.stage()).as("on Monday").isEqualTo(Stage.QUEUED);
  }

  @Test
  void withoutBeingSaidByAnyEvent() {
    var story = small().forgotten();

    story.build("R-1");
    story.judged();

    assertThat(story.events()).isEmpty();
    assertThat(story.said(Output.Status.class)).hasSize(1);
  }

  @Test
  void untilItIsSwitchedOffAndOn() {
    var story = lulled();

    story.rebalancing(false).rebalancing(true);

    assertThat(story.stage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void butIsPendingApprovalWhereAProposalIs() {
    var story = lulled();
    story.boards.target("HALF", security("AAA", "0.9"), cash("0.1"));

    story.build("R-2");

    assertThat(story.stage()).isEqualTo(Stage.PENDING_APPROVAL);
  }

  @Test
  void whereEverythingWasRejectedToo() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    story.opened("HALF", List.of(managed("1000", "AAA 90")));
    story.build("R-1");
    story.approve("R-1");
    story.executed(story.said(Type.REJECT, story.orderOf("AAA")));

    assertThat(story.stage()).isEqualTo(Stage.NOTHING_TO_TRADE);
  }
}
