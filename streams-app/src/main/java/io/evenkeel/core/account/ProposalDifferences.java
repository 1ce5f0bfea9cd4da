package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.drift.LineDifferences;
import io.evenkeel.core.tax.Gain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where orders and ACRs that a proposal names differ from those that were built again. */
final class ProposalDifferences {
  private ProposalDifferences() {}

  /** The same orders in the same order, each the same in everything. */
  static void orders(LineDifferences differences, List<Order> again, List<Order> said) {
    var lines = again.stream().map(Order::line).toList();
    var linesSaid = said.stream().map(Order::line).toList();
    differences.compare("Lines with orders are", lines, linesSaid);
    if (lines.equals(linesSaid)) {
      for (var i = 0; i < lines.size(); i++) {
        order(differences, again.get(i), said.get(i));
      }
    }
  }

  private static void order(LineDifferences differences, Order again, Order said) {
    var of = " of the order of " + again.line() + " is";
    differences.compare("The id" + of, again.orderId(), said.orderId());
    differences.compare("The sleeve" + of, again.sleeveId(), said.sleeveId());
    differences.compare("The security" + of, again.securityId(), said.securityId());
    differences.compare("The side" + of, again.side(), said.side());
    differences.compare("The quantity" + of, again.quantity(), said.quantity());
    differences.compare("The price" + of, again.price(), said.price());
    differences.compare("The cash" + of, again.cash(), said.cash());
    differences.compare("The list of lots" + of, again.lots(), said.lots());
    differences.compare("The holding back" + of, again.held(), said.held());
    differences.compare("The gain" + of, shown(again.gain()), shown(said.gain()));
  }

  private static String shown(@Nullable Gain gain) {
    return gain == null ? "nothing" : gain.toString();
  }

  /** The same ACRs in the same order, each the same in everything. */
  static void acrs(LineDifferences differences, List<Acr> again, List<Acr> said) {
    var models = again.stream().map(acr -> acr.change().modelId()).toList();
    var modelsSaid = said.stream().map(acr -> acr.change().modelId()).toList();
    differences.compare("Models with ACRs are", models, modelsSaid);
    if (models.equals(modelsSaid)) {
      for (var i = 0; i < models.size(); i++) {
        acr(differences, again.get(i), said.get(i));
      }
    }
  }

  private static void acr(LineDifferences differences, Acr again, Acr said) {
    var of = " of the ACR of " + again.change().modelId() + " is";
    var change = again.change();
    var changeSaid = said.change();
    differences.compare("The id" + of, again.acrId(), said.acrId());
    differences.compare("The source" + of, again.source(), said.source());
    differences.compare("The sleeve" + of, change.sleeveId(), changeSaid.sleeveId());
    differences.compare("The type" + of, change.type(), changeSaid.type());
    differences.compare("The amount" + of, change.amount(), changeSaid.amount());
    differences.compare("The leverage before" + of, change.before(), changeSaid.before());
    differences.compare("The leverage applied" + of, change.applied(), changeSaid.applied());
    differences.compare("The latching" + of, change.latches(), changeSaid.latches());
  }
}
