package io.evenkeel.notify;

import io.evenkeel.pipeline.wire.RawRecord;
import java.time.Instant;

/**
 * A message on its way to one endpoint.
 *
 * @param progress of the partition that it came by
 * @param raw the record that it was made of
 * @param deadline after which a failure is its last
 * @param failures so far
 * @param due not before
 */
record Parcel(
    Progress progress,
    RawRecord raw,
    Message message,
    Instant deadline,
    int failures,
    Instant due) {
  /** After another failure. */
  Parcel failed(Instant next) {
    return new Parcel(progress, raw, message, deadline, failures + 1, next);
  }

  /** To be looked at again. */
  Parcel later(Instant next) {
    return new Parcel(progress, raw, message, deadline, failures, next);
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(deadline);
  }

  int bytes() {
    var value = raw.value();
    return message.body().length + (value == null ? 0 : value.length);
  }
}
