package io.evenkeel.core.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/**
 * Text that two different contents never share: each field is preceded by its length, each list by
 * its size.
 */
public final class CanonicalText {
  /** Of {@link #half}. */
  public static final int HALF_DIGITS = 32;

  private final StringBuilder text = new StringBuilder();

  /** Appends one field. */
  public CanonicalText field(Object value) {
    var field = value.toString();
    text.append(field.length()).append(':').append(field);
    return this;
  }

  /** Appends a list, item by item. */
  public <T> CanonicalText list(Collection<T> items, BiConsumer<CanonicalText, T> write) {
    text.append(items.size()).append('[');
    items.forEach(item -> write.accept(this, item));
    return this;
  }

  /** SHA-256 of the text in UTF-8, as 64 hexadecimal digits in lower case. */
  public String sha256() {
    return sha256(text.toString());
  }

  /**
   * Its first 32 digits, which are 128 bits: enough that no fault happens to leave them the same.
   */
  public String half() {
    return sha256().substring(0, HALF_DIGITS);
  }

  /** SHA-256 of any text in UTF-8, as 64 hexadecimal digits in lower case. */
  public static String sha256(String text) {
    try {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
