package io.evenkeel.core.approval;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people can command of a request, as it stands, in words for the audit. */
public final class RequestStanding {
  private RequestStanding() {}

  /** The words; {@code null} where there is no such request. */
  public static @Nullable String of(RequestState state) {
    var request = state.request();
    return request == null
        ? null
        : "phase=%s counts=%s approval=%s ending=%s"
            .formatted(request.phase(), request.counts(), request.approval(), request.ending());
  }

  /**
   * Why a command was refused; {@code null} where it was not.
   *
   * @param commandId {@code null} is what an account asked of itself
   */
  public static @Nullable String refusal(RequestDecision decision, @Nullable String commandId) {
    return decision.outputs().stream()
        .filter(RequestOutput.Rejected.class::isInstance)
        .map(RequestOutput.Rejected.class::cast)
        .filter(rejected -> Objects.equals(rejected.commandId(), commandId))
        .map(rejected -> rejected.refusal().sentence())
        .findFirst()
        .orElse(null);
  }
}
