package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.AccountTask;
import io.evenkeel.core.approval.BatchHash;
import io.evenkeel.core.approval.ContentHash;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.book.Restriction;
import io.evenkeel.core.history.Execution;
import io.evenkeel.core.rebalance.Limit;
import io.evenkeel.core.rebalance.LineNote;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order that is large beside the average daily volume")
class HeldOrdersTest {
  /** 40 of AAA are to be sold, 40 of BBB bought. */
  private static Story lopsided() {
    var story = Story.begun();
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    return story.opened("HALVES", List.of(managed("0", "AAA 90", "BBB 10")));
  }

  private static Story handedOver(String volumeOfBbb) {
    var story = lopsided();
    story.boards.volume("BBB", volumeOfBbb);
    story.build("R-1");
    story.approve("R-1");
    return story;
  }

  private static Order bought(Story story) {
    return story.openBatch().orders().get(1);
  }

  private static Ask.ReleaseOrders all(Story story) {
    return new Ask.ReleaseOrders(story.openBatch().batchId(), new TreeSet<>());
  }

  @Test
  void isHeldAboveAThousandthOfItAndNotAtIt() {
    assertThat(bought(handedOver("39999")).held()).isTrue();
    assertThat(bought(handedOver("40000")).held()).isFalse();
  }

  @Test
  void isNotHeldWhereTheVolumeIsNotKnown() {
    assertThat(handedOver("40000").openBatch().orders().get(0).held()).isFalse();
  }

