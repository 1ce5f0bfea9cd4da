package io.evenkeel.chaos.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.chaos.judge.Finding;
import io.evenkeel.chaos.judge.Verdict;
import io.evenkeel.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run came to.
 *
 * @param seconds from the first fault until all was at rest
 * @param restarts of instances that had ended by themselves
 */
public record RunReport(
    String scenario,
    long seed,
    int kills,
    int faults,
    double seconds,
    int restarts,
    List<Gap> gaps,
    List<String> skipped,
    List<String> unrest,
    Verdict verdict) {

  /** Whether every invariant held, and all came to rest. */
  public boolean isClean() {
    return verdict.isClean() && unrest.isEmpty();
  }

  /** The gap that so large a share of faults stayed within, in seconds; 0 without any. */
  public double gapSeconds(double share) {
    var sorted = gaps.stream().mapToDouble(Gap::seconds).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }

  public ObjectNode json() {
    var json =
        Json.object()
            .put("scenario", scenario)
            .put("seed", seed)
            .put("kills", kills)
            .put("faults", faults)
            .put("lost", verdict.lost())
            .put("duplicated", verdict.duplicated())
            .put("wrong", verdict.wrong() + unrest.size())
            .put("approvedOrders", verdict.counts().approvedOrders())
            .put("gapSecondsP50", rounded(gapSeconds(0.5)))
            .put("gapSecondsP99", rounded(gapSeconds(0.99)))
            .put("gapSecondsMax", rounded(gapSeconds(1)))
            .put("seconds", rounded(seconds))
            .put(
                "rebalancesPerFault",
                rounded(gaps.stream().mapToLong(Gap::rebalances).average().orElse(0)))
            .put("restarts", restarts)
            .put("clean", isClean());
    json.set("counts", new ObjectMapper().valueToTree(verdict.counts()));
    var byFault = json.putArray("gaps");
    byKind()
        .forEach(
            (fault, of) ->
                byFault
                    .addObject()
                    .put("fault", fault)
                    .put("count", of.length)
                    .put("medianSeconds", rounded(of[(of.length - 1) / 2]))
                    .put("maxSeconds", rounded(of[of.length - 1])));
    var invariants = json.putArray("invariants");
    verdict.findings().forEach(finding -> add(invariants.addObject(), finding));
    skipped.forEach(json.putArray("skipped")::add);
    unrest.forEach(json.putArray("unrest")::add);
    return json;
  }

  private TreeMap<String, double[]> byKind() {
    var byKind = new TreeMap<String, double[]>();
    gaps.stream()
        .collect(Collectors.groupingBy(Gap::fault))
        .forEach(
            (fault, of) ->
                byKind.put(fault, of.stream().mapToDouble(Gap::seconds).sorted().toArray()));
    return byKind;
  }

  private static void add(ObjectNode to, Finding finding) {
    to.put("name", finding.invariant())
        .put("kind", finding.kind().name())
        .put("checked", finding.checked())
        .put("violations", finding.violations());
    finding.examples().forEach(to.putArray("examples")::add);
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 100) / 100.0;
  }

  /** A few lines for whoever started it. */
  public String summary() {
    var text = new StringBuilder();
    text.append(
        "%s, seed %d: %d faults, %d kills; lost %d, duplicated %d, wrong %d of %d approved orders and %d drift events%n"
            .formatted(
                scenario,
                seed,
                faults,
                kills,
                verdict.lost(),
                verdict.duplicated(),
                verdict.wrong() + unrest.size(),
                verdict.counts().approvedOrders(),
                verdict.counts().driftEvents()));
    byKind()
        .forEach(
            (fault, of) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "  %-34s %4d times, gap median %5.2f s, longest %5.2f s%n",
                        fault,
                        of.length,
                        of[(of.length - 1) / 2],
                        of[of.length - 1])));
    skipped.forEach(sentence -> text.append("  skipped: ").append(sentence).append('\n'));
    unrest.forEach(sentence -> text.append("  NOT AT REST: ").append(sentence).append('\n'));
    verdict.findings().stream()
        .filter(finding -> finding.violations() > 0)
        .forEach(
            finding -> {
              text.append(
                  "  BROKEN: %s (%d of %d)%n"
                      .formatted(finding.invariant(), finding.violations(), finding.checked()));
              finding.examples().forEach(e -> text.append("    ").append(e).append('\n'));
            });
    return text.toString();
  }
}
