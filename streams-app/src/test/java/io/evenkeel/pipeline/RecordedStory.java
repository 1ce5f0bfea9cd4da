package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.StoryRecords.account;
import static io.evenkeel.pipeline.StoryRecords.component;
import static io.evenkeel.pipeline.StoryRecords.holding;
import static io.evenkeel.pipeline.StoryRecords.opening;
import static io.evenkeel.pipeline.StoryRecords.price;
import static io.evenkeel.pipeline.StoryRecords.security;
import static io.evenkeel.pipeline.StoryRecords.submit;
import static io.evenkeel.pipeline.StoryRecords.target;

import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.Component;
import io.evenkeel.schemas.ComponentKind;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.Model;
import io.evenkeel.schemas.ModelHolding;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.PositionsFeed;
import io.evenkeel.schemas.Sleeve;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.TradeProposal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the pipeline said of one margin account with a levered sleeve and a target with a
 * sub-target: an event that flags it, the proposal of a rebalance, and a second one that is refused
 * since the first one waits.
 */
public record RecordedStory(DriftEvent flagged, TradeProposal proposed, TradeProposal refused) {

  /** Tells it anew; the same every time. */
  public static RecordedStory told() {
    try (var pipeline = new DrivenPipeline()) {
      open(pipeline);
      pipeline.pass(Duration.ofSeconds(1));
      pipeline.send(Topics.PRICES, "XOM", price("62.50", pipeline.now())).look();
      pipeline.send(Topics.PRICES, "XOM", price("76.00", pipeline.now())).look();
      var flagged = pipeline.lastOf(Topics.DRIFT_EVENTS);
      pipeline.send(Topics.REBALANCE_COMMANDS, "R-1", submit("C-1", pipeline.now(), "A-1")).look();
      var proposed = pipeline.lastOf(Topics.TRADE_PROPOSALS);
      pipeline.send(Topics.REBALANCE_COMMANDS, "R-2", submit("C-2", pipeline.now(), "A-1")).look();
      return new RecordedStory(flagged, proposed, pipeline.lastOf(Topics.TRADE_PROPOSALS));
    }
  }

  private static void open(DrivenPipeline pipeline) {
    var now = pipeline.now();
    pipeline
        .send(Topics.SECURITIES, "XOM", security("XOM"))
        .send(Topics.SECURITIES, "AAPL", security("AAPL"))
        .send(Topics.PRICES, "XOM", price("50.00", now))
        .send(Topics.PRICES, "AAPL", price("100.00", now))
        .send(Topics.MODELS, "TECH", tech())
        .send(
            Topics.TARGETS,
            "CORE",
            target(
                1,
                now,
                component(ComponentKind.SECURITY, "XOM", "0.71428571"),
                levered("TECH", "0.28571429")))
        .send(
            Topics.TARGETS,
            "GROWTH",
            target(
                1,
                now,
                component(ComponentKind.SUBTARGET, "CORE", "0.70000007"),
                component(ComponentKind.CASH, "", "0.29999993")))
        .send(Topics.ACCOUNTS, "A-1", margin())
        .send(Topics.POSITIONS, "A-1", positions(now))
        .send(Topics.ACCOUNT_COMMANDS, "A-1", opening("C-open", now))
        .look();
  }

  private static Model tech() {
    return Model.newBuilder()
        .setOwnerFirmId(StoryRecords.FIRM)
        .setVersion(1)
        .setManager("manager")
        .setHoldings(List.of(new ModelHolding("AAPL", new BigDecimal("0.95"))))
        .build();
  }

  private static Component levered(String modelId, String weight) {
    return Component.newBuilder(component(ComponentKind.MODEL, modelId, weight))
        .setLeverage(new BigDecimal("1.5"))
        .build();
  }

  private static Account margin() {
    return Account.newBuilder(account("SCHWAB"))
        .setType(AccountType.MARGIN)
        .setMarginEnabled(true)
        .build();
  }

  private static Positions positions(Instant now) {
    return Positions.newBuilder()
        .setVersion(1)
        .setAsOf(now)
        .setFeed(PositionsFeed.INTRADAY)
        .setSleeves(
            List.of(
                sleeve("MANAGED", SleeveKind.MANAGED, "3000.00", "XOM", "100"),
                Sleeve.newBuilder(sleeve("TECH", SleeveKind.MODEL, "100.00", "AAPL", "19"))
                    .setModelId("TECH")
                    .build()))
        .build();
  }

  private static Sleeve sleeve(
      String id, SleeveKind kind, String cash, String security, String quantity) {
    return Sleeve.newBuilder()
        .setSleeveId(id)
        .setKind(kind)
        .setSettledCash(new BigDecimal(cash))
        .setHoldings(List.of(holding(security, quantity)))
        .build();
  }
}
