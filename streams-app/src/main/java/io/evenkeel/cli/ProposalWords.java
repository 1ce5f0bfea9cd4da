package io.evenkeel.cli;

import io.evenkeel.core.account.TradeProposal;
import io.evenkeel.core.account.TradeProposal.Result;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A proposal in words: what it would do, and of every order the line that asked for it. */
final class ProposalWords {
  private final TradeProposal built;

  private ProposalWords(TradeProposal built) {
    this.built = built;
  }

  static List<String> of(TradeProposal built) {
    return new ProposalWords(built).sentences();
  }

  private List<String> sentences() {
    var sentences = new ArrayList<String>();
    var inputs = built.builtFrom();
    sentences.add(
        "%s for account %s in request %s%s, built at %s"
            .formatted(
                result(),
                built.accountId(),
                built.requestId(),
                inputs == null ? "" : " by " + inputs.input().logic(),
                built.at()));
    if (built.result() instanceof Result.Proposed proposed) {
      add(sentences, proposed.proposal());
    } else {
      built.lines().forEach(line -> sentences.add(LineWords.row(line)));
    }
    return sentences;
  }

  private String result() {
    if (built.result() instanceof Result.Failed failed) {
      return "FAILED with " + failed.code();
    }
    return built.result() instanceof Result.Proposed ? "PROPOSED" : "NO_TRADES";
  }

  private void add(List<String> sentences, Proposal proposal) {
    proposal.orders().forEach(order -> sentences.add(order(order)));
    proposal.transfers().forEach(transfer -> sentences.add(transfer(transfer)));
    proposal.acrs().forEach(acr -> sentences.add(acr(acr)));
  }

  private String order(Order order) {
    return "  %s %s %s at %s for %s in sleeve %s: %s"
        .formatted(
            order.side(),
            order.quantity(),
            order.securityId(),
            "$" + order.price(),
            dollars(order.cash()),
            order.sleeveId(),
            why(order.line()));
  }

  private static String transfer(Transfer transfer) {
    return "  transfer of %s from sleeve %s to %s"
        .formatted(dollars(transfer.amount()), transfer.fromSleeveId(), transfer.toSleeveId());
  }

  private String acr(Acr acr) {
    var change = acr.change();
    return "  ACR %s of %s, amount %s, leverage %s to %s%s: %s"
        .formatted(
            change.type(),
            change.modelId(),
            dollars(change.amount()),
            change.before(),
            change.applied(),
            change.latches() ? ", latched on approval" : "",
            why("MODEL:" + change.modelId()));
  }

  private static String dollars(Money money) {
    return "$" + money.dollars().setScale(2).toPlainString();
  }

  /** Lines inside a sleeve that is empty or does not exist yet are not there to be judged. */
  private String why(String name) {
    return line(name)
        .map(LineWords::sentence)
        .orElseGet(
            () ->
                name
                    + " is new"
                    + line("MODEL:" + sleeveOf(name))
                        .map(line -> "; " + LineWords.sentence(line))
                        .orElse(""));
  }

  private Optional<Line> line(String name) {
    return built.lines().stream().filter(line -> line.name().equals(name)).findFirst();
  }

  private static String sleeveOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }
}
