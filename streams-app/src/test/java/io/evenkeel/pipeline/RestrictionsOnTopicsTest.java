package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.RecomputeProposal;
import io.evenkeel.pipeline.wire.ProposalWire;
import io.evenkeel.schemas.DeadLetterReason;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.ExclusionReplacement;
import io.evenkeel.schemas.Restriction;
import io.evenkeel.schemas.RestrictionType;
import io.evenkeel.schemas.Restrictions;
import io.evenkeel.schemas.TradeLimitCode;
import io.evenkeel.schemas.TradeSide;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Restrictions on their topic")
class RestrictionsOnTopicsTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();

  @BeforeEach
  void openAccount() {
    var now = pipeline.now();
    pipeline
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now))
        .send(Topics.ACCOUNTS, "A-1", account("SCHWAB"))
        .send(Topics.POSITIONS, "A-1", positions(1, now, "100", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", now))
        .look();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private static Restriction.Builder restriction(String securityId, RestrictionType type) {
    return Restriction.newBuilder().setSecurityId(securityId).setType(type);
  }

  private void restrict(Restriction.Builder... restrictions) {
    var all = java.util.Arrays.stream(restrictions).map(Restriction.Builder::build).toList();
    pipeline.send(Topics.RESTRICTIONS, "A-1", new Restrictions(all)).look();
  }

  @Test
  void flagTheAccountAndAreFollowedByTheProposalThatNamesThem() {
    restrict(restriction("XOM", RestrictionType.EXCLUDE));

    assertThat(pipeline.lastOf(Topics.DRIFT_EVENTS).getKind()).isEqualTo(DriftEventKind.FLAGGED);
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1")).look();

    var proposal = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(proposal.getOrders())
        .anyMatch(o -> o.getSecurityId().equals("XOM") && o.getSide() == TradeSide.SELL);
    assertThat(proposal.getNotes())
        .extracting(note -> note.getLine(), note -> note.getCode())
        .contains(
            org.assertj.core.groups.Tuple.tuple("SECURITY:XOM", TradeLimitCode.EXCLUDE),
            org.assertj.core.groups.Tuple.tuple("CASH", TradeLimitCode.EXCLUDE));
    assertThat(RecomputeProposal.answer(ProposalWire.readBuilt(proposal)))
        .isEqualTo(new RecomputeProposal.Answer.Agrees());
  }

  @Test
  void areLiftedByATombstone() {
    restrict(restriction("XOM", RestrictionType.EXCLUDE));

    pipeline.send(Topics.RESTRICTIONS, "A-1", null).look();

    assertThat(pipeline.lastOf(Topics.DRIFT_EVENTS).getKind()).isEqualTo(DriftEventKind.CLEARED);
  }

  @Test
  void thatNameASecurityTwiceArePutAsideAndChangeNothing() {
    restrict(
        restriction("XOM", RestrictionType.DO_NOT_BUY),
        restriction("XOM", RestrictionType.DO_NOT_SELL));

    assertRefused("XOM is restricted twice");
  }

  @Test
  void thatContradictThemselvesArePutAsideWithASentence() {
    restrict(
        restriction("XOM", RestrictionType.DO_NOT_BUY)
            .setReplacement(ExclusionReplacement.PRO_RATA));
    assertRefused("EXCLUDE names a replacement");
    restrict(restriction("XOM", RestrictionType.SUBSTITUTE));
    assertRefused("SUBSTITUTE names a substitute");
    restrict(restriction("XOM", RestrictionType.SUBSTITUTE).setSubstituteId("XOM"));
    assertRefused("its own substitute");
    restrict(
        restriction("XOM", RestrictionType.EXCLUDE)
            .setStartDate(LocalDate.parse("2026-02-01"))
            .setEndDate(LocalDate.parse("2026-01-01")));
    assertRefused("its end 2026-01-01 is before its start 2026-02-01");
    restrict(restriction("XOM", RestrictionType.UNKNOWN));
    assertRefused("type");
  }

  private void assertRefused(String words) {
    var letters = pipeline.deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value().getReason()).isEqualTo(DeadLetterReason.INVALID);
    assertThat(letters.get(0).value().getSentence()).contains(words);
    assertThat(pipeline.of(Topics.DRIFT_EVENTS)).isEqualTo(List.of());
  }
}
