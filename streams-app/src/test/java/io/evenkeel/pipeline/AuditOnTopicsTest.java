package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.approve;
import static io.evenkeel.pipeline.StoryRecords.assign;
import static io.evenkeel.pipeline.StoryRecords.growth;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.positions;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.retry;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.audit.AuditVerifier;
import io.evenkeel.pipeline.wire.AuditWire;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AuditOutcome;
import io.evenkeel.schemas.AuditRecord;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.schemas.MarketCommandType;
import io.evenkeel.schemas.ReleasePrice;
import io.evenkeel.schemas.Restriction;
import io.evenkeel.schemas.RestrictionType;
import io.evenkeel.schemas.Restrictions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The audit, on its topic")
class AuditOnTopicsTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();
  private final List<TestRecord<String, AuditRecord>> all = new ArrayList<>();

  @BeforeEach
  void openAccount() {
    var now = pipeline.now();
    pipeline
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.TARGETS, "GROWTH", growth(1, now))
        .send(Topics.ACCOUNTS, "A-1", account("SCHWAB"))
        .send(Topics.POSITIONS, "A-1", positions(1, now, "200", "30", "2000.00"))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", now))
        .look();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private List<AuditRecord> of(String subject) {
    all.addAll(pipeline.recordsOf(Topics.AUDIT));
    return all.stream().map(TestRecord::value).filter(r -> r.getSubject().equals(subject)).toList();
  }

  private AuditRecord last(String subject) {
    var records = of(subject);
    return records.get(records.size() - 1);
  }

  private void assertWhole() {
    of("");
    var heads = new HashMap<String, AuditHead>();
    all.forEach(record -> heads.put(record.key(), AuditWire.link(record.value()).head()));
    var verifier = new AuditVerifier(heads);
    all.forEach(record -> verifier.take(record.key(), AuditWire.link(record.value())));
    assertThat(verifier.report(Map.of()).faults()).isEmpty();
    assertThat(verifier.report(Map.of()).records()).isEqualTo(all.size());
  }

  @Test
  void saysWhoCommandedWhatOfAnAccountAndHowItStoodBeforeAndAfter() {
    var opened = last("ACCOUNT/A-1");

    assertThat(opened.getSequence()).isEqualTo(1);
    assertThat(opened.getAction()).isEqualTo("OpeningState");
    assertThat(opened.getCommandId()).isEqualTo("C-open");
    assertThat(opened.getWho()).isNotEmpty();
    assertThat(opened.getAt()).isEqualTo(pipeline.now().minusMillis(5));
    assertThat(opened.getBefore()).startsWith("target=null rebalancing=false opened=false");
    assertThat(opened.getAfter()).startsWith("target=GROWTH rebalancing=true opened=true");
    assertThat(opened.getOutcome()).isEqualTo(AuditOutcome.ACCEPTED);
    assertThat(opened.getPreviousHash()).isEqualTo("0".repeat(64));
  }

  @Test
  void saysWhatWasRejectedAndWhy() {
    var before = last("ACCOUNT/A-1");
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-again", pipeline.now()));

    var rejected = last("ACCOUNT/A-1");
    assertThat(rejected.getSequence()).isEqualTo(2);
    assertThat(rejected.getPreviousHash()).isEqualTo(before.getHash());
    assertThat(rejected.getOutcome()).isEqualTo(AuditOutcome.REJECTED);
    assertThat(rejected.getSentence()).isNotEmpty();
    assertThat(rejected.getAfter()).isEqualTo(rejected.getBefore());
  }

  @Test
  void saysWhatWaitsForItsAccountAndThenWhatCameOfIt() {
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-9", opening("C-early", pipeline.now()));
    assertThat(last("ACCOUNT/A-9").getOutcome()).isEqualTo(AuditOutcome.WAITING);

    pipeline.send(Topics.ACCOUNTS, "A-9", account("SCHWAB"));

    var done = last("ACCOUNT/A-9");
    assertThat(done.getCommandId()).isEqualTo("C-early");
    assertThat(done.getOutcome()).isEqualTo(AuditOutcome.ACCEPTED);
    assertThat(done.getBefore()).startsWith("target=null");
    assertThat(done.getAfter()).startsWith("target=GROWTH");
    assertWhole();
  }

  @Test
  void saysWhatWaitedForItsAccountInVain() {
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-9", opening("C-early", pipeline.now()));
    pipeline.pass(Duration.ofSeconds(11)).look();

    assertThat(of("ACCOUNT/A-9"))
        .extracting(AuditRecord::getOutcome)
        .containsExactly(AuditOutcome.WAITING, AuditOutcome.REJECTED);
    assertThat(last("ACCOUNT/A-9").getSentence()).startsWith("Account A-9 is not known");
    assertWhole();
  }

  @Test
  void saysOfACommandThatCameBeforeThatNothingWasDone() {
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", pipeline.now()));

    var repeated = last("ACCOUNT/A-1");
    assertThat(repeated.getOutcome()).isEqualTo(AuditOutcome.REPEATED);
    assertThat(repeated.getAfter()).isEqualTo(repeated.getBefore());
  }

  @Test
  void saysWhoSentACommandThatNobodyCanDo() {
    var nothing = opening("C-x", pipeline.now());
    nothing.setOpeningState(null);
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", nothing);

    var refused = last("ACCOUNT/A-1");
    assertThat(refused.getAction()).isEqualTo("Command");
    assertThat(refused.getWho()).isEqualTo(nothing.getSentBy());
    assertThat(refused.getCommandId()).isEqualTo("C-x");
    assertThat(refused.getOutcome()).isEqualTo(AuditOutcome.REJECTED);
    assertWhole();
  }

  @Test
  void saysWhatCameOfARetryOnceItsAccountsAreKnown() {
    var now = pipeline.now();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", now, "A-1", "A-404")).look();
    pipeline.pass(Duration.ofSeconds(61)).look();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-2", retry("C-2", pipeline.now(), "R-1"));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-3", retry("C-3", pipeline.now(), "R-404")).look();

    assertThat(of("REQUEST/R-2"))
        .extracting(AuditRecord::getCommandId, AuditRecord::getOutcome)
        .containsExactly(tuple("C-2", AuditOutcome.WAITING), tuple("C-2", AuditOutcome.ACCEPTED));
    assertThat(of("REQUEST/R-3"))
        .extracting(AuditRecord::getCommandId, AuditRecord::getOutcome)
        .containsExactly(tuple("C-3", AuditOutcome.WAITING), tuple("C-3", AuditOutcome.REJECTED));
    assertThat(last("REQUEST/R-3").getSentence()).contains("there is no request R-404");
    assertWhole();
  }

  @Test
  void saysWhoOpenedARequestByACommandAboutAnAccount() {
    pipeline.send(Topics.ACCOUNT_COMMANDS, "A-1", rebalanceNow("C-now")).look();

    assertThat(last("ACCOUNT/A-1").getAction()).isEqualTo("AssignTarget");
    var opened = last("REQUEST/C-now");
    assertThat(opened.getAction()).isEqualTo("Open");
    assertThat(opened.getWho()).isEqualTo(last("ACCOUNT/A-1").getWho());
    assertThat(opened.getBefore()).isNull();
    assertThat(opened.getOutcome()).isEqualTo(AuditOutcome.ACCEPTED);
    assertWhole();
  }

  private AccountCommand rebalanceNow(String commandId) {
    var command = assign(commandId, "GROWTH", pipeline.now());
    command.getAssignTarget().setRebalanceNow(true);
    return command;
  }

  @Test
  void saysWhoReleasedAHeldPriceAndWhatStoodBeforeAndAfter() {
    pipeline.send(Topics.PRICES, "XOM", price("99.00", pipeline.now())).look();
    pipeline.send(Topics.MARKET_COMMANDS, "XOM", release("C-1")).look();
    pipeline.send(Topics.MARKET_COMMANDS, "XOM", release("C-2")).look();
    pipeline.send(Topics.MARKET_COMMANDS, "XOM", release("C-1")).look();

    var said = of("SECURITY/XOM");
    assertThat(said)
        .extracting(AuditRecord::getCommandId, AuditRecord::getOutcome)
        .containsExactly(
            tuple("C-1", AuditOutcome.ACCEPTED),
            tuple("C-2", AuditOutcome.REJECTED),
            tuple("C-1", AuditOutcome.REPEATED));
    assertThat(said).extracting(AuditRecord::getWho).containsOnly("ops-1");
    assertThat(said.get(0).getBefore()).contains("99");
    assertThat(said.get(0).getAfter()).isNotEqualTo(said.get(0).getBefore());
    assertWhole();
  }

  private MarketCommand release(String commandId) {
    return MarketCommand.newBuilder()
        .setCommandId(commandId)
        .setType(MarketCommandType.RELEASE_PRICE)
        .setSentBy("ops-1")
        .setSentAt(pipeline.now())
        .setReleasePrice(ReleasePrice.newBuilder().setHeldPrice(null).build())
        .build();
  }

  @Test
  void isWrittenInFullWhateverTheSizeOfACommand() {
    var hashes = new HashMap<String, String>();
    for (var i = 0; i < 10_000; i++) {
      hashes.put("A-" + i, "f".repeat(64));
    }
    var now = pipeline.now();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", now, "A-1"));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-2", now, hashes)).look();

    assertThat(last("REQUEST/R-1").getContent()).contains(" characters, SHA-256 ");
    assertWhole();
  }

  @Test
  void saysWhichRestrictionsStoodBeforeAndAfter() {
    var restriction =
        Restriction.newBuilder().setSecurityId("XOM").setType(RestrictionType.DO_NOT_BUY).build();
    pipeline.send(Topics.RESTRICTIONS, "A-1", new Restrictions(List.of(restriction)));

    var said = last("ACCOUNT/A-1");
    assertThat(said.getAction()).isEqualTo("Restrictions");
    assertThat(said.getBefore()).doesNotContain("XOM");
    assertThat(said.getAfter()).contains("XOM", "DO_NOT_BUY");
  }

  @Test
  void followsARequestFromSubmitToItsReleaseAtTheLastStep() {
    var now = pipeline.now();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", now, "A-1"));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-2", now));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-3", now)).look();

    assertThat(of("REQUEST/R-1"))
        .extracting(AuditRecord::getAction, AuditRecord::getOutcome)
        .containsExactly(
            tuple("Submit", AuditOutcome.ACCEPTED),
            tuple("Approve", AuditOutcome.ACCEPTED),
            tuple("Approve", AuditOutcome.REJECTED));
    assertThat(of("REQUEST/R-1").get(0).getBefore()).isNull();
    assertThat(of("REQUEST/R-1").get(1).getBefore()).contains("phase=");

    var released = last("CUSTODIAN/SCHWAB");
    assertThat(released.getAction()).isEqualTo("ReleaseBatch");
    assertThat(released.getBefore()).isEqualTo("batchSeq=0");
    assertThat(released.getAfter()).isEqualTo("batchSeq=1");
    var batch = pipeline.of(Topics.APPROVED_TRADES, "SCHWAB").get(0);
    assertThat(released.getContent()).contains("account A-1", batch.getContentHash());
    assertWhole();
  }

  @Test
  void saysWhatWasHaltedAndResumedAndByWhomAndWhatWasRefusedMeanwhile() {
    control(true);
    var now = pipeline.now();
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", now, "A-1"));
    pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", approve("C-2", now)).look();
    control(false);

    var said = of("CONTROL/FIRM/F-1");
    assertThat(said).extracting(AuditRecord::getAction).containsExactly("Halt", "Resume");
    assertThat(said).extracting(AuditRecord::getWho).containsOnly("ops-1");
    assertThat(said.get(1).getBefore()).isEqualTo(said.get(0).getAfter());
    var refused = last("CUSTODIAN/SCHWAB");
    assertThat(refused.getOutcome()).isEqualTo(AuditOutcome.REJECTED);
    assertThat(refused.getSentence()).startsWith("firm F-1 is halted");
    assertThat(refused.getAfter()).isEqualTo(refused.getBefore());
    assertWhole();
  }

  private void control(boolean halted) {
    pipeline
        .send(
            Topics.CONTROLS,
            "FIRM/F-1",
            Control.newBuilder()
                .setScope(ControlScope.FIRM)
                .setScopeId("F-1")
                .setHalted(halted)
                .setReason("a drill")
                .setSetBy("ops-1")
                .setSetAt(pipeline.now())
                .build())
        .look();
  }

  @Test
  void saysHowATargetWasEditedAndWithdrawnOnce() {
    pipeline.send(Topics.TARGETS, "GROWTH", growth(2, pipeline.now())).look();
    pipeline.send(Topics.TARGETS, "GROWTH", null).look().look();

    var said = of("TARGET/GROWTH");
    assertThat(said)
        .extracting(AuditRecord::getAction)
        .containsExactly("Publish", "Edit", "Withdraw");
    assertThat(said.get(0).getBefore()).isNull();
    assertThat(said.get(1).getBefore()).isEqualTo(said.get(0).getAfter()).contains("version=1");
    assertThat(said.get(1).getAfter()).contains("version=2");
    assertThat(said.get(2).getAfter()).isNull();
    assertWhole();
  }
}
