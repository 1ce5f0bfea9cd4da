package io.evenkeel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for a key from wherever it is: from this instance, from the one that owns it, else from a
 * standby, which says by how much it is behind; 503 where nobody can.
 */
final class Whereabouts {
  static final String INSTANCE = "Evenkeel-Instance";
  static final String STALENESS = "Evenkeel-Staleness";
  private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

  private final Turns turns;
  private final HostInfo self;
  private final Peers peers;
  private final PipelineQueries queries;

  /**
   * @param self where this instance is reached
   */
  Whereabouts(Turns turns, HostInfo self, Peers peers, PipelineQueries queries) {
    this.turns = turns;
    this.self = self;
    this.peers = peers;
    this.queries = queries;
  }

  HostInfo self() {
    return self;
  }

  /**
   * One question about a key.
   *
   * @param what for people, such as "account A-1"
   * @param store that has the key
   * @param owner which instance has it
   * @param here the answer where this instance owns the key; empty where it is not known
   * @param copy the answer where this instance is a standby of it
   */
  record Question(
      String what,
      String store,
      Supplier<KeyQueryMetadata> owner,
      Supplier<Optional<? extends JsonNode>> here,
      Supplier<Optional<? extends JsonNode>> copy) {}

  void answer(Context ctx, Question question) {
    ctx.header(INSTANCE, name(self));
    var as = Peers.As.of(ctx);
    if (as == Peers.As.STANDBY) {
      answerAsStandby(ctx, question);
      return;
    }
    var metadata = question.owner().get();
    if (KeyQueryMetadata.NOT_AVAILABLE.equals(metadata)) {
      throw moving().thrown();
    }
    if (!answeredByOwner(ctx, question, metadata, as)
        && !answeredByStandby(ctx, question, metadata, as)) {
      throw Problem.notNow(
              "%s is with an instance that cannot answer; ask again shortly."
                  .formatted(capitalized(question.what())))
          .thrown();
    }
  }

  private boolean answeredByOwner(
      Context ctx, Question question, KeyQueryMetadata metadata, Peers.@Nullable As as) {
    var owner = metadata.activeHost();
    if (owner.equals(self)) {
      return answeredHere(ctx, question);
    }
    // Whoever was asked as the owner and is not does not ask further.
    return as == null
        && !owner.equals(HostInfo.unavailable())
        && relayed(ctx, owner, Peers.As.OWNER);
  }

  private boolean answeredHere(Context ctx, Question question) {
    try {
      write(
          ctx,
          turns
              .take(question.here())
              .orElseThrow(
                  () -> Problem.unknown("There is no %s.".formatted(question.what())).thrown()));
      return true;
    } catch (InvalidStateStoreException e) {
      return false;
    }
  }

  private boolean answeredByStandby(
      Context ctx, Question question, KeyQueryMetadata metadata, Peers.@Nullable As as) {
    if (as != null) {
      return false;
    }
    for (var standby : metadata.standbyHosts()) {
      if (standby.equals(self)
          ? answeredByCopy(ctx, question)
          : relayed(ctx, standby, Peers.As.STANDBY)) {
        return true;
      }
    }
    return false;
  }

  private void answerAsStandby(Context ctx, Question question) {
    if (!answeredByCopy(ctx, question)) {
      throw moving().thrown();
    }
  }

  private boolean answeredByCopy(Context ctx, Question question) {
    try {
      var copy = turns.take(question.copy());
      copy.ifPresent(
          json -> {
            ctx.header(STALENESS, "records=" + queries.recordsBehind(question.store()));
            write(ctx, json);
          });
      return copy.isPresent();
    } catch (InvalidStateStoreException e) {
      return false;
    }
  }

  /** Whether that instance answered; its answer is then the answer. */
  private boolean relayed(Context ctx, HostInfo peer, Peers.As as) {
    var query = ctx.queryString();
    var question = ctx.path() + (query == null ? "" : "?" + query);
    try {
      var answer =
          peers
              .ask(peer, encoded(ctx, question), as)
              .get(2 * Peers.ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() == 503) {
        return false;
      }
      relay(ctx, answer);
      return true;
    } catch (ExecutionException | TimeoutException | CompletionException e) {
      LOG.debug("{} did not answer {}", name(peer), question, e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The path as it came: ids may hold what a path must not. */
  private static String encoded(Context ctx, String question) {
    var query = ctx.queryString();
    var path = ctx.req().getRequestURI();
    return path == null ? question : path + (query == null ? "" : "?" + query);
  }

  private static void relay(Context ctx, HttpResponse<String> answer) {
    for (var name : new String[] {INSTANCE, STALENESS}) {
      answer.headers().firstValue(name).ifPresent(value -> ctx.header(name, value));
    }
    ctx.status(answer.statusCode())
        .result(answer.body())
        .contentType(answer.headers().firstValue("Content-Type").orElse("application/json"));
  }

  private static void write(Context ctx, JsonNode json) {
    ctx.contentType("application/json").result(Json.line(json));
  }

  static Problem moving() {
    return Problem.notNow("Tasks are moving between instances; ask again shortly.");
  }

  static String name(HostInfo host) {
    return host.host() + ":" + host.port();
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
