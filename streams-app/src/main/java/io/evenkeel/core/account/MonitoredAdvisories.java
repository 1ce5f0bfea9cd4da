package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The advisories that follow from looking at a monitored account; none where they do not apply. */
final class MonitoredAdvisories {
  private MonitoredAdvisories() {}

  static List<Advisory> noTarget(AccountBook book) {
    return book.instructions().targetId() != null
        ? List.of()
        : List.of(
            new Advisory(
                AdvisoryCode.NO_TARGET_HELD_TO_CASH,
                "",
                Severity.WARNING,
                "Rebalancing is on and no target is assigned: the account is held against 100 %"
                    + " cash.",
                "Assign a target, or switch rebalancing off.",
                null));
  }

  static List<Advisory> marginNotEnabled(Sight sight, Account account) {
    var levered = modelLines(sight).filter(line -> line.leverage().isLevered()).toList();
    return levered.isEmpty() || account.mayBorrow()
        ? List.of()
        : List.of(
            new Advisory(
                AdvisoryCode.MARGIN_NOT_ENABLED,
                "",
                Severity.WARNING,
                "The target configures leverage above 1 for "
                    + String.join(", ", levered.stream().map(TargetLine::ref).toList())
                    + ", and the account may not borrow.",
                "Have the custodian enable margin, or assign a target without leverage; until then"
                    + " nothing is built for the account.",
                null));
  }

  /** A sleeve that exists and is judged at another leverage than its target configures. */
  static List<Advisory> leveragePending(AccountBook book, Sight sight) {
    var positions = book.held();
    var pending = new ArrayList<Advisory>();
    if (positions != null) {
      modelLines(sight)
          .filter(line -> positions.model(line.ref()).isPresent())
          .filter(line -> !line.leverage().equals(book.leverageOf(line.ref())))
          .forEach(line -> pending.add(leveragePending(book, line)));
    }
    return pending;
  }

  private static Advisory leveragePending(AccountBook book, TargetLine line) {
    return new Advisory(
        AdvisoryCode.LEVERAGE_PENDING,
        line.ref(),
        Severity.INFO,
        "Sleeve %s is configured at leverage %s and judged at %s."
            .formatted(line.ref(), line.leverage(), book.leverageOf(line.ref())),
        "Approve a rebalance or a manual allocation that trades in the sleeve, even of $1.",
        null);
  }

  static List<Advisory> negativeManagedCash(AccountBook book, AccountSettings settings) {
    var positions = book.held();
    if (positions == null) {
      return List.of();
    }
    var cash = positions.managed().cash();
    return cash.compareTo(settings.negativeCashFrom().negate()) >= 0
        ? List.of()
        : List.of(
            new Advisory(
                AdvisoryCode.NEGATIVE_MANAGED_CASH,
                "",
                Severity.WARNING,
                "The cash of the MANAGED sleeve is negative; margin belongs inside a model sleeve.",
                "Deposit cash, or rebalance so that holdings are sold.",
                cash));
  }

  static List<Advisory> marginCall(AccountBook book, Sight sight, Account account, Moment moment) {
    var margin = Margin.of(sight.judgement(), book.held(), moment.boards());
    var call = margin == null ? null : margin.call(Margin.maintenance(account, moment.settings()));
    return call == null
        ? List.of()
        : List.of(
            new Advisory(
                AdvisoryCode.MARGIN_CALL,
                "",
                Severity.CRITICAL,
                "Equity is below maintenance margin of %s of exposure."
                    .formatted(Margin.maintenance(account, moment.settings())),
                "Deposit the amount, or sell until equity covers it.",
                call));
  }

  private static Stream<TargetLine> modelLines(Sight sight) {
    var target = sight.against().target();
    return target == null
        ? Stream.of()
        : target.target().lines().stream().filter(l -> l.kind() == Component.Kind.MODEL);
  }
}
