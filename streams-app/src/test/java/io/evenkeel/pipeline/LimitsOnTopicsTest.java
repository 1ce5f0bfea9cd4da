package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.approval.BusinessCalendars;
import io.evenkeel.core.limits.LimitSettings;
import io.evenkeel.core.limits.PerMinute;
import io.evenkeel.core.money.Money;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import io.evenkeel.schemas.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A limit that is broken, on the topics")
class LimitsOnTopicsTest {
  /** An account sells 2,500 of XOM and buys 1,500 of AAPL: two may be sent within a minute. */
  private static final LimitSettings TWO_A_MINUTE =
      new LimitSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new PerMinute(Optional.of(Money.of("8000")), Map.of(), 1),
          PerMinute.OFF,
          Optional.of(Duration.ofMinutes(1)),
          BusinessCalendars.DEFAULT);

  private final DrivenPipeline pipeline = new DrivenPipeline(TWO_A_MINUTE);

  @BeforeEach
  void openAccounts() {
    var now = pipeline.now();
    pipeline
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now));
    for (var id : List.of("A-1", "A-2", "A-3", "A-4")) {
      pipeline
          .send(Topics.ACCOUNTS, id, account("SCHWAB"))
          .send(Topics.POSITIONS, id, positions(1, now, "200", "30", "2000.00"))
          .send(Topics.ACCOUNT_COMMANDS, id, opening("C-open-" + id, now));
    }
    pipeline.look();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private List<ApprovedTradeBatch> approved(String requestId, String... accounts) {
    var now = pipeline.now();
    pipeline.send(Topics.REBALANCE_COMMANDS, requestId, submit("s-" + requestId, now, accounts));
    pipeline.look();
    pipeline.send(Topics.REBALANCE_COMMANDS, requestId, approve("a-" + requestId, now)).look();
    return pipeline.of(Topics.APPROVED_TRADES, "SCHWAB");
  }

  private List<Advisory> halts() {
    return pipeline.of(Topics.ADVISORIES).stream()
        .filter(a -> a.getCode() == AdvisoryCode.RELEASE_HALTED)
        .toList();
  }

  private void resume() {
    pipeline
        .send(
            Topics.CONTROLS,
            "CUSTODIAN/SCHWAB",
            Control.newBuilder()
                .setScope(ControlScope.CUSTODIAN)
                .setScopeId("SCHWAB")
                .setHalted(false)
                .setReason("looked into it")
                .setSetBy("ops-1")
                .setSetAt(pipeline.now())
                .build())
        .pass(Duration.ofMillis(100));
  }

  @Test
  void haltsTheCustodianForEverybodyAndTellsTheAccountWhatToDo() {
    assertThat(approved("R-1", "A-1", "A-2", "A-3")).hasSize(2);

    var said = pipeline.of(Topics.CONTROLS);
    assertThat(said).hasSize(1);
    assertThat(said.get(0).getScope()).isEqualTo(ControlScope.CUSTODIAN);
    assertThat(said.get(0).getHalted()).isTrue();
    assertThat(said.get(0).getSetBy()).isEqualTo("limits");
    assertThat(said.get(0).getReason()).contains("8000 may be sent to custodian SCHWAB");

    var advisory = halts().get(0);
    assertThat(advisory.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(advisory.getSubject()).isEqualTo("CUSTODIAN/SCHWAB");
    assertThat(advisory.getSentence()).startsWith("Nothing of custodian SCHWAB is sent");
    assertThat(advisory.getWhatToDo()).contains("./evenkeel resume CUSTODIAN SCHWAB --reason");

    var refused =
        pipeline.of(Topics.REBALANCE_HISTORY_ACCOUNTS).stream()
            .map(RebalanceHistoryAccount::getSentence)
            .filter(s -> s != null && s.contains("within a minute"))
            .toList();
    assertThat(refused).isNotEmpty();
    assertThat(refused.get(0)).contains("; custodian SCHWAB is halted; ");
  }

  @Test
  void staysHaltedAfterTheMinuteUntilSomebodyResumesAndSaysSoOnce() {
    approved("R-1", "A-1", "A-2", "A-3");
    halts();
    pipeline.pass(Duration.ofSeconds(61));
    assertThat(approved("R-2", "A-3")).isEmpty();
    assertThat(halts()).isEmpty();

    resume();
    var cleared = halts();

    assertThat(cleared).extracting(Advisory::getRaised).containsExactly(false);
    assertThat(approved("R-3", "A-3")).hasSize(1);
    pipeline.pass(Duration.ofSeconds(1));
    assertThat(halts()).isEmpty();
  }

  @Test
  void countsWhatWasSentBeforeTheResumptionToo() {
    approved("R-1", "A-1", "A-2", "A-3");
    resume();
    halts();

    assertThat(approved("R-2", "A-3")).isEmpty();
    assertThat(halts()).extracting(Advisory::getRaised).containsExactly(true);
  }
}
