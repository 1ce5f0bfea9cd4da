package io.evenkeel.chaos.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.chaos.judge.Finding;
import io.evenkeel.chaos.judge.Verdict;
import io.evenkeel.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, or has come to so far.
 *
 * @param seconds from the first fault until all was at rest
 * @param restarts of instances that had ended by themselves
 * @param verdict {@code null} where the run is not over
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
    @Nullable Verdict verdict) {

  /** Of one kind of fault. */
  private record OfKind(double[] gaps, double[] calms) {
    static OfKind of(List<Gap> gaps) {
      return new OfKind(
          gaps.stream().mapToDouble(Gap::seconds).sorted().toArray(),
          gaps.stream().mapToDouble(Gap::calmAfterSeconds).sorted().toArray());
    }
  }

  /** The same, judged. */
  public RunReport with(Verdict judged) {
    return new RunReport(
        scenario, seed, kills, faults, seconds, restarts, gaps, skipped, unrest, judged);
  }

  /** Whether every invariant held, and all came to rest. */
  public boolean isClean() {
    return verdict != null && verdict.isClean() && unrest.isEmpty();
  }

  /** The gap that so large a share of faults stayed within, in seconds; 0 without any. */
  public double gapSeconds(double share) {
    return within(gaps.stream().mapToDouble(Gap::seconds).sorted().toArray(), share);
  }

  private static double within(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }

  public ObjectNode json() {
    var json =
        Json.object()
            .put("scenario", scenario)
            .put("seed", seed)
            .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("version", System.getProperty("evenkeel.version", "unknown"))
            .put("processors", Runtime.getRuntime().availableProcessors())
            .put("kills", kills)
            .put("faults", faults);
    if (verdict != null) {
      json.put("lost", verdict.lost())
          .put("duplicated", verdict.duplicated())
          .put("wrong", verdict.wrong() + unrest.size())
          .put("approvedOrders", verdict.counts().approvedOrders());
    }
    json.put("gapSecondsP50", rounded(gapSeconds(0.5)))
        .put("gapSecondsP99", rounded(gapSeconds(0.99)))
        .put("gapSecondsMax", rounded(gapSeconds(1)))
        .put("seconds", rounded(seconds))
        .put(
            "rebalancesPerFault",
            rounded(gaps.stream().mapToLong(Gap::rebalances).average().orElse(0)))
        .put("restarts", restarts)
        .put("judged", verdict != null)
        .put("clean", isClean());
    addGaps(json);
    if (verdict != null) {
      json.set("counts", new ObjectMapper().valueToTree(verdict.counts()));
      var invariants = json.putArray("invariants");
      verdict.findings().forEach(finding -> add(invariants.addObject(), finding));
    }
    skipped.forEach(json.putArray("skipped")::add);
    unrest.forEach(json.putArray("unrest")::add);
    return json;
  }

  private void addGaps(ObjectNode json) {
    var byFault = json.putArray("gaps");
    byKind()
        .forEach(
            (fault, of) ->
                byFault
                    .addObject()
                    .put("fault", fault)
                    .put("count", of.gaps().length)
                    .put("medianSeconds", rounded(within(of.gaps(), 0.5)))
                    .put("maxSeconds", rounded(within(of.gaps(), 1)))
                    .put("calmAfterMedianSeconds", rounded(within(of.calms(), 0.5)))
                    .put("calmAfterMaxSeconds", rounded(within(of.calms(), 1))));
  }

  private TreeMap<String, OfKind> byKind() {
    var byKind = new TreeMap<String, OfKind>();
    gaps.stream()
        .collect(Collectors.groupingBy(Gap::fault))
        .forEach((fault, of) -> byKind.put(fault, OfKind.of(of)));
    return byKind;
  }

  private static void add(ObjectNode to, Finding finding) {
    to.put("name", finding.invariant())
        .put("kind", finding.kind().name())
        .put("checked", finding.checked())
        .put("violations", finding.violations())
        .put("note", finding.note());
    finding.examples().forEach(to.putArray("examples")::add);
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 100) / 100.0;
  }

  /** A few lines for whoever started it. */
  public String summary() {
    var text = new StringBuilder();
    text.append(
        "%s, seed %d: %d faults, %d kills; %s%n"
            .formatted(scenario, seed, faults, kills, verdictInWords()));
    byKind()
        .forEach(
            (fault, of) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "  %-38s %4d times, gap median %5.2f s, longest %5.2f s%n",
                        fault,
                        of.gaps().length,
                        within(of.gaps(), 0.5),
                        within(of.gaps(), 1))));
    skipped.forEach(sentence -> text.append("  skipped: ").append(sentence).append('\n'));
    unrest.forEach(sentence -> text.append("  NOT AT REST: ").append(sentence).append('\n'));
    if (verdict != null) {
      verdict.findings().stream()
          .filter(finding -> finding.violations() > 0)
          .forEach(finding -> addBroken(text, finding));
    }
    return text.toString();
  }

  private String verdictInWords() {
    return verdict == null
        ? "not judged yet"
        : "lost %d, duplicated %d, wrong %d of %d approved orders and %d drift events"
            .formatted(
                verdict.lost(),
                verdict.duplicated(),
                verdict.wrong() + unrest.size(),
                verdict.counts().approvedOrders(),
                verdict.counts().driftEvents());
  }

  private static void addBroken(StringBuilder text, Finding finding) {
    text.append(
        "  BROKEN: %s (%d of %d)%n"
            .formatted(finding.invariant(), finding.violations(), finding.checked()));
    finding.examples().forEach(e -> text.append("    ").append(e).append('\n'));
  }
}
