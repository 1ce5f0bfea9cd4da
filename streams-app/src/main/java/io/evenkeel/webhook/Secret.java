package io.evenkeel.webhook;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that signs messages for one endpoint, written {@code whsec_} and 24 to 64 bytes in
 * Base64. It never shows itself.
 */
public final class Secret {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  /** The new one, and the old one while receivers change over. */
  private static final int MOST_AT_A_TIME = 2;

  private final SecretKeySpec key;

  private Secret(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Reads one secret, or two with space between them, the newer first.
   *
   * @throws IllegalArgumentException that says what is allowed, and not what was written
   */
  public static List<Secret> parse(String text) {
    var secrets = new ArrayList<Secret>();
    for (var one : text.strip().split("[\\s,]+", -1)) {
      secrets.add(one(one));
    }
    if (secrets.size() > MOST_AT_A_TIME) {
      throw new IllegalArgumentException("it is one secret, or the new one and the old one");
    }
    return List.copyOf(secrets);
  }

  private static Secret one(String text) {
    if (text.startsWith(PREFIX)) {
      try {
        var key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        if (key.length >= LEAST_BYTES && key.length <= MOST_BYTES) {
          return new Secret(key);
        }
      } catch (IllegalArgumentException e) {
        // Said below, together with too few bytes.
      }
    }
    throw new IllegalArgumentException(
        "it is whsec_ and %d to %d random bytes in Base64, such as what"
                .formatted(LEAST_BYTES, MOST_BYTES)
            + " `echo whsec_$(openssl rand -base64 32)` prints");
  }

  /** HMAC-SHA256 of such content. */
  byte[] sign(byte[] content) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "Secret[***]";
  }
}
