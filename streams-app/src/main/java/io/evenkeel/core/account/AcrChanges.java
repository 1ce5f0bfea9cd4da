package io.evenkeel.core.account;

import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.approval.AcrLife;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says a legal step in the life of ACRs, of each in turn. */
final class AcrChanges {
  private AcrChanges() {}

  /** They come to be. */
  static List<Output> proposed(List<Acr> acrs, Instant at) {
    return said(acrs, Acr.State.PROPOSED, null, null, at);
  }

  /** They go from one state to another. */
  static List<Output> moved(
      List<Acr> acrs,
      Acr.State from,
      Acr.State to,
      @Nullable String batchId,
      @Nullable String reason,
      Instant at) {
    return said(acrs, AcrLife.advance(from, to), batchId, reason, at);
  }

  private static List<Output> said(
      List<Acr> acrs,
      Acr.State state,
      @Nullable String batchId,
      @Nullable String reason,
      Instant at) {
    var outputs = new ArrayList<Output>();
    acrs.forEach(acr -> outputs.add(new Output.AcrChanged(acr, state, batchId, reason, at)));
    return outputs;
  }
}
