package io.evenkeel.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where messages go.
 *
 * @param name by which configuration, logs and figures call it; its address may hold a secret
 * @param url https, or http on loopback
 * @param secrets that sign, the newest first; at least one
 */
public record Endpoint(String name, URI url, List<Secret> secrets) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)\\]");
  private static final int MOST_CHARACTERS = 2_000;

  public Endpoint {
    secrets = List.copyOf(secrets);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an endpoint's name is 1 to 64 letters, digits, hyphens and underscores");
    }
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("an endpoint has a secret");
    }
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException that says what is allowed, and not what was written
   */
  public static URI address(String text) {
    try {
      var url = new URI(text);
      if (text.length() <= MOST_CHARACTERS && isWhole(url) && isSafe(url)) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, together with other schemes.
    }
    throw new IllegalArgumentException(
        "it is an address such as https://crm.example.com/evenkeel, without user or fragment; http"
            + " is for loopback alone");
  }

  private static boolean isWhole(URI url) {
    return url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null;
  }

  private static boolean isSafe(URI url) {
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    return scheme.equals("https")
        || (scheme.equals("http")
            && LOOPBACK.matcher(url.getHost().toLowerCase(Locale.ROOT)).matches());
  }

  /** Without the address, which may hold a secret. */
  @Override
  public String toString() {
    return "endpoint " + name;
  }
}
