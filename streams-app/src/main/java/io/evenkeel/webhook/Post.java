package io.evenkeel.webhook;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends one message once. */
@FunctionalInterface
public interface Post {
  /**
   * What an endpoint answered.
   *
   * @param status {@code 0} where there was no answer
   * @param why nothing was answered, as the end of a sentence that begins with the endpoint
   * @param body its first characters
   */
  record Reply(int status, @Nullable String retryAfter, String why, String body) {
    /** Where nothing was answered. */
    public static Reply none(String why) {
      return new Reply(0, null, why, "");
    }

    public Verdict verdict(Instant now) {
      return status == 0 ? new Verdict.Failed(why, null) : Verdict.of(status, retryAfter, now);
    }
  }

  /**
   * Sends it; never fails, and never takes longer than is configured.
   *
   * @param id stays the same whenever the message is sent again
   * @param at of this attempt
   */
  CompletableFuture<Reply> post(Endpoint endpoint, String id, Instant at, byte[] body);
}