  @Test
  void goesOutInItsBatchWithTheRestAndWaitsThere() {
    var story = handedOver("100");

    var released = story.said(Output.Release.class);
    assertThat(released).hasSize(1);
    assertThat(released.get(0).batch().orders())
        .extracting(Order::securityId, Order::held)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("AAA", false),
            org.assertj.core.groups.Tuple.tuple("BBB", true));
  }

  @Test
  void isShownInTheProposalBeforeAnybodyApproves() {
    var story = lopsided();
    story.boards.volume("BBB", "100");
    story.build("R-1");

    var built = story.said(Output.Built.class).get(0).proposal();
    assertThat(built.notes())
        .extracting(LineNote::line, LineNote::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("SECURITY:BBB", Limit.Code.LIQUIDITY));
    assertThat(RecomputeProposal.answer(built)).isEqualTo(new RecomputeProposal.Answer.Agrees());
  }

  @Test
  void raisesAnAdvisoryAsLongAsItWaits() {
    var story = handedOver("100").forgotten();

    story.judged();
    assertThat(story.advisories()).containsExactly("+ORDERS_HELD");
    story.command(all(story));
    story.judged();
    assertThat(story.advisories()).containsExactly("+ORDERS_HELD", "-ORDERS_HELD");
  }

  @Test
  void isReleasedByCommandUnderTheIdThatItAlwaysHad() {
    var story = handedOver("100");
    var id = bought(story).orderId();
    var whole = story.openBatch();
    story.forgotten();

    story.command("C-release", all(story));

    var release = story.said(Output.Release.class).get(0).release();
    assertThat(release.orders())
        .extracting(Order::orderId, Order::held)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(id, false));
    assertThat(release.id()).isEqualTo(whole.batchId() + "/C-release");
    assertThat(ContentHash.isOf(release.batch())).as("it is what was approved").isTrue();
    assertThat(BatchHash.isOf(release)).as("with all that it carries").isTrue();
    assertThat(release.batch().batchHash()).isEqualTo(whole.batchHash());
    assertThat(story.rejections()).isEmpty();
  }

  @Test
  void isReleasedOnceHoweverOftenItIsAsked() {
    var story = handedOver("100");
    story.command("C-1", all(story));
    story.forgotten();

    story.command("C-1", all(story));
    story.command("C-2", all(story));

    assertThat(story.said(Output.Release.class)).isEmpty();
    assertThat(story.rejections()).containsExactly(RejectionCode.NOTHING_HELD);
  }

  @Test
  void isNotReleasedByAWrongBatchOrOrderOrAfterTheDay() {
    var story = handedOver("100").forgotten();

    story.command(new Ask.ReleaseOrders("B-other", new TreeSet<>()));
    story.command(
        new Ask.ReleaseOrders(
            story.openBatch().batchId(),
            new TreeSet<>(List.of(story.openBatch().orders().get(0).orderId()))));
    story.later(Duration.ofHours(6)).command(all(story));

    assertThat(story.rejections())
        .containsExactly(
            RejectionCode.UNKNOWN_BATCH, RejectionCode.NOTHING_HELD, RejectionCode.WRONG_STATE);
    assertThat(story.said(Output.Release.class)).isEmpty();
  }

  @Test
  void isHeldAgainWhereTheLastStepRefusesToLetItOut() {
    var story = handedOver("100");
    var id = bought(story).orderId();
    story.command("C-1", all(story));

    var task =
        new AccountTask.ReleaseRefused(
            "R-1",
            "A-1",
            story.openBatch().batchId(),
            "BBB is halted",
            story.now,
            new TreeSet<>(List.of(id)),
            "C-1");
    story.does((b, m) -> Approving.releaseRefused(b, task, m));

    assertThat(bought(story).held()).isTrue();
    assertThat(story.openBatch().orders()).hasSize(2);
    assertThat(story.said(Output.TakenBack.class))
        .containsExactly(
            new Output.TakenBack(
                "C-1",
                RejectionCode.RELEASE_REFUSED,
                "Orders [%s] stay held: BBB is halted".formatted(id),
                story.now));
    story.forgotten().command("C-2", all(story));
    assertThat(story.said(Output.Release.class)).hasSize(1);
  }

  @Test
  void isAnsweredByTheReasonAgainWhereTheRefusedReleaseIsSentAgain() {
    var story = handedOver("100");
    story.command("C-1", all(story));
    var task =
        new AccountTask.ReleaseRefused(
            "R-1",
            "A-1",
            story.openBatch().batchId(),
            "firm F-1 is halted",
            story.now,
            new TreeSet<>(List.of(bought(story).orderId())),
            "C-1");
    story.does((b, m) -> Approving.releaseRefused(b, task, m));
    story.forgotten();

    story.command("C-1", all(story));

    assertThat(story.said(Output.Release.class)).isEmpty();
    assertThat(story.rejections()).containsExactly(RejectionCode.RELEASE_REFUSED);
  }

  @Test
  void isNotReleasedWhileItsSecurityIsHalted() {
    var story = handedOver("100").forgotten();
    story.boards.halted("BBB");

    story.command(all(story));

    assertThat(bought(story).held()).isTrue();
    assertThat(story.said(Output.Release.class)).isEmpty();
    var said = story.said(Output.Rejected.class).get(0);
    assertThat(said.code()).isEqualTo(RejectionCode.RESTRICTED);
    assertThat(said.sentence())
        .isEqualTo(
            "Trading in BBB is halted. Order %s to buy BBB stays held; release others by naming them, or release it once that is over."
                .formatted(bought(story).orderId()));
  }

  @Test
  void isNotReleasedAgainstARestrictionThatCameSince() {
    var story = handedOver("100").forgotten();
    story.restricted(new Restriction("BBB", Restriction.Kind.DO_NOT_BUY, null, null, null, null));

    story.command(all(story));

    assertThat(bought(story).held()).isTrue();
    var said = story.said(Output.Rejected.class).get(0);
    assertThat(said.code()).isEqualTo(RejectionCode.RESTRICTED);
    assertThat(said.sentence()).startsWith("BBB is restricted: it is not bought.");
  }

  @Test
  void isReleasedWhereOnlyTheOtherSideIsRestricted() {
    var story = handedOver("100").forgotten();
    story.restricted(new Restriction("BBB", Restriction.Kind.DO_NOT_SELL, null, null, null, null));

    story.command(all(story));

    assertThat(story.said(Output.Release.class)).hasSize(1);
  }

  @Test
  void keepsTheAccountInFlightUntilItIsFilledOrExpired() {
    var story = handedOver("100");
    story.executed(story.fill(story.orderOf("AAA"), "40"));
    assertThat(story.stage()).isEqualTo(Stage.IN_FLIGHT);

    story.executed(story.said(Execution.Type.EXPIRED, story.orderOf("BBB")));

    assertThat(story.stage()).isEqualTo(Stage.AWAITING_POSITIONS);
    assertThat(story.book.batches().open()).isNotNull();
  }
}
