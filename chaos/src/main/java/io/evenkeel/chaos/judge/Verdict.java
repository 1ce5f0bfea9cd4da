package io.evenkeel.chaos.judge;

import java.util.List;

/** What the judge says of a run. */
public record Verdict(List<Finding> findings, Counts counts) {
  public Verdict {
    findings = List.copyOf(findings);
  }

  public long lost() {
    return violations(Kind.LOST);
  }

  public long duplicated() {
    return violations(Kind.DUPLICATED);
  }

  public long wrong() {
    return violations(Kind.WRONG);
  }

  private long violations(Kind kind) {
    return findings.stream().filter(f -> f.kind() == kind).mapToLong(Finding::violations).sum();
  }

  /** Whether every invariant holds, and something was shown. */
  public boolean isClean() {
    return findings.stream().allMatch(Finding::holds);
  }
}
