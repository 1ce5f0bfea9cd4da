package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.DriftLine;
import io.evenkeel.schemas.Severity;
import io.evenkeel.schemas.Side;
import io.evenkeel.schemas.Uncheckable;
import io.evenkeel.schemas.UncheckableReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the demo tells of custody")
class CustodyStoryTest {
  private final List<String> told = new ArrayList<>();
  private final CustodyStory story = new CustodyStory(told::add);

  @Test
  void isTheFirstBreakAndItsEnd() {
    story.take(advisory("A-1", "D-1", true));
    story.take(advisory("A-2", "D-2", true));
    story.take(advisory("A-1", "D-1", false));
    story.take(advisory("A-9", "D-9", false));

    assertThat(told)
        .containsExactly(
            "reconciliation: A-1: The custodian has $25.00 less cash than the sleeves add up to."
                + " Nothing is built for it until that is gone or waived",
            "reconciliation: A-1 agrees with its custodian again");
    assertThat(story.summary().get("reconciliationBreaks").toString())
        .isEqualTo("{\"raised\":2,\"gone\":1}");
  }

  @Test
  void isThatHoldersOfASplitWaitedAndAreJudgedAgain() {
    story.take(event("A-1", DriftEventKind.UNCHECKABLE, 1));
    story.take(event("A-2", DriftEventKind.UNCHECKABLE, 1));
    story.take(event("A-1", DriftEventKind.CHECKABLE, 2));
    assertThat(told).isEmpty();
    story.take(event("A-2", DriftEventKind.CHECKABLE, 3));

    assertThat(told)
        .containsExactly(
            "split: all 2 accounts that waited are judged again, on their new shares at the new"
                + " price");
    assertThat(story.summary().get("split").toString())
        .isEqualTo("{\"waited\":2,\"judgedAgain\":2,\"flagged\":0}");
  }

  @Test
  void countsWhoIsFlaggedForItByTheVeryJudgementThatFollows() {
    story.take(event("A-1", DriftEventKind.UNCHECKABLE, 1));
    story.take(event("A-1", DriftEventKind.CHECKABLE, 2));
    story.take(flagged("A-1", "SECURITY:NOVA", 2));
    story.take(flagged("A-2", "SECURITY:NOVA", 2));
    story.take(event("A-3", DriftEventKind.UNCHECKABLE, 1));
    story.take(event("A-3", DriftEventKind.CHECKABLE, 2));
    story.take(flagged("A-3", "SECURITY:XOM", 2));
    story.take(flagged("A-3", "SECURITY:NOVA", 3));

    assertThat(story.summary().at("/split/flagged").asInt()).isOne();
  }

  @Test
  void saysNothingOfAccountsThatWaitForSomethingElse() {
    var event = event("A-1", DriftEventKind.UNCHECKABLE, 1);
    event.setUncheckable(List.of(new Uncheckable(UncheckableReason.PRICE_MISSING, "XOM")));
    story.take(event);
    story.take(event("A-1", DriftEventKind.CHECKABLE, 2));

    assertThat(told).isEmpty();
    assertThat(story.summary().at("/split/waited").asInt()).isZero();
  }

  private static DriftEvent flagged(String accountId, String name, long second) {
    var line = new DriftLine();
    line.setLine(name);
    line.setSide(Side.ABOVE);
    var event = event(accountId, DriftEventKind.FLAGGED, second);
    event.setLines(List.of(line));
    return event;
  }

  private static Advisory advisory(String accountId, String subject, boolean raised) {
    return Advisory.newBuilder()
        .setAccountId(accountId)
        .setCode(AdvisoryCode.RECONCILIATION_BREAK)
        .setSubject(subject)
        .setRaised(raised)
        .setSeverity(Severity.CRITICAL)
        .setSentence("The custodian has $25.00 less cash than the sleeves add up to.")
        .setWhatToDo("Look.")
        .setAt(Batches.AT)
        .build();
  }

  private static DriftEvent event(String accountId, DriftEventKind kind, long second) {
    var event = new DriftEvent();
    event.setAccountId(accountId);
    event.setKind(kind);
    event.setAt(Instant.ofEpochSecond(second));
    event.setUncheckable(
        kind == DriftEventKind.UNCHECKABLE
            ? List.of(new Uncheckable(UncheckableReason.CORPORATE_ACTION_PENDING, "NOVA"))
            : List.of());
    return event;
  }
}
