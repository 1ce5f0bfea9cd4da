package io.evenkeel.pipeline;

import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountState;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.AssignTarget;
import io.evenkeel.schemas.CancelRequest;
import io.evenkeel.schemas.Component;
import io.evenkeel.schemas.ComponentKind;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Holding;
import io.evenkeel.schemas.OpeningState;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.PositionsFeed;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.Security;
import io.evenkeel.schemas.Sleeve;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.SubmitRequest;
import io.evenkeel.schemas.Target;
import io.evenkeel.schemas.TargetScope;
import io.evenkeel.schemas.Tolerance;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a small world: firm F-1, securities XOM and AAPL, target GROWTH (half XOM, three
 * tenths AAPL, the rest cash), accounts of 100 XOM, 30 AAPL and 2,000 dollars, worth 10,000 where
 * XOM costs 50 and AAPL 100.
 */
final class StoryRecords {
  static final String FIRM = "F-1";

  private StoryRecords() {}

  static Security security(String symbol) {
    return Security.newBuilder().setSymbol(symbol).build();
  }

  static Price price(String dollars, Instant asOf) {
    return Price.newBuilder()
        .setPrice(new BigDecimal(dollars))
        .setPriceType(PriceType.LAST)
        .setAsOf(asOf)
        .build();
  }

  static Target growth(long version, Instant createdAt) {
    return target(
        version,
        createdAt,
        component(ComponentKind.SECURITY, "XOM", "0.50"),
        component(ComponentKind.SECURITY, "AAPL", "0.30"),
        wideCash("0.20"));
  }

  /** Cash that may stray by ten points, so that it flags nothing by itself. */
  private static Component wideCash(String weight) {
    return Component.newBuilder(component(ComponentKind.CASH, "", weight))
        .setThreshold(new Tolerance(null, new BigDecimal("0.10")))
        .build();
  }

  static Target target(long version, Instant createdAt, Component... components) {
    return Target.newBuilder()
        .setOwnerFirmId(FIRM)
        .setVersion(version)
        .setCreatedAt(createdAt)
        .setScope(TargetScope.ENTERPRISE)
        .setComponents(List.of(components))
        .build();
  }

  static Component component(ComponentKind kind, String ref, String weight) {
    return Component.newBuilder()
        .setKind(kind)
        .setRef(ref)
        .setWeight(new BigDecimal(weight))
        .build();
  }

  static Account account(String custodian) {
    return Account.newBuilder()
        .setFirmId(FIRM)
        .setAdvisorId("ADV-1")
        .setCustodianId(custodian)
        .setCustodianAccountRef("X-1")
        .setType(AccountType.CASH)
        .setStatus(AccountState.ACTIVE)
        .build();
  }

  static Positions positions(long version, Instant asOf, String xom, String aapl, String cash) {
    return positions(version, asOf, null, xom, aapl, cash);
  }

  static Positions positions(
      long version,
      Instant asOf,
      @Nullable Instant executionsThrough,
      String xom,
      String aapl,
      String cash) {
    var managed =
        Sleeve.newBuilder()
            .setSleeveId("MANAGED")
            .setKind(SleeveKind.MANAGED)
            .setSettledCash(new BigDecimal(cash))
            .setHoldings(List.of(holding("XOM", xom), holding("AAPL", aapl)))
            .build();
    return Positions.newBuilder()
        .setVersion(version)
        .setAsOf(asOf)
        .setFeed(PositionsFeed.INTRADAY)
        .setExecutionsThrough(executionsThrough)
        .setSleeves(List.of(managed))
        .build();
  }

  static Holding holding(String security, String quantity) {
    return Holding.newBuilder()
        .setSecurityId(security)
        .setQuantity(new BigDecimal(quantity))
        .build();
  }

  static AccountCommand opening(String commandId, Instant at) {
    return command(commandId, AccountCommandType.OPENING_STATE, at)
        .setOpeningState(
            OpeningState.newBuilder()
                .setTargetId("GROWTH")
                .setRebalancing(true)
                .setEstablished(true)
                .build())
        .build();
  }

  static AccountCommand assign(String commandId, String targetId, Instant at) {
    return command(commandId, AccountCommandType.ASSIGN_TARGET, at)
        .setAssignTarget(
            AssignTarget.newBuilder().setTargetId(targetId).setRebalancing(true).build())
        .build();
  }

  static AccountCommand.Builder command(String commandId, AccountCommandType type, Instant at) {
    return AccountCommand.newBuilder()
        .setCommandId(commandId)
        .setType(type)
        .setSentBy("advisor-7")
        .setSentAt(at)
        .setFirmId(FIRM);
  }

  static RebalanceCommand submit(String commandId, Instant at, String... accounts) {
    return request(commandId, RebalanceCommandType.SUBMIT, at)
        .setSubmit(SubmitRequest.newBuilder().setAccounts(List.of(accounts)).build())
        .build();
  }

  static RebalanceCommand retry(String commandId, Instant at, String of) {
    return request(commandId, RebalanceCommandType.SUBMIT, at)
        .setSubmit(SubmitRequest.newBuilder().setRetryFailedOf(of).build())
        .build();
  }

  static RebalanceCommand approve(String commandId, Instant at) {
    return approve(commandId, at, Map.of());
  }

  static RebalanceCommand approve(String commandId, Instant at, Map<String, String> hashes) {
    return request(commandId, RebalanceCommandType.APPROVE, at)
        .setApprove(ApproveRequest.newBuilder().setHashes(hashes).build())
        .build();
  }

  static RebalanceCommand cancel(String commandId, Instant at) {
    return request(commandId, RebalanceCommandType.CANCEL, at)
        .setCancel(CancelRequest.newBuilder().build())
        .build();
  }

  static RebalanceCommand.Builder request(String commandId, RebalanceCommandType type, Instant at) {
    return RebalanceCommand.newBuilder()
        .setCommandId(commandId)
        .setType(type)
        .setSentBy("advisor-7")
        .setSentAt(at)
        .setFirmId(FIRM);
  }

  static ExecutionResult fill(
      String executionId, String batchId, Order order, String price, Instant at) {
    return result(executionId, batchId, order.getOrderId(), ExecType.FILL, at)
        .setQuantity(order.getQuantity())
        .setPrice(new BigDecimal(price))
        .build();
  }

  static ExecutionResult.Builder result(
      String executionId, String batchId, @Nullable String orderId, ExecType type, Instant at) {
    return ExecutionResult.newBuilder()
        .setExecutionId(executionId)
        .setExecType(type)
        .setOrderId(orderId)
        .setBatchId(batchId)
        .setAt(at);
  }
}
