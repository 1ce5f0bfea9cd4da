package io.evenkeel.core.approval;

/**
 * Ids as functions of what they name, so that a replay can never make a second order, ACR or batch.
 *
 * <p>An id is a letter for its kind and the first 128 bits of a SHA-256: short enough for every
 * custodian's order id, and no two things ever share one in practice.
 */
public final class OrderIds {
  private static final int HEX_DIGITS = 32;

  private OrderIds() {}

  /**
   * The id of the one order that a line of an account asks for in a request.
   *
   * @param line the line's name, such as {@code SECURITY:XOM} or {@code TECH/AAPL}
   */
  public static String orderId(String requestId, String accountId, String line) {
    return id("O-", "order", requestId, accountId, line);
  }

  /** The id of the one ACR that a request makes for a model sleeve of an account. */
  public static String acrId(String requestId, String accountId, String modelId) {
    return id("C-", "acr", requestId, accountId, modelId);
  }

  /** The id of the one batch that a request makes for an account. */
  public static String batchId(String requestId, String accountId) {
    return id("B-", "batch", requestId, accountId, "");
  }

  private static String id(String prefix, String kind, String request, String account, String of) {
    var text = new CanonicalText().field(kind).field(request).field(account).field(of);
    return prefix + text.sha256().substring(0, HEX_DIGITS);
  }
}
