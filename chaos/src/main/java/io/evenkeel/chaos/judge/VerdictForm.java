package io.evenkeel.chaos.judge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A verdict for people and for programs. */
final class VerdictForm {
  private VerdictForm() {}

  static List<String> lines(Verdict verdict) {
    var lines = new ArrayList<String>();
    for (var finding : verdict.findings()) {
      lines.add(
          "%-40s %s %,d checked%s%s"
              .formatted(
                  finding.invariant(),
                  finding.holds() ? "holds," : finding.kind() + ": " + finding.violations() + " of",
                  finding.checked(),
                  finding.note().isEmpty() ? "" : "; ",
                  finding.note()));
      finding.examples().forEach(example -> lines.add("    " + example));
    }
    verdict
        .counts()
        .endings()
        .forEach(
            (topic, e) ->
                lines.add(
                    "%-40s %,d: %,d applied, %,d superseded, %,d rejected, %,d dead-lettered"
                        .formatted(
                            topic,
                            e.total(),
                            e.applied(),
                            e.superseded(),
                            e.rejected(),
                            e.deadLettered())));
    lines.add(
        "%s: %d lost, %d duplicated, %d wrong; %,d approved orders, %,d executions, %,d drift events"
            .formatted(
                verdict.isClean() ? "clean" : "NOT CLEAN",
                verdict.lost(),
                verdict.duplicated(),
                verdict.wrong(),
                verdict.counts().approvedOrders(),
                verdict.counts().executions(),
                verdict.counts().driftEvents()));
    return lines;
  }

  static ObjectNode json(Verdict verdict) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("clean", verdict.isClean())
        .put("lost", verdict.lost())
        .put("duplicated", verdict.duplicated())
        .put("wrong", verdict.wrong())
        .put("approvedOrders", verdict.counts().approvedOrders());
    var invariants = json.putArray("invariants");
    for (var finding : verdict.findings()) {
      var one = invariants.addObject();
      one.put("name", finding.invariant())
          .put("kind", finding.kind().name())
          .put("checked", finding.checked())
          .put("violations", finding.violations())
          .put("note", finding.note());
      finding.examples().forEach(one.putArray("examples")::add);
    }
    var inputs = json.putObject("inputs");
    verdict
        .counts()
        .endings()
        .forEach(
            (topic, e) ->
                inputs
                    .putObject(topic)
                    .put("applied", e.applied())
                    .put("superseded", e.superseded())
                    .put("rejected", e.rejected())
                    .put("deadLettered", e.deadLettered()));
    return json;
  }
}
