package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Asks other instances. Each question carries {@link #ASKED_AS}, and whoever is asked so never asks
 * further: two instances that take each other for the owner of a key end at once. Whoever else
 * sends it gets less than without it, and nothing more: docs/decisions/0094-asked-by-anybody.md.
 *
 * <p>At most {@link #AT_ONCE} questions are under way, so that threads remain to answer those of
 * others; a further one fails at once.
 */
final class Peers {
  static final String ASKED_AS = "Evenkeel-Asked-As";
  static final int AT_ONCE = 24;
  static final Duration CONNECT_WITHIN = Duration.ofMillis(500);
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

  /** What another instance is asked for. */
  enum As {
    /** The owner of a key. */
    OWNER,
    /** A standby of a key, which may be a little behind. */
    STANDBY,
    /** One instance of many whose rows make a list. */
    PART;

    /**
     * As what a request is asked; {@code null} where nobody forwarded it.
     *
     * @throws Problem.ProblemException where the header says what no instance says
     */
    static @Nullable As of(Context ctx) {
      var said = ctx.header(ASKED_AS);
      if (said == null) {
        return null;
      }
      return Arrays.stream(values())
          .filter(as -> as.name().equals(said))
          .findFirst()
          .orElseThrow(
              () ->
                  Problem.badRequest(
                          "%s: %s is nothing that instances say to each other; leave the header out."
                              .formatted(ASKED_AS, said))
                      .thrown());
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .build();
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final String token;

  /**
   * @param token of every instance; empty where none is configured
   */
  Peers(String token) {
    this.token = token;
  }

  /**
   * Asks one instance.
   *
   * @param question path and query, as they came
   */
  CompletableFuture<HttpResponse<String>> ask(HostInfo peer, String question, As as) {
    if (!free.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException(AT_ONCE + " questions to other instances are under way"));
    }
    return client
        .sendAsync(request(peer, question, as), HttpResponse.BodyHandlers.ofString())
        .whenComplete((answer, e) -> free.release());
  }

  /** What an instance answered; empty where it did not, or not with what was asked for. */
  static Optional<ObjectNode> page(CompletableFuture<HttpResponse<String>> asked) {
    try {
      var answer = asked.get(2 * ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return answer.statusCode() == 200 && Json.tree(answer.body()) instanceof ObjectNode page
          ? Optional.of(page)
          : Optional.empty();
    } catch (ExecutionException | TimeoutException | JsonFault e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private HttpRequest request(HostInfo peer, String question, As as) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://%s:%d%s".formatted(peer.host(), peer.port(), question)))
            .timeout(ANSWER_WITHIN)
            .header(ASKED_AS, as.name());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }
}
