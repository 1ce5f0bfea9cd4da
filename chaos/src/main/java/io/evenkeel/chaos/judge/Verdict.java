package io.evenkeel.chaos.judge;

import java.util.List;

/** What the judge says of a run. */
public record Verdict(List<Finding> findings, Counts counts) {
  public Verdict {
    findings = List.copyOf(findings);
  }

  public long lost() {
    return violations(Finding.Kind.LOST);
  }

  public long duplicated() {
    return violations(Finding.Kind.DUPLICATED);
  }

  public long wrong() {
    return violations(Finding.Kind.WRONG);
  }

  /** Whether every invariant held, and work was done under faults that fired. */
  public boolean isClean() {
    return findings.stream().allMatch(finding -> finding.violations() == 0);
  }

  private long violations(Finding.Kind kind) {
    return findings.stream()
        .filter(finding -> finding.kind() == kind)
        .mapToLong(Finding::violations)
        .sum();
  }
}
