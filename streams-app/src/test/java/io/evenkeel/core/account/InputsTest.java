package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.ACCOUNT;
import static io.evenkeel.core.account.Story.MORNING;
import static io.evenkeel.core.account.Story.being;
import static io.evenkeel.core.account.Story.changed;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.DriftEventKind;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.rebalance.IssueCode;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account takes in")
class InputsTest {
  private static final List<Sleeve> HALF = List.of(managed("5000", "AAA 50"));

  private static Story halfAndHalf() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), Story.cash("0.5"));
    return story.opened("HALF", HALF);
  }

  @Test
  void positionsBeforeItsAccountAndKeepsThem() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), Story.cash("0.5"));

    story.positions(HALF).judged();
    assertThat(story.outputs).isEmpty();

    story.account(ACCOUNT);
    story.command(new Ask.OpeningState("HALF", true, true, new TreeMap<>()));
    story.judged();

    assertThat(story.status().status()).isEqualTo(MonitoringStatus.NOT_FLAGGED);
  }

  @Test
  void noOlderVersionOfPositionsAfterANewerOne() {
    var story = halfAndHalf().forgotten();

    story.positions(9, null, List.of(managed("4000", "AAA 60")));
    story.positions(8, null, List.of(managed("0", "AAA 100")));

    assertThat(story.said(Output.KeptOut.class))
        .extracting(Output.KeptOut::kind)
        .containsExactly(Output.KeptOut.Kind.SUPERSEDED);
    assertThat(story.book.positions()).extracting("version").isEqualTo(9L);
  }

  @Test
  void theSameVersionOfPositionsOnce() {
    var story = halfAndHalf().forgotten();
    var before = story.book;

    story.positions(1, null, List.of(managed("0", "AAA 100")));

    assertThat(story.book).isSameAs(before);
    assertThat(story.said(Output.KeptOut.class))
        .extracting(Output.KeptOut::kind)
        .containsExactly(Output.KeptOut.Kind.DUPLICATE);
  }

  @Test
  void aTombstoneOfPositionsAndIsUncheckable() {
    var story = halfAndHalf().forgotten();

    story.withoutPositions().judged();

    assertThat(story.kinds()).containsExactly(DriftEventKind.UNCHECKABLE);
    assertThat(story.lastEvent().uncheckable())
        .containsExactly(new Uncheckable(Uncheckable.Reason.POSITIONS_MISSING, ""));
  }

  @Test
  void anyVersionOfPositionsAfterATombstone() {
    var story = halfAndHalf().forgotten();

    story.withoutPositions().positions(1, null, HALF).judged();

    assertThat(story.said(Output.KeptOut.class)).isEmpty();
    assertThat(story.status().status()).isEqualTo(MonitoringStatus.NOT_FLAGGED);
  }

  @Test
  void noNegativeQuantity() {
    assertThatThrownBy(() -> managed("0", "AAA -1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AAA must be 0 or more");
  }

  @Test
  void noSecurityTwiceInOneSleeve() {
    assertThatThrownBy(() -> managed("0", "AAA 1", "AAA 2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AAA twice");
  }

  @Test
  void noSecondSleeveOfOneModel() {
    var story = Story.begun();
    var twice =
        List.of(
            managed("0"),
            following("TECH", "0"),
            Story.sleeve("OTHER", Sleeve.Kind.MODEL, "TECH", "0"));

    assertThatThrownBy(() -> story.positions(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two sleeves of model TECH");
  }

  @Test
  void aCurrencyOtherThanUsdAndIsUncheckable() {
    var story = halfAndHalf().forgotten();

    story
        .account(changed("F-1", AccountType.MARGIN, true, null, "CHF", AccountStatus.ACTIVE))
        .judged();

    assertThat(story.lastEvent().uncheckable())
        .containsExactly(new Uncheckable(Uncheckable.Reason.CURRENCY_UNSUPPORTED, ""));
  }

  @Test
  void aStatusOtherThanActiveAndStopsMonitoring() {
    for (var status : EnumSet.complementOf(EnumSet.of(AccountStatus.ACTIVE))) {
      var story = halfAndHalf().forgotten();

      story.account(being(status)).positions(List.of(managed("0", "AAA 100"))).judged();

      assertThat(story.kinds())
          .as("status %s", status)
          .containsExactly(DriftEventKind.MONITORING_STOPPED);
      assertThat(story.status().status()).isEqualTo(MonitoringStatus.NOT_MONITORED);
    }
  }

  @Test
  void aTombstoneThatStopsMonitoring() {
    var story = halfAndHalf().positions(List.of(managed("1000", "AAA 90"))).judged();
    var sequence = story.lastEvent().sequence();

    story.forgotten().account(null).judged();

    assertThat(story.kinds()).containsExactly(DriftEventKind.MONITORING_STOPPED);
    assertThat(story.lastEvent().sequence()).isEqualTo(sequence + 1);
    assertThat(story.lastEvent().subject().firmId()).isEqualTo("F-1");
    assertThat(story.status().status()).isEqualTo(MonitoringStatus.NOT_MONITORED);
  }

  @Test
  void aTombstoneThatFailsWhatIsPending() {
    var story = halfAndHalf().positions(List.of(managed("1000", "AAA 90")));
    story.boards.model("TECH", "BBB 1");
    story.boards.target("HALF", security("AAA", "0.5"), Story.model("TECH", "0.5"));
    story.build("R-1");
    assertThat(story.pending().acrs()).hasSize(1);
    story.forgotten();

    story.account(null);

    assertThat(story.acrStates()).containsExactly(Acr.State.FAILED);
    assertThat(story.outcomes())
        .containsExactly(
            new AccountOutcome.Failed(
                "R-1",
                "A-1",
                IssueCode.UNKNOWN_ACCOUNT,
                "The account was deleted before its proposal was approved.",
                MORNING));
    assertThat(story.book.pending()).isNull();
  }

  @Test
  void aTombstoneAndKeepsSequenceBatchAndOrders() {
    var story = halfAndHalf().positions(List.of(managed("1000", "AAA 90"))).judged();
    story.build("R-1");
    story.approve("R-1");
    var batch = story.openBatch();

    story.account(null).judged();
    story.executed(story.fill(story.orderOf("AAA"), "40"));

    assertThat(story.openBatch()).isEqualTo(batch);
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.Progress.class);
    assertThat(story.book.drift().sequence()).isEqualTo(story.events().size());
  }

  @Test
  void itsAccountAgainAfterATombstoneAndGoesOnCounting() {
    var story = halfAndHalf().positions(List.of(managed("1000", "AAA 90"))).judged();

    story.account(null).judged().account(ACCOUNT).judged();

    assertThat(story.events().stream().map(e -> e.sequence())).containsExactly(1L, 2L, 3L);
    assertThat(story.kinds())
        .containsExactly(
            DriftEventKind.FLAGGED, DriftEventKind.MONITORING_STOPPED, DriftEventKind.FLAGGED);
  }

  @Test
  void theSameAccountAgainAndChangesNothing() {
    var story = halfAndHalf().forgotten();
    var before = story.book;

    story.account(ACCOUNT).judged();

    assertThat(story.book).isSameAs(before);
    assertThat(story.outputs).isEmpty();
  }
}
