package io.evenkeel.pipeline;

import static io.evenkeel.pipeline.Topic.Kept.COMPACTED;

import io.evenkeel.pipeline.Topic.Group;
import io.evenkeel.pipeline.Topic.Kept;
import io.evenkeel.pipeline.Topic.Key;
import io.evenkeel.pipeline.Topic.PerCustodian;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountOutcome;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.AccountTask;
import io.evenkeel.schemas.Acr;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.AuditRecord;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.CorporateAction;
import io.evenkeel.schemas.CustodianPositions;
import io.evenkeel.schemas.DeadLetter;
import io.evenkeel.schemas.Digest;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.LossSale;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.schemas.Model;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceHold;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.schemas.Release;
import io.evenkeel.schemas.Restrictions;
import io.evenkeel.schemas.Security;
import io.evenkeel.schemas.Target;
import io.evenkeel.schemas.TradeProposal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Every topic and store of the pipeline, in flow order. No other file spells these names. */
public final class Topics {
  private static final List<Topic<?>> IN_FLOW_ORDER = new ArrayList<>();
  private static final Kept SEVEN_YEARS = Kept.days(7 * 366);

  // Stage 1: the boards. Every instance reads them whole.
  public static final Topic<Security> SECURITIES =
      board("securities", Key.SECURITY, Security.class);
  public static final Topic<Price> PRICES = board("prices", Key.SECURITY, Price.class);
  public static final Topic<Model> MODELS = board("models", Key.MODEL, Model.class);
  public static final Topic<Target> TARGETS = board("targets", Key.TARGET, Target.class);
  public static final Topic<Control> CONTROLS = board("controls", Key.CONTROL_SCOPE, Control.class);
  public static final Topic<PriceHold> PRICE_HOLDS =
      board("price-holds", Key.SECURITY, PriceHold.class);
  public static final Topic<CorporateAction> CORPORATE_ACTIONS =
      board("corporate-actions", Key.SECURITY, CorporateAction.class);
  public static final Topic<LossSale> LOSS_SALES =
      board("loss-sales", Key.ACCOUNT_AND_SECURITY, LossSale.class);
  public static final Topic<MarketCommand> MARKET_COMMANDS =
      one("market-commands", Key.SECURITY, MarketCommand.class, Kept.days(90), Group.ACCOUNT);

  // Stage 2: what the account task is told, and what it says of drift.
  public static final Topic<Account> ACCOUNTS =
      one("accounts", Key.ACCOUNT, Account.class, COMPACTED, Group.ACCOUNT);
  public static final Topic<Positions> POSITIONS =
      one("positions", Key.ACCOUNT, Positions.class, COMPACTED, Group.ACCOUNT);
  public static final Topic<CustodianPositions> CUSTODIAN_POSITIONS =
      one("custodian-positions", Key.ACCOUNT, CustodianPositions.class, COMPACTED, Group.ACCOUNT);
  public static final Topic<Restrictions> RESTRICTIONS =
      one("restrictions", Key.ACCOUNT, Restrictions.class, COMPACTED, Group.ACCOUNT);
  public static final Topic<AccountCommand> ACCOUNT_COMMANDS =
      one("account-commands", Key.ACCOUNT, AccountCommand.class, Kept.days(90), Group.ACCOUNT);
  public static final Topic<DriftEvent> DRIFT_EVENTS =
      output("drift-events", Key.ACCOUNT, DriftEvent.class, Kept.days(400));
  public static final Topic<AccountStatus> ACCOUNT_STATUS =
      output("account-status", Key.ACCOUNT, AccountStatus.class, COMPACTED);
  public static final Topic<Advisory> ADVISORIES =
      output("advisories", Key.ACCOUNT, Advisory.class, Kept.days(400));

  // Stage 3 and 4: requests, what they ask of accounts, what accounts propose and hand over.
  public static final Topic<RebalanceCommand> REBALANCE_COMMANDS =
      one("rebalance-commands", Key.REQUEST, RebalanceCommand.class, Kept.days(90), Group.REQUEST);
  public static final Topic<AccountTask> ACCOUNT_TASKS =
      one("account-tasks", Key.ACCOUNT, AccountTask.class, Kept.days(7), Group.ACCOUNT);
  public static final Topic<TradeProposal> TRADE_PROPOSALS =
      output("trade-proposals", Key.ACCOUNT, TradeProposal.class, Kept.days(90));
  public static final Topic<Acr> ACRS = output("acrs", Key.ACCOUNT, Acr.class, SEVEN_YEARS);
  public static final Topic<CashMovementRun> CASH_MOVEMENTS =
      output("cash-movements", Key.ACCOUNT, CashMovementRun.class, SEVEN_YEARS);
  public static final Topic<AccountOutcome> ACCOUNT_OUTCOMES =
      one("account-outcomes", Key.REQUEST, AccountOutcome.class, Kept.days(7), Group.REQUEST);
  public static final Topic<Release> RELEASES =
      one("releases", Key.CUSTODIAN, Release.class, Kept.days(7), Group.RELEASE);
  public static final Topic<ApprovedTradeBatch> APPROVED_TRADES =
      perCustodian("approved-trades", ApprovedTradeBatch.class, Group.OUTPUT);

