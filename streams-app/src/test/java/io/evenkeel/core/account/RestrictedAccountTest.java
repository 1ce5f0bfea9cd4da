package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.book.Restriction;
import io.evenkeel.core.book.Restriction.Kind;
import io.evenkeel.core.book.Restriction.Replacement;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.drift.DriftEventKind;
import io.evenkeel.core.rebalance.IssueCode;
import io.evenkeel.core.rebalance.Limit;
import io.evenkeel.core.rebalance.LineNote;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account with restrictions")
class RestrictedAccountTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-18");

  /** On target: half AAA, half BBB. */
  private static Story halves() {
    var story = Story.begun();
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    return story.opened("HALVES", List.of(managed("0", "AAA 50", "BBB 50")));
  }

  private static Story inModel() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("ALL", model("TECH", "1"));
    return story.opened("ALL", List.of(managed("0"), following("TECH", "0", "AAA 50", "BBB 50")));
  }

  private static Restriction of(String securityId, Kind kind) {
    return new Restriction(securityId, kind, null, null, null, null);
  }

  private static Restriction excluded(
      String securityId, Replacement to, @Nullable LocalDate from, @Nullable LocalDate until) {
    return new Restriction(securityId, Kind.EXCLUDE, to, null, from, until);
  }

  private static Restriction excluded(String securityId, Replacement to) {
    return excluded(securityId, to, null, null);
  }

  private static Restriction replaced(String securityId, String by) {
    return new Restriction(securityId, Kind.SUBSTITUTE, null, by, null, null);
  }

  private static List<String> orders(Story story) {
    return story.pending().orders().stream()
        .map(order -> order.side() + " " + order.line() + " " + order.quantity())
        .toList();
  }

  private static List<LineNote> notes(Story story) {
    var built = story.said(Output.Built.class);
    return built.get(built.size() - 1).proposal().notes();
  }

  @Test
  void isFlaggedByAnExclusionBecauseItsTargetChangedInContent() {
    var story = halves();

    story.restricted(excluded("AAA", Replacement.CASH)).judged();

    assertThat(story.lastEvent().kind()).isEqualTo(DriftEventKind.FLAGGED);
    assertThat(story.lastEvent().causes()).contains(Cause.TARGET, Cause.DRIFT);
  }

  @Test
  void isClearedWhenTheRestrictionIsLiftedAgain() {
    var story = halves();
    story.restricted(excluded("AAA", Replacement.CASH)).judged();

    story.restricted().judged();

    assertThat(story.lastEvent().kind()).isEqualTo(DriftEventKind.CLEARED);
  }

  @Test
  void sellsAnExcludedSecurityAndKeepsTheCash() {
    var story = halves();
    story.restricted(excluded("AAA", Replacement.CASH)).build("R-1");

    assertThat(orders(story)).containsExactly("SELL SECURITY:AAA 50");
  }

  @Test
  void sellsAnExcludedSecurityAndBuysTheRestProRata() {
    var story = halves();
    story.restricted(excluded("AAA", Replacement.PRO_RATA)).build("R-1");

    assertThat(orders(story)).containsExactly("SELL SECURITY:AAA 50", "BUY SECURITY:BBB 50");
  }

  @Test
  void buysTheSubstituteInsteadOfTheReplacedSecurity() {
    var story = halves();
    story.restricted(replaced("AAA", "CCC")).build("R-1");

    assertThat(orders(story)).containsExactly("SELL SECURITY:AAA 50", "BUY SECURITY:CCC 50");
  }

  @Test
  void changesItsModelSleevesToo() {
    var story = inModel();
    story.restricted(replaced("AAA", "CCC")).judged();

    assertThat(story.lastEvent().causes()).contains(Cause.REALLOCATION);
    story.build("R-1");
    assertThat(orders(story)).containsExactly("SELL TECH/AAA 50", "BUY TECH/CCC 50");
  }

  @Test
  void isQuietOnceWhatTheRestrictionAsksForIsApprovedAndFilled() {
    var story = halves();
    story.restricted(replaced("AAA", "CCC")).judged().build("R-1");
    story.approve("R-1");

    story.filled().positionsThroughNow(List.of(managed("0", "BBB 50", "CCC 50"))).judged();

    assertThat(story.lastEvent().kind()).isEqualTo(DriftEventKind.CLEARED);
    story.build("R-2");
    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.NoTrades.class);
  }

  @Test
  void isNotFlaggedByWhatOnlyLimitsTrading() {
    var story = halves().forgotten();

    story.restricted(of("AAA", Kind.DO_NOT_TRADE)).judged();

    assertThat(story.events()).isEmpty();
  }

  @Test
  void tellsTheTruthOfALineThatMayNotBeTraded() {
    var story = halves().restricted(of("AAA", Kind.DO_NOT_SELL));

    story.positions(List.of(managed("0", "AAA 90", "BBB 10"))).judged();
    story.build("R-1");

    assertThat(story.lastOutcome()).isInstanceOf(AccountOutcome.NoTrades.class);
    assertThat(story.stage()).isEqualTo(Stage.NOTHING_TO_TRADE);
    assertThat(story.book.drift().isFlagged()).isTrue();
  }

  @Test
  void hasSomethingToTradeAgainOnceTheRestrictionIsLifted() {
    var story = halves().restricted(of("AAA", Kind.DO_NOT_SELL));
    story.positions(List.of(managed("0", "AAA 90", "BBB 10"))).judged();
    story.build("R-1");

    story.restricted().judged();

    assertThat(story.stage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void heedsARestrictionFromItsFirstDayOn() {
    var tomorrow = TODAY.plusDays(1);
    var story = halves().restricted(excluded("AAA", Replacement.CASH, tomorrow, null)).judged();
    assertThat(story.book.drift().isFlagged()).isFalse();

    story.later(Duration.ofHours(12)).ticked();
    assertThat(story.book.drift().isFlagged()).as("23:00 in New York").isFalse();

    story.later(Duration.ofHours(1)).ticked();
    assertThat(story.book.drift().isFlagged()).as("midnight").isTrue();
  }

  @Test
  void forgetsARestrictionAfterItsLastDay() {
    var story = halves().restricted(excluded("AAA", Replacement.CASH, null, TODAY)).judged();
    assertThat(story.book.drift().isFlagged()).isTrue();

    story.later(Duration.ofHours(13)).ticked();

    assertThat(story.book.drift().isFlagged()).isFalse();
    assertThat(Deadlines.next(story.book, story.settings)).isNull();
  }

  @Test
  void doesNotTradeAProposalThatWasBuiltUnderOtherRestrictions() {
    var story = halves();
    story.positions(List.of(managed("0", "AAA 90", "BBB 10"))).judged().build("R-1");

    story.restricted(of("AAA", Kind.DO_NOT_SELL)).approve("R-1");

    assertThat(story.lastIssue()).isEqualTo(IssueCode.STALE_PROPOSAL);
    assertThat(story.said(Output.Release.class)).isEmpty();
  }

  @Test
  void tradesAProposalThatWasBuiltUnderTheSameRestrictionsPublishedAgain() {
    var story = halves().restricted(of("BBB", Kind.DO_NOT_SELL));
    story.positions(List.of(managed("0", "AAA 90", "BBB 10"))).judged().build("R-1");

    story.restricted().restricted(of("BBB", Kind.DO_NOT_SELL)).approve("R-1");

    assertThat(story.said(Output.Release.class)).hasSize(1);
  }

  @Test
  void saysOnTheLineWhyItIsNotBought() {
    var story = halves().restricted(of("AAA", Kind.DO_NOT_BUY));
    story.positions(List.of(managed("0", "AAA 10", "BBB 90"))).judged().build("R-1");

    assertThat(notes(story))
        .containsExactly(
            new LineNote(
                "SECURITY:AAA",
                "AAA",
                Limit.Code.DO_NOT_BUY,
                "AAA is restricted: it is not bought."));
  }

  @Test
  void saysNothingOnALineThatTheRestrictionDoesNotHinder() {
    var story = halves().restricted(of("AAA", Kind.DO_NOT_BUY));
    story.positions(List.of(managed("0", "AAA 90", "BBB 10"))).judged().build("R-1");

    assertThat(notes(story)).isEmpty();
  }

  @Test
  void saysOnEveryLineWhoseTargetItChangedWhatChangedIt() {
    var story = halves().restricted(replaced("AAA", "CCC"));

    story.build("R-1");

    assertThat(notes(story))
        .extracting(LineNote::line, LineNote::code, LineNote::sentence)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "SECURITY:AAA", Limit.Code.SUBSTITUTE, "AAA is replaced by CCC."),
            org.assertj.core.groups.Tuple.tuple(
                "SECURITY:CCC", Limit.Code.SUBSTITUTE, "AAA is replaced by CCC."));
  }

  @Test
  void saysSoInsideASleeveThatIsOnlyOpenedNow() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.5", "BBB 0.5");
    story.boards.target("MIXED", model("TECH", "0.5"), cash("0.5"));
    story.opened("MIXED", List.of(managed("10000")));

    story.restricted(of("AAA", Kind.DO_NOT_BUY)).build("R-1");

    assertThat(notes(story)).extracting(LineNote::line).containsExactly("TECH/AAA");
    assertThat(orders(story)).containsExactly("BUY TECH/BBB 25");
  }

  @Test
  void proposesWhatCanBeBuiltAgainFromTheProposalAlone() {
    var story = inModel();
    story.restricted(replaced("AAA", "CCC"), of("BBB", Kind.DO_NOT_SELL)).build("R-1");

    var built = story.said(Output.Built.class).get(0).proposal();

    assertThat(RecomputeProposal.answer(built)).isEqualTo(new RecomputeProposal.Answer.Agrees());
  }

  @Test
  void mayHaveRestrictionsBeforeItIsKnown() {
    var story = Story.begun();
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    story.restricted(of("AAA", Kind.DO_NOT_BUY));

    story.opened("HALVES", List.of(managed("10000"))).build("R-1");

    assertThat(orders(story)).containsExactly("BUY SECURITY:BBB 50");
  }
}
