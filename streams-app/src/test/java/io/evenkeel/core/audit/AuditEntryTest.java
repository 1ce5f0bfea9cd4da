package io.evenkeel.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.audit.AuditEntry.Kind;
import io.evenkeel.core.audit.AuditEntry.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An audit entry")
class AuditEntryTest {
  private static final Instant TEN = Instant.parse("2026-11-20T15:00:00Z");

  private static AuditEntry saying(String who, String text) {
    return new AuditEntry(
        "ACCOUNT/A-1", "Submit", who, who, TEN, who, text, text, text, Outcome.ACCEPTED, text);
  }

  @Test
  void saysWhatFitsAsItIs() {
    var entry = saying("x".repeat(AuditEntry.MAX_ID), "é".repeat(AuditEntry.MAX_TEXT));

    assertThat(entry.shortened()).isEqualTo(entry);
  }

  @Test
  void saysOfALongerTextHowItBeginsHowLongItIsAndItsHash() {
    var text = "a".repeat(AuditEntry.MAX_TEXT) + "b";
    var other = "a".repeat(AuditEntry.MAX_TEXT) + "c";

    var content = saying("ops-1", text).shortened().content();

    assertThat(content)
        .startsWith("aaa")
        .contains("… (32769 characters, SHA-256 ")
        .hasSizeLessThanOrEqualTo(AuditEntry.MAX_TEXT)
        .isNotEqualTo(saying("ops-1", other).shortened().content());
  }

  @Test
  void isNeverTooLargeForABroker() {
    var entry = saying("x".repeat(1_000_000), "\u20ac".repeat(1_000_000)).shortened();

    var texts = new String[] {entry.content(), entry.before(), entry.after(), entry.sentence()};
    assertThat(texts).allSatisfy(text -> assertThat(text.length() * 3).isLessThan(100_000));
    assertThat(entry.who()).hasSizeLessThanOrEqualTo(AuditEntry.MAX_ID);
    assertThat(entry.shortened()).isEqualTo(entry);
  }

  @Test
  void isKeyedByWhatItIsAboutAlsoWhereAnIdHasNoEnd() {
    var one = AuditEntry.subject(Kind.ACCOUNT, "x".repeat(500_000));
    var other = AuditEntry.subject(Kind.ACCOUNT, "x".repeat(500_000) + "y");

    assertThat(AuditEntry.subject(Kind.ACCOUNT, "A-1")).isEqualTo("ACCOUNT/A-1");
    assertThat(one).hasSizeLessThan(1_100).isNotEqualTo(other);
  }
}
