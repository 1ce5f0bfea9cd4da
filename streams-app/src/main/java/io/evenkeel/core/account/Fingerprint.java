package io.evenkeel.core.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short text that stands for a long content: SHA-256 over its parts, each preceded by its length,
 * so that no two contents share one.
 */
final class Fingerprint {
  private final StringBuilder text = new StringBuilder();

  Fingerprint add(Object part) {
    var written = part.toString();
    text.append(written.length()).append(':').append(written);
    return this;
  }

  /** 64 hexadecimal digits. */
  String digest() {
    try {
      var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
