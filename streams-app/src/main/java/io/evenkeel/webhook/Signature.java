package io.evenkeel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The signature of one attempt: {@code v1,} and the Base64 of the HMAC-SHA256 of {@code
 * id.timestamp.body}, once for each secret, with a space between.
 *
 * <p>Source: Standard Webhooks 1.0.0, Signature scheme.
 */
public final class Signature {
  private Signature() {}

  /**
   * The value of the header {@code webhook-signature}.
   *
   * @param id without a full stop, or it could be taken for another id and time
   * @param at of the attempt; its seconds are signed
   */
  public static String header(List<Secret> secrets, String id, Instant at, byte[] body) {
    if (id.indexOf('.') >= 0) {
      throw new IllegalArgumentException("an id has no full stop");
    }
    var content = content(id, at, body);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(secret.sign(content)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] content(String id, Instant at, byte[] body) {
    var content = new ByteArrayOutputStream(body.length + 64);
    content.writeBytes((id + "." + at.getEpochSecond() + ".").getBytes(UTF_8));
    content.writeBytes(body);
    return content.toByteArray();
  }
}
