package io.evenkeel.chaos.judge;

import io.evenkeel.core.account.TradeProposal;
import io.evenkeel.core.approval.ContentHash;
import io.evenkeel.pipeline.wire.ProposalWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.HistoryAccountStatus;
import io.evenkeel.schemas.Order;
import io.evenkeel.schemas.ProposalResult;
import io.evenkeel.schemas.ProposedOrder;
import java.util.List;

/** Nothing trades that nobody approved, and nothing else than what was approved. */
final class NoOrderUnapproved {
  private NoOrderUnapproved() {}

  /** Every batch is of a request that was approved, for an account that was not left out. */
  static Finding withoutApproval(Case before) {
    var tally = new Tally("no-order-without-approval", Kind.WRONG);
    for (var row : before.handed().batches()) {
      var batch = row.said();
      var approval = before.approvals().of(batch.getRequestId(), batch.getAccountId());
      tally.check(
          approval != null && approval.isAsked(),
          "batch %s at %s: account %s of request %s %s",
          batch.getBatchId(),
          row.place(),
          batch.getAccountId(),
          batch.getRequestId(),
          before.approvals().isApproved(batch.getRequestId())
              ? "was left out, or nothing was proposed for it"
              : "was never approved");
      var failed =
          approval != null
              && approval.row() != null
              && approval.row().said().getStatus() == HistoryAccountStatus.FAILED;
      tally.check(
          !failed,
          "batch %s at %s trades, and history says that its account failed",
          batch.getBatchId(),
          row.place());
    }
    return tally.finding();
  }

  /** What trades is what the proposal says whose hash was approved; the hash is of its content. */
  static Finding otherThanApproved(Case before) {
    var tally = new Tally("approval-bound-to-content", Kind.WRONG);
    for (var row : before.handed().batches()) {
      var approval = before.approvals().of(row.said().getRequestId(), row.said().getAccountId());
      if (approval != null && approval.isAsked()) {
        check(row, approval, tally);
      }
    }
    before.handed().records().forEach(row -> checkHash(before.handed(), row, tally));
    return tally.finding();
  }

  /** What is said of a batch later carries the hash that the batch had. */
  private static void checkHash(Handed handed, Row<ApprovedTradeBatch> row, Tally tally) {
    var said = row.said();
    for (var whole : handed.batch(said.getBatchId())) {
      var expected = ToldHash.of(whole.said());
      tally.check(
          expected.equals(said.getBatchHash()),
          "%s of batch %s at %s has batch hash %s; what its custodian is told has %s",
          said.getInstruction(),
          said.getBatchId(),
          row.place(),
          said.getBatchHash(),
          expected);
    }
  }

  private static void check(Row<ApprovedTradeBatch> row, Approvals.Approval approval, Tally tally) {
    var batch = row.said();
    var proposal = approval.proposal().said();
    var named = approval.command().said().getApprove().getHashes().get(batch.getAccountId());
    tally.check(
        batch.getContentHash().equals(proposal.getContentHash())
            && (named == null || named.equals(batch.getContentHash())),
        "batch %s at %s has content hash %s; proposed was %s, approved %s",
        batch.getBatchId(),
        row.place(),
        batch.getContentHash(),
        proposal.getContentHash(),
        named == null ? "whatever was proposed" : named);
    tally.check(
        isTheSame(batch, proposal),
        "batch %s at %s has other orders or transfers than the proposal at %s",
        batch.getBatchId(),
        row.place(),
        approval.proposal().place());
    tally.check(
        isHashOf(proposal),
        "the proposal at %s does not have the content that its hash is of",
        approval.proposal().place());
  }

  private static boolean isTheSame(
      ApprovedTradeBatch batch, io.evenkeel.schemas.TradeProposal proposal) {
    return batch.getTransfers().equals(proposal.getTransfers())
        && words(batch.getOrders()).equals(proposed(proposal.getOrders()));
  }

  private static List<String> words(List<Order> orders) {
    return orders.stream()
        .map(
            o ->
                words(
                    o.getOrderId(),
                    o.getSecurityId(),
                    o.getSleeveId(),
                    o.getSide(),
                    o.getQuantity()))
        .toList();
  }

  private static List<String> proposed(List<ProposedOrder> orders) {
    return orders.stream()
        .map(
            o ->
                words(
                    o.getOrderId(),
                    o.getSecurityId(),
                    o.getSleeveId(),
                    o.getSide(),
                    o.getQuantity()))
        .toList();
  }

  private static String words(Object... what) {
    return List.of(what).toString();
  }

  private static boolean isHashOf(io.evenkeel.schemas.TradeProposal proposal) {
    return proposal.getResult() == ProposalResult.PROPOSED
        && ProposalWire.readBuilt(proposal).result() instanceof TradeProposal.Result.Proposed read
        && ContentHash.of(read.proposal()).equals(proposal.getContentHash());
  }
}
