package io.evenkeel.pipeline.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.history.Execution;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.DeadLetterReason;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.RejectionCode;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is said and heard is counted")
class RecordCountsTest {
  private final RecordCounts counts =
      new RecordCounts(new TopicNames("", List.of("SCHWAB", "FIDELITY")));

  @Test
  void bySymbolAndCustodianFromTheStart() {
    assertThat(counts.of(Topics.DRIFT_EVENTS)).hasSameSizeAs(DriftEventKind.values());
    assertThat(counts.of(Topics.ADVISORIES)).hasSameSizeAs(AdvisoryCode.values());
    assertThat(counts.of(Topics.REJECTIONS)).hasSameSizeAs(RejectionCode.values());
    assertThat(counts.of(Topics.DEAD_LETTERS)).hasSameSizeAs(DeadLetterReason.values());
    assertThat(counts.of(Topics.APPROVED_TRADES)).hasSize(2 * BatchInstruction.values().length);
    assertThat(counts.of(Topics.TRADE_PROPOSALS)).hasSize(1);
    assertThat(counts.executions()).hasSize(2 * Execution.Type.values().length);
    assertThat(counts.of(Topics.ACCOUNT_STATUS)).isEmpty();
  }

  @Test
  void underTheSymbolThatTheRecordHas() {
    var rejection = new io.evenkeel.schemas.Rejection();
    rejection.setCode(RejectionCode.WRONG_STATE);
    var event = new io.evenkeel.schemas.DriftEvent();
    event.setKind(DriftEventKind.CLEARED);

    counts.said(Outgoing.to(Topics.REJECTIONS, "A-1", rejection));
    counts.said(Outgoing.to(Topics.REJECTIONS, "A-1", rejection));
    counts.said(Outgoing.to(Topics.DRIFT_EVENTS, "A-1", event));

    assertThat(above0(Topics.REJECTIONS)).containsOnly(java.util.Map.entry("/WRONG_STATE", 2L));
    assertThat(above0(Topics.DRIFT_EVENTS)).containsOnly(java.util.Map.entry("/CLEARED", 1L));
  }

  @Test
  void underTheCustodianThatItGoesTo() {
    var batch = new io.evenkeel.schemas.ApprovedTradeBatch();
    batch.setInstruction(BatchInstruction.REPLACE);

    counts.said(Outgoing.toCustodian(Topics.APPROVED_TRADES, "FIDELITY", "A-1", batch));

    assertThat(above0(Topics.APPROVED_TRADES))
        .containsOnly(java.util.Map.entry("FIDELITY/REPLACE", 1L));
  }

  @Test
  void exceptWhereNothingIsSaidOrNobodyCounts() {
    counts.said(Outgoing.tombstone(Topics.LOSS_SALES, "A-1/XOM"));
    counts.said(Outgoing.to(Topics.ACCOUNT_STATUS, "A-1", new io.evenkeel.schemas.AccountStatus()));

    assertThat(Topics.ALL.stream().flatMap(topic -> counts.of(topic).stream()))
        .allMatch(count -> count.count().sum() == 0);
  }

  @Test
  void asCustodiansSayIt() {
    counts.heard(said("SCHWAB", Execution.Type.PARTIAL));
    counts.heard(said("SCHWAB", Execution.Type.PARTIAL));
    counts.heard(said("NOBODY", Execution.Type.FILL));

    assertThat(above0(counts.executions())).containsOnly(java.util.Map.entry("SCHWAB/PARTIAL", 2L));
  }

  private TreeMap<String, Long> above0(Topic<?> topic) {
    return above0(counts.of(topic));
  }

  private static TreeMap<String, Long> above0(List<RecordCounts.Count> counts) {
    var above = new TreeMap<String, Long>();
    for (var count : counts) {
      if (count.count().sum() > 0) {
        above.put(count.custodian() + "/" + count.symbol(), count.count().sum());
      }
    }
    return above;
  }

  private static Execution said(String custodian, Execution.Type type) {
    return new Execution(
        "E-1",
        type,
        null,
        "O-1",
        null,
        "A-1",
        "B-1",
        custodian,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Instant.EPOCH);
  }
}
