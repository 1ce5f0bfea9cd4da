package io.evenkeel.core.audit;

import io.evenkeel.core.approval.CanonicalText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody commanded, and what came of it.
 *
 * @param subject what it is about, such as {@code ACCOUNT/A-1}: the key of its chain
 * @param action what was asked, such as {@code AssignTarget}
 * @param who asked; empty where the record does not say
 * @param commandId {@code null} where it has none
 * @param content what was asked, in words
 * @param before what it was about, as it stood; {@code null} where that was unknown
 * @param after the same, as it stands; {@code null} where it is gone
 * @param outcome ACCEPTED, REJECTED, or what else came of it
 * @param sentence why; {@code null} where there is nothing to say
 */
public record AuditEntry(
    String subject,
    String action,
    String who,
    @Nullable String firmId,
    Instant at,
    @Nullable String commandId,
    String content,
    @Nullable String before,
    @Nullable String after,
    Outcome outcome,
    @Nullable String sentence) {
  /** Characters of a text. */
  public static final int MAX_TEXT = 32_768;

  /** Characters of an id. */
  public static final int MAX_ID = 1_000;

  /** Characters that say what was shortened, and some to spare. */
  private static final int TAIL = 120;

  /** What came of it. */
  public enum Outcome {
    ACCEPTED,
    REJECTED,
    /** Waits for what it is about; another entry says what comes of it. */
    WAITING,
    /** Came before under the same commandId, and nothing was done. */
    REPEATED
  }

  /** The key of what is said of a kind of thing; an id that no platform gives is shortened. */
  public static String subject(Kind kind, String id) {
    return kind.name() + "/" + shortened(id, MAX_ID);
  }

  /**
   * As it is written: no text is longer than {@link #MAX_TEXT}, so that no command makes a record
   * that brokers refuse. Of a longer one the beginning is there, its length and its hash.
   */
  public AuditEntry shortened() {
    return new AuditEntry(
        subject,
        action,
        shortened(who, MAX_ID),
        firmId == null ? null : shortened(firmId, MAX_ID),
        at,
        commandId == null ? null : shortened(commandId, MAX_ID),
        shortened(content, MAX_TEXT),
        before == null ? null : shortened(before, MAX_TEXT),
        after == null ? null : shortened(after, MAX_TEXT),
        outcome,
        sentence == null ? null : shortened(sentence, MAX_TEXT));
  }

  private static String shortened(String text, int max) {
    return text.length() <= max
        ? text
        : "%s… (%d characters, SHA-256 %s)"
            .formatted(text.substring(0, max - TAIL), text.length(), CanonicalText.sha256(text));
  }

  /** What entries are about; of each key one task writes, and no other. */
  public enum Kind {
    ACCOUNT,
    REQUEST,
    CUSTODIAN,
    SECURITY,
    TARGET,
    MODEL,
    CONTROL
  }
}
