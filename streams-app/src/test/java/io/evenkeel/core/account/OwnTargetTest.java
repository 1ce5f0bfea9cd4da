package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.ACCOUNT;
import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.TradeLogic;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A target of scope ACCOUNT")
class OwnTargetTest {
  private static final String BEFORE = "2026-11-01T00:00:00Z";
  private static final String AFTER = "2026-11-19T00:00:00Z";

  private static Story withOwn(String createdAt) {
    var story = Story.begun();
    story.boards.target("SHARED", security("BBB", "1"));
    story.boards.ownTarget("OWN", "A-1", createdAt, security("AAA", "0.5"), cash("0.5"));
    return story;
  }

  private static Story known(Story story) {
    return story.account(ACCOUNT).positions(List.of(managed("5000", "AAA 50")));
  }

  @Test
  void assignsItselfAsSoonAsBothAreKnown() {
    var story = known(Story.begun()).judged();
    assertThat(story.book.instructions().targetId()).isNull();

    story.boards.ownTarget("OWN", "A-1", BEFORE, security("AAA", "0.5"), cash("0.5"));
    story.judged();

    assertThat(story.book.instructions().targetId()).isEqualTo("OWN");
  }

  @Test
  void assignsItselfOnceAndAnExplicitCommandWinsAfterwards() {
    var story = known(withOwn(BEFORE)).judged();

    story.assign("SHARED").judged();

    assertThat(story.book.instructions().targetId()).isEqualTo("SHARED");
  }

  @Test
  void thatIsRemovedStaysRemoved() {
    var story = known(withOwn(BEFORE)).judged();

    story.command(new Ask.RemoveTarget());
    story.judged();

    assertThat(story.book.instructions().targetId()).isNull();
  }

  @Test
  void neverDisplacesAnExplicitAssignmentThatIsLaterThanItself() {
    var story = known(Story.begun());
    story.boards.target("SHARED", security("BBB", "1"));
    story.assign("SHARED");

    story.boards.ownTarget("OWN", "A-1", BEFORE, cash("1"));
    story.judged();

    assertThat(story.book.instructions().targetId()).isEqualTo("SHARED");
  }

  @Test
  void thatIsLaterThanTheExplicitAssignmentAssignsItself() {
    var story = known(Story.begun());
    story.boards.target("SHARED", security("BBB", "1"));
    story.assign("SHARED");

    story.boards.ownTarget("OWN", "A-1", AFTER, cash("1"));
    story.judged();

    assertThat(story.book.instructions().targetId()).isEqualTo("OWN");
  }

  @Test
  void ofTwoTheOneCreatedLaterIsTaken() {
    var story = known(withOwn(BEFORE)).judged();

    story.boards.ownTarget("A-LATER", "A-1", AFTER, cash("1"));
    story.judged();

    assertThat(story.book.instructions().targetId()).isEqualTo("A-LATER");
  }

  @Test
  void ofTwoCreatedTogetherTheOneWithTheGreaterIdIsTaken() {
    var story = known(withOwn(BEFORE)).judged();

    story.boards.ownTarget("ANOTHER", "A-1", BEFORE, cash("1"));
    story.judged();
    assertThat(story.book.instructions().targetId()).isEqualTo("OWN");

    story.boards.ownTarget("PERSONAL", "A-1", BEFORE, cash("1"));
    story.judged();
    assertThat(story.book.instructions().targetId()).isEqualTo("PERSONAL");
  }

  @Test
  void ofAnotherFirmIsNotTaken() {
    var story = known(Story.begun());
    story.boards.put(
        new Target(
            "OWN",
            "F-2",
            1,
            Instant.parse(BEFORE),
            Target.Scope.ACCOUNT,
            "A-1",
            List.of(cash("1")),
            TradeLogic.BEST_FIT,
            LotMethod.CUSTODIAN_DEFAULT,
            null));

    story.judged();

    assertThat(story.book.instructions().targetId()).isNull();
  }

  @Test
  void standsWhereTheOpeningStateNamesNone() {
    var story = known(withOwn(AFTER));

    story.command(new Ask.OpeningState(null, true, true, new TreeMap<>()));
    story.judged();

    assertThat(story.book.instructions().targetId()).isEqualTo("OWN");
  }

  @Test
  void givesWayToTheTargetThatALaterOpeningStateNames() {
    var ownFirst = known(withOwn(BEFORE)).judged();
    ownFirst.command(new Ask.OpeningState("SHARED", true, true, new TreeMap<>()));

    var openingFirst = known(Story.begun());
    openingFirst.boards.target("SHARED", security("BBB", "1"));
    openingFirst.command(new Ask.OpeningState("SHARED", true, true, new TreeMap<>()));
    openingFirst.boards.ownTarget("OWN", "A-1", BEFORE, cash("1"));

    assertThat(ownFirst.judged().book.instructions().targetId()).isEqualTo("SHARED");
    assertThat(openingFirst.judged().book.instructions().targetId()).isEqualTo("SHARED");
  }
}
