package io.evenkeel.schemas;

import java.util.List;
import java.util.NoSuchElementException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** What each topic carries, by the topic's name without the configured prefix, in flow order. */
public final class TopicSchemas {
  private static final List<TopicSchema> ALL =
      List.of(
          one("securities", Security.class, Security.getClassSchema()),
          one("prices", Price.class, Price.getClassSchema()),
          one("models", Model.class, Model.getClassSchema()),
          one("targets", Target.class, Target.getClassSchema()),
          one("controls", Control.class, Control.getClassSchema()),
          one("price-holds", PriceHold.class, PriceHold.getClassSchema()),
          one("corporate-actions", CorporateAction.class, CorporateAction.getClassSchema()),
          one("loss-sales", LossSale.class, LossSale.getClassSchema()),
          one("accounts", Account.class, Account.getClassSchema()),
          one("positions", Positions.class, Positions.getClassSchema()),
          one("custodian-positions", CustodianPositions.class, CustodianPositions.getClassSchema()),
          one("restrictions", Restrictions.class, Restrictions.getClassSchema()),
          one("account-commands", AccountCommand.class, AccountCommand.getClassSchema()),
          one("rebalance-commands", RebalanceCommand.class, RebalanceCommand.getClassSchema()),
          one("market-commands", MarketCommand.class, MarketCommand.getClassSchema()),
          perCustodian(
              "execution-results", ExecutionResult.class, ExecutionResult.getClassSchema()),
          one("drift-events", DriftEvent.class, DriftEvent.getClassSchema()),
          one("account-status", AccountStatus.class, AccountStatus.getClassSchema()),
          one("advisories", Advisory.class, Advisory.getClassSchema()),
          one("acrs", Acr.class, Acr.getClassSchema()),
          one("cash-movements", CashMovementRun.class, CashMovementRun.getClassSchema()),
          one("trade-proposals", TradeProposal.class, TradeProposal.getClassSchema()),
          perCustodian(
              "approved-trades", ApprovedTradeBatch.class, ApprovedTradeBatch.getClassSchema()),
          one("rebalance-history", RebalanceHistory.class, RebalanceHistory.getClassSchema()),
          one(
              "rebalance-history-accounts",
              RebalanceHistoryAccount.class,
              RebalanceHistoryAccount.getClassSchema()),
          one("rejections", Rejection.class, Rejection.getClassSchema()),
          one("dead-letters", DeadLetter.class, DeadLetter.getClassSchema()),
          one("audit", AuditRecord.class, AuditRecord.getClassSchema()),
          one("digests", Digest.class, Digest.getClassSchema()),
          one("account-tasks", AccountTask.class, AccountTask.getClassSchema()),
          one("account-outcomes", AccountOutcome.class, AccountOutcome.getClassSchema()),
          one("releases", Release.class, Release.getClassSchema()));

  private TopicSchemas() {}

  /** Every topic once, in flow order. */
  public static List<TopicSchema> all() {
    return ALL;
  }

  /**
   * What one topic carries.
   *
   * @param topic such as {@code prices}; of a custodian's topic either {@code approved-trades} or
   *     {@code approved-trades.SCHWAB}
   * @throws NoSuchElementException where there is no such topic
   */
  public static TopicSchema of(String topic) {
    return ALL.stream()
        .filter(known -> known.covers(topic))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no topic " + topic));
  }

  private static TopicSchema one(String topic, Class<? extends SpecificRecord> type, Schema value) {
    return new TopicSchema(topic, false, type, value);
  }

  private static TopicSchema perCustodian(
      String topic, Class<? extends SpecificRecord> type, Schema value) {
    return new TopicSchema(topic, true, type, value);
  }

  /**
   * What one topic carries.
   *
   * @param topic its name; where there is one per custodian, what stands before {@code
   *     .<custodian>}
   * @param perCustodian whether every custodian has a topic of its own
   * @param type the generated class of its values
   * @param schema the schema of that class
   */
  public record TopicSchema(
      String topic, boolean perCustodian, Class<? extends SpecificRecord> type, Schema schema) {
    /** The registry's name for it, {@code <topic>-value}: one for the topics of all custodians. */
    public String subject() {
      return topic + "-value";
    }

    private boolean covers(String name) {
      return name.equals(topic) || (perCustodian && name.startsWith(topic + "."));
    }
  }
}
