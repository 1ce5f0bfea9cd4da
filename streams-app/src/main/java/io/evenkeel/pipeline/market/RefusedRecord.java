package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.Refusal;
import io.evenkeel.pipeline.wire.RawRecord;

/** A record that a board did not take, as it was. */
public record RefusedRecord(RawRecord raw, Refusal why) {
  int bytes() {
    return lengthOf(raw.key()) + lengthOf(raw.value());
  }

  private static int lengthOf(byte @org.jspecify.annotations.Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
