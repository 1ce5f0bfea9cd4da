package io.evenkeel.core.audit;

import io.evenkeel.core.approval.CanonicalText;
import org.jspecify.annotations.Nullable;

/**
 * An entry in its chain.
 *
 * @param sequence of its subject, from 1 without gaps
 * @param previousHash of the record before it
 * @param hash SHA-256 over everything else here, as 64 hexadecimal digits
 */
public record AuditLink(AuditEntry entry, long sequence, String previousHash, String hash) {

  /** The next one after a head. */
  public static AuditLink after(AuditHead head, AuditEntry entry) {
    var sequence = head.sequence() + 1;
    return new AuditLink(entry, sequence, head.hash(), hash(entry, sequence, head.hash()));
  }

  public AuditHead head() {
    return new AuditHead(sequence, hash);
  }

  /** Whether its hash is that of what it says. */
  public boolean isWhole() {
    return hash.equals(hash(entry, sequence, previousHash));
  }

  private static String hash(AuditEntry entry, long sequence, String previousHash) {
    return new CanonicalText()
        .field(previousHash)
        .field(sequence)
        .field(entry.subject())
        .field(entry.action())
        .field(entry.who())
        .field(given(entry.firmId()))
        .field(entry.at())
        .field(given(entry.commandId()))
        .field(entry.content())
        .field(given(entry.before()))
        .field(given(entry.after()))
        .field(entry.outcome())
        .field(given(entry.sentence()))
        .sha256();
  }

  /** Nothing is another thing than any text. */
  private static String given(@Nullable String text) {
    return text == null ? "-" : "+" + text;
  }
}
