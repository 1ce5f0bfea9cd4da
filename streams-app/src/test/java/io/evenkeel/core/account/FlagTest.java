package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.drift.DriftEventKind;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.history.Execution;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account is flagged")
class FlagTest {
  private static Story half() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    return story.opened("HALF", List.of(managed("5000", "AAA 50")));
  }

  private static Story inModel() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 0.05", "BBB 0.95");
    story.boards.target("ALL", model("TECH", "1"));
    return story.opened("ALL", List.of(managed("0"), following("TECH", "0", "AAA 5", "BBB 95")));
  }

  @Test
  void whileATriggeringLineIsBreached() {
    var story = half();

    story.boards.price("AAA", "200");
    story.judged();

    assertThat(story.kinds()).containsExactly(DriftEventKind.FLAGGED);
    assertThat(story.lastEvent().causes()).containsExactly(Cause.DRIFT);

    story.boards.price("AAA", "100");
    story.judged();

    assertThat(story.kinds()).containsExactly(DriftEventKind.FLAGGED, DriftEventKind.CLEARED);
  }

  @Test
  void notByAnExcursionThatEndsBeforeItIsJudged() {
    var story = half();

    story.boards.price("AAA", "200");
    story.boards.price("AAA", "100");
    story.judged();

    assertThat(story.events()).isEmpty();
  }

  @Test
  void whileItsTargetIsAnotherThanAcknowledged() {
    var story = half();
    story.boards.target("OTHER", security("AAA", "0.49"), cash("0.51"));

    story.assign("OTHER").judged();

    assertThat(story.lastEvent().causes()).containsExactly(Cause.TARGET);
  }

  @Test
  void notByATargetThatWasEditedAndEditedBack() {
    var story = half();
    story.boards.target("HALF", security("AAA", "0.49"), cash("0.51"));
    story.judged();
    assertThat(story.lastEvent().causes()).containsExactly(Cause.TARGET);

    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    story.judged();

    assertThat(story.kinds()).containsExactly(DriftEventKind.FLAGGED, DriftEventKind.CLEARED);
  }

  @Test
  void whenASubTargetIsEdited() {
    var story = Story.begun();
    story.boards.target("SUB", security("AAA", "1"));
    story.boards.target("TOP", Component.of(Component.Kind.SUBTARGET, "SUB", "0.5"), cash("0.5"));
    story.opened("TOP", List.of(managed("5000", "AAA 50")));

    story.boards.target("SUB", security("AAA", "0.9"), security("BBB", "0.1"));
    story.judged();

    assertThat(story.lastEvent().causes()).contains(Cause.TARGET);
  }

  @Test
  void whenItsTargetIsRemoved() {
    var story = half();

    story.command(new Ask.RemoveTarget());
    story.judged();

    assertThat(story.lastEvent().causes()).containsExactly(Cause.TARGET, Cause.DRIFT);
    assertThat(story.lastEvent().tiles()).containsExactly(Tile.LOW_CASH);
  }

  @Test
  void asInvestedWithoutATargetWhileRebalancingIsOn() {
    var story = Story.begun();

    story.opened(null, List.of(managed("0", "AAA 100")));

    assertThat(story.kinds()).containsExactly(DriftEventKind.FLAGGED);
    assertThat(story.lastEvent().tiles()).containsExactly(Tile.LOW_CASH);
  }

  @Test
  void untilTheFirstAcknowledgedRebalanceSinceItWasSwitchedOn() {
    var story = half();

    story.rebalancing(false).judged().rebalancing(true).judged();

    assertThat(story.kinds())
        .containsExactly(DriftEventKind.MONITORING_STOPPED, DriftEventKind.FLAGGED);
    assertThat(story.lastEvent().causes()).containsExactly(Cause.SWITCHED_ON);
    assertThat(story.lastEvent().tiles()).containsExactly(Tile.FIRST_REBALANCE);

    story.build("R-1");
    story.judged();

    assertThat(story.lastEvent().kind()).isEqualTo(DriftEventKind.CLEARED);
  }

  @Test
  void notBySwitchingOnWhatIsOn() {
    var story = half();

    story.rebalancing(true).judged();

    assertThat(story.events()).isEmpty();
  }

  @Test
  void notByAModelWeightThatMovesByHalfAPoint() {
    var story = inModel();

    story.boards.model("TECH", "AAA 0.055", "BBB 0.945");
    story.judged();

    assertThat(story.events()).isEmpty();
  }

  @Test
  void whenAModelWeightMovesByMoreThanHalfAPoint() {
    var story = inModel();

    story.boards.model("TECH", "AAA 0.0551", "BBB 0.9449");
    story.judged();

    assertThat(story.lastEvent().causes()).containsExactly(Cause.REALLOCATION);
  }

  @Test
  void notWhileRebalancingIsOff() {
    var story = half().rebalancing(false).judged().forgotten();

    story.boards.price("AAA", "300");
    story.judged();

    assertThat(story.outputs).isEmpty();
  }

  @Test
  void asItWasAfterAnUncheckableSpell() {
    var story = half();
    story.boards.price("AAA", "200");
    story.judged();

    story.boards.withoutPrice("AAA");
    story.judged();
    assertThat(story.status().status()).isEqualTo(MonitoringStatus.UNCHECKABLE);
    assertThat(story.status().flagged()).isTrue();

    story.boards.price("AAA", "200");
    story.judged();

    assertThat(story.kinds())
        .containsExactly(
            DriftEventKind.FLAGGED, DriftEventKind.UNCHECKABLE, DriftEventKind.CHECKABLE);
    assertThat(story.status().status()).isEqualTo(MonitoringStatus.FLAGGED);
  }

  @Test
  void notButUncheckableWhereItsTargetWasDeleted() {
    var story = half();

    story.boards.withoutTarget("HALF");
    story.judged();

    assertThat(story.kinds()).containsExactly(DriftEventKind.UNCHECKABLE);
    assertThat(story.lastEvent().uncheckable())
        .containsExactly(new Uncheckable(Uncheckable.Reason.TARGET_UNKNOWN, "HALF"));
  }

  @Test
  void notButUncheckableWhereItsModelWasDeleted() {
    var story = inModel();

    story.boards.withoutModel("TECH");
    story.judged();

    assertThat(story.lastEvent().uncheckable())
        .containsExactly(new Uncheckable(Uncheckable.Reason.MODEL_UNKNOWN, "TECH"));
  }

  @Test
  void whileItsOrdersAreInFlightToo() {
    var story = half();
    story.boards.price("AAA", "200");
    story.judged();
    story.build("R-1");
    story.approve("R-1");
    story.executed(story.said(Execution.Type.ACK, story.orderOf("AAA"))).outputs();
    story.forgotten();

    story.boards.price("AAA", "100");
    story.judged();

    assertThat(story.kinds()).containsExactly(DriftEventKind.CLEARED);
    assertThat(story.status().stage()).isEqualTo(Stage.IN_FLIGHT);
  }

  @Test
  void sinceTheMomentThatItsStatusTellsUntilItIsCleared() {
    var story = half();
    story.boards.price("AAA", "200");
    story.judged();
    var since = story.status().flaggedSince();
    assertThat(since).isEqualTo(story.now);

    story.boards.price("AAA", "10");
    story.later(Duration.ofMinutes(1)).judged();
    assertThat(story.lastEvent().kind()).isEqualTo(DriftEventKind.CHANGED);
    assertThat(story.status().flaggedSince()).isEqualTo(since);

    story.boards.price("AAA", "100");
    story.judged();
    assertThat(story.status().flaggedSince()).isNull();
  }

  @Test
  void inEventsThatAreNumberedFromOneWithoutGaps() {
    var story = half();
    for (var price : List.of("200", "100", "300", "90", "400")) {
      story.boards.price("AAA", price);
      story.judged();
    }

    assertThat(story.events().stream().map(e -> e.sequence()))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, story.events().size()).boxed().toList());
    assertThat(story.status().lastSequence()).isEqualTo(story.events().size());
  }

  @Test
  void inAStatusThatIsWrittenOnChangeAndNeverPerTick() {
    var story = half().forgotten();

    for (var price : List.of("101", "102", "103")) {
      story.boards.price("AAA", price);
      story.judged();
    }
    assertThat(story.said(Output.Status.class)).isEmpty();

    story.boards.price("AAA", "200");
    story.judged();
    assertThat(story.said(Output.Status.class)).hasSize(1);
  }

  @Test
  void inALookThatSaysAndRemembersNothing() {
    var story = half();
    story.boards.price("AAA", "200");
    var before = story.book;

    var look = Monitoring.look(story.book, story.moment());

    assertThat(story.book).isSameAs(before);
    assertThat(look.report()).extracting("status").isEqualTo(MonitoringStatus.FLAGGED);
    assertThat(story.judged().status()).isEqualTo(look.report());
  }

  @Test
  void inALookEvenWhereNobodyMonitorsIt() {
    var story = half().rebalancing(false).judged();

    var look = Monitoring.look(story.book, story.moment());

    assertThat(look.judgement()).isInstanceOf(Judgement.Checkable.class);
    assertThat(look.report()).extracting("status").isEqualTo(MonitoringStatus.NOT_MONITORED);
  }
}