  // Stage 5: what custodians answer, and what became of requests.
  public static final Topic<ExecutionResult> EXECUTION_RESULTS =
      perCustodian("execution-results", ExecutionResult.class, Group.ACCOUNT);
  public static final Topic<RebalanceHistory> REBALANCE_HISTORY =
      output("rebalance-history", Key.REQUEST, RebalanceHistory.class, COMPACTED);
  public static final Topic<RebalanceHistoryAccount> REBALANCE_HISTORY_ACCOUNTS =
      output(
          "rebalance-history-accounts",
          Key.REQUEST_AND_ACCOUNT,
          RebalanceHistoryAccount.class,
          COMPACTED);

  // What was refused.
  public static final Topic<Rejection> REJECTIONS =
      output("rejections", Key.AS_THE_REFUSED_RECORD, Rejection.class, Kept.days(90));
  public static final Topic<DeadLetter> DEAD_LETTERS =
      output("dead-letters", Key.AS_THE_REFUSED_RECORD, DeadLetter.class, Kept.days(90));

  // What people commanded, chained by hashes: whole for ever, or a chain could not be verified.
  public static final Topic<AuditRecord> AUDIT =
      output("audit", Key.AUDIT_SUBJECT, AuditRecord.class, Kept.FOREVER);

  // What is told to advisors outside the topics; written by whoever notifies, not by a stage.
  public static final Topic<Digest> DIGESTS =
      output("digests", Key.FIRM_AND_ADVISOR, Digest.class, Kept.days(90));

  /** Account, positions, assignment and everything said of an account, by accountId. */
  public static final String BOOK_STORE = "book";

  /** How far the boards were when an account task last decided by them. */
  public static final String FENCE_STORE = "board-fence";

  /** What an account task said on behalf of the boards. */
  public static final String MARKET_STORE = "market-reports";

  /** Rebalance requests that are not forgotten yet, by requestId. */
  public static final String REQUEST_STORE = "requests";

  /** One row per account of a request, by requestId/accountId. */
  public static final String HISTORY_STORE = "request-accounts";

  /** The last batchSeq, by custodianId. */
  public static final String RELEASE_STORE = "release-numbers";

  /** The batches that were released or refused, by batchId. */
  public static final String RELEASED_BATCH_STORE = "released-batches";

  /** What was sent lately for each custodian and firm, by either. */
  public static final String RELEASE_SPENDING_STORE = "release-spending";

  /** What was sent of each account that still counts, by custodianId/accountId. */
  public static final String RELEASE_ACCOUNT_STORE = "release-accounts";

  /** The halts that the last step set and nobody has lifted, by scope. */
  public static final String RELEASE_HALT_STORE = "release-halts";

  /** What waits at the last step until it is known whether it is halted, in its order. */
  public static final String RELEASE_WAITING_STORE = "release-waiting";

  /** The heads of the audit's chains that account tasks write, by subject. */
  public static final String ACCOUNT_AUDIT_STORE = "account-audit-heads";

  /** The same of request tasks. */
  public static final String REQUEST_AUDIT_STORE = "request-audit-heads";

  /** The same of release tasks. */
  public static final String RELEASE_AUDIT_STORE = "release-audit-heads";

  /** Every store that holds heads of the audit's chains. */
  public static final List<String> AUDIT_STORES =
      List.of(ACCOUNT_AUDIT_STORE, REQUEST_AUDIT_STORE, RELEASE_AUDIT_STORE);

  /** Every topic, in flow order. */
  public static final List<Topic<?>> ALL = Collections.unmodifiableList(IN_FLOW_ORDER);

  private Topics() {}

  private static <V extends SpecificRecord> Topic<V> board(String name, Key key, Class<V> value) {
    return one(name, key, value, COMPACTED, Group.BOARD);
  }

  private static <V extends SpecificRecord> Topic<V> output(
      String name, Key key, Class<V> value, Kept kept) {
    return one(name, key, value, kept, Group.OUTPUT);
  }

  private static <V extends SpecificRecord> Topic<V> one(
      String name, Key key, Class<V> value, Kept kept, Group group) {
    return listed(new Topic<>(name, key, value, kept, group, PerCustodian.ONE));
  }

  private static <V extends SpecificRecord> Topic<V> perCustodian(
      String name, Class<V> value, Group group) {
    return listed(new Topic<>(name, Key.ACCOUNT, value, SEVEN_YEARS, group, PerCustodian.ONE_EACH));
  }

  private static <V extends SpecificRecord> Topic<V> listed(Topic<V> topic) {
    IN_FLOW_ORDER.add(topic);
    return topic;
  }
}
