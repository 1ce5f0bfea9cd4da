package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.command;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.CustodianHolding;
import io.evenkeel.schemas.CustodianPositions;
import io.evenkeel.schemas.DeadLetterReason;
import io.evenkeel.schemas.IssueCode;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.WaiveReconciliation;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a custodian says, on its topic")
class CustodianPositionsOnTopicsTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();
  private Instant opened;

  @BeforeEach
  void openAccount() {
    opened = pipeline.now();
    pipeline
        .send(Topics.PRICES, "XOM", price("76.00", opened))
        .send(Topics.PRICES, "AAPL", price("100.00", opened))
        .send(Topics.TARGETS, "GROWTH", growth(1, opened))
        .send(Topics.ACCOUNTS, "A-1", account("SCHWAB"))
        .send(Topics.POSITIONS, "A-1", positions(1, opened, "100", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", opened))
        .look();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  /** As of the time of the positions: {@code said("2000", "XOM 100")}. */
  private CustodianPositions.Builder said(String cash, String... holdings) {
    return CustodianPositions.newBuilder()
        .setAsOf(opened)
        .setSettledCash(new BigDecimal(cash))
        .setHoldings(
            Arrays.stream(holdings)
                .map(text -> text.split(" "))
                .map(parts -> new CustodianHolding(parts[0], new BigDecimal(parts[1])))
                .toList());
  }

  private void send(CustodianPositions.Builder said) {
    pipeline.send(Topics.CUSTODIAN_POSITIONS, "A-1", said.build()).look();
  }

  private List<Advisory> breaks() {
    return pipeline.of(Topics.ADVISORIES).stream()
        .filter(advisory -> advisory.getCode() == AdvisoryCode.RECONCILIATION_BREAK)
        .toList();
  }

  @Test
  void raisesABreakThatBlocksBuildingUntilItIsWaived() {
    send(said("2000", "XOM 101.5", "AAPL 30"));

    var raised = breaks().get(0);
    assertThat(raised.getRaised()).isTrue();
    assertThat(raised.getSentence()).contains("1.5 more XOM");
    assertThat(raised.getFirmId()).isEqualTo(StoryRecords.FIRM);
    assertThat(raised.getDifferences()).hasSize(1);
    var difference = raised.getDifferences().get(0);
    assertThat(difference.getSecurityId()).isEqualTo("XOM");
    assertThat(difference.getSleeves()).isEqualByComparingTo("100");
    assertThat(difference.getCustodian()).isEqualByComparingTo("101.5");
    assertThat(difference.getDifference()).isEqualByComparingTo("1.5");

    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1")).look();
    var failed = pipeline.lastOf(Topics.TRADE_PROPOSALS);
    assertThat(failed.getResult()).isEqualTo(ProposalResult.FAILED);
    assertThat(failed.getIssue()).isEqualTo(IssueCode.RECONCILIATION_BREAK);

    waive("C-waive", raised.getSubject());
    assertThat(breaks()).extracting(Advisory::getRaised).containsExactly(false);
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-2", submit("C-2", pipeline.now(), "A-1")).look();
    assertThat(pipeline.lastOf(Topics.TRADE_PROPOSALS).getResult())
        .isEqualTo(ProposalResult.PROPOSED);
    assertThat(pipeline.of(Topics.REJECTIONS)).isEmpty();
  }

  private void waive(String commandId, String differenceId) {
    var waiver =
        WaiveReconciliation.newBuilder().setDifferenceId(differenceId).setWaivedBy("ops-3").build();
    pipeline
        .send(
            Topics.ACCOUNT_COMMANDS,
            "A-1",
            command(commandId, AccountCommandType.WAIVE_RECONCILIATION, pipeline.now())
                .setWaiveReconciliation(waiver)
                .build())
        .look();
  }

  @Test
  void isComparedByTradeDateCash() {
    send(
        said("1500", "XOM 100", "AAPL 30")
            .setUnsettledReceivable(new BigDecimal("600"))
            .setUnsettledPayable(new BigDecimal("100")));
    assertThat(breaks()).isEmpty();

    send(said("1500", "XOM 100", "AAPL 30").setUnsettledReceivable(new BigDecimal("600")));
    assertThat(breaks()).hasSize(1);
  }

  @Test
  void breaksByTimeAloneWhereTheSleevesStayBehind() {
    pipeline.pass(Duration.ofMinutes(1));
    send(said("1990", "XOM 100", "AAPL 30").setAsOf(pipeline.now()));
    assertThat(pipeline.now().atOffset(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
    var untilMonday = Duration.ofDays(3);

    pipeline.pass(untilMonday.minusHours(1)).look();
    assertThat(breaks()).isEmpty();
    pipeline.pass(Duration.ofHours(1)).look();

    assertThat(breaks()).extracting(Advisory::getRaised).containsExactly(true);
  }

  @Test
  void comparesNothingAfterATombstone() {
    send(said("2000", "XOM 101", "AAPL 30"));
    assertThat(breaks()).hasSize(1);

    pipeline.send(Topics.CUSTODIAN_POSITIONS, "A-1", null).look();

    assertThat(breaks()).extracting(Advisory::getRaised).containsExactly(false);
  }

  @Test
  void isKeptOfAnAccountThatIsNotKnownYet() {
    pipeline.send(Topics.CUSTODIAN_POSITIONS, "A-2", said("5").build()).look();
    assertThat(breaks()).isEmpty();
    assertThat(pipeline.deadLetters()).isEmpty();

    pipeline
        .send(Topics.POSITIONS, "A-2", positions(1, opened, "100", "30", "2000.00"))
        .send(Topics.ACCOUNTS, "A-2", account("SCHWAB"))
        .look();

    assertThat(breaks()).extracting(Advisory::getAccountId).containsExactly("A-2");
  }

  @Test
  void isPutAsideWithASentenceWhereItCannotBe() {
    refused(said("2000", "XOM 100", "XOM 1"), "XOM stands twice");
    refused(said("2000").setCurrency("EUR"), "EUR is not supported");
    refused(said("2000.0001"), "money");
    refused(said("2000", "XOM 0.0000001"), "quantity");
    pipeline.sendBytes("custodian-positions", "A-1".getBytes(UTF_8), "garbage".getBytes(UTF_8));
    assertThat(pipeline.look().deadLetters()).hasSize(1);
    assertThat(breaks()).isEmpty();
  }

  private void refused(CustodianPositions.Builder said, String words) {
    send(said);
    var letters = pipeline.deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value().getReason()).isEqualTo(DeadLetterReason.INVALID);
    assertThat(letters.get(0).value().getSentence()).contains(words);
  }

  @Test
  void isPutAsideWhereItIsOlderThanWhatWasSaidBefore() {
    send(said("2000", "XOM 100", "AAPL 30"));

    send(said("2000", "XOM 99", "AAPL 30").setAsOf(opened.minusSeconds(1)));

    assertThat(pipeline.deadLetters())
        .extracting(letter -> letter.value().getReason())
        .containsExactly(DeadLetterReason.OLDER_THAN_LAST);
    assertThat(breaks()).isEmpty();
  }
}
