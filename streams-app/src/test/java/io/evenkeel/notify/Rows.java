package io.evenkeel.notify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Rows of the queue. */
final class Rows {
  static final Instant SINCE = Instant.parse("2026-11-18T14:31:00Z");

  private Rows() {}

  static QueueRow calm(String advisor, String account) {
    return row(advisor, account, null, List.of(), "0.001", List.of(), null);
  }

  static QueueRow queued(String advisor, String account, String drift, String... tiles) {
    return row(advisor, account, "QUEUED", List.of(tiles), drift, List.of(), null);
  }

  static QueueRow pending(String advisor, String account, String requestId) {
    return row(
        advisor,
        account,
        "PENDING_APPROVAL",
        List.of("OUTSIDE_TOLERANCE"),
        "0.02",
        List.of(),
        requestId);
  }

  static QueueRow uncheckable(String advisor, String account, String... reasons) {
    return row(advisor, account, null, List.of(), null, List.of(reasons), null);
  }

  private static QueueRow row(
      String advisor,
      String account,
      String stage,
      List<String> tiles,
      String drift,
      List<String> uncheckable,
      String requestId) {
    return new QueueRow(
        "ACME",
        advisor,
        "SCHWAB",
        account,
        stage,
        tiles,
        drift == null ? null : new BigDecimal(drift),
        stage == null ? null : SINCE,
        stage == null ? List.of() : List.of("XOM 34.1 % against 28 % (22.4 % to 33.6 %)"),
        uncheckable,
        requestId);
  }
}
