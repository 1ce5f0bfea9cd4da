package io.evenkeel.core.audit;

/**
 * The newest record of a chain.
 *
 * @param sequence from 1 without gaps; 0 before the first
 * @param hash of that record; of nothing before the first
 */
public record AuditHead(long sequence, String hash) {
  /** What the first record of every chain is bound to. */
  public static final AuditHead NONE = new AuditHead(0, "0".repeat(64));
}
