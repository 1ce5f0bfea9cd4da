package io.evenkeel.notify;

import io.evenkeel.schemas.DriftEventKind;
import java.util.Arrays;
import java.util.Optional;

/** What a message is about; the names are for life. */
public enum MessageType {
  DRIFT_FLAGGED("drift.flagged"),
  DRIFT_CHANGED("drift.changed"),
  DRIFT_CLEARED("drift.cleared"),
  DRIFT_UNCHECKABLE("drift.uncheckable"),
  DRIFT_CHECKABLE("drift.checkable"),
  DRIFT_MONITORING_STOPPED("drift.monitoring_stopped"),
  ADVISORY_RAISED("advisory.raised"),
  ADVISORY_CLEARED("advisory.cleared"),
  DIGEST("digest.daily"),
  PING("webhook.ping");

  private final String written;

  MessageType(String written) {
    this.written = written;
  }

  /** As receivers see it. */
  public String written() {
    return written;
  }

  /**
   * The type of such a drift event; empty where the kind is one that this program does not know.
   */
  static Optional<MessageType> of(DriftEventKind kind) {
    var name = "DRIFT_" + kind.name();
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
