package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.CommandMemory;
import io.evenkeel.core.approval.Refusal;
import io.evenkeel.core.market.ReleaseAnswer;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.runtime.PipelineQueries;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.jspecify.annotations.Nullable;

/** What became of a command: whoever owns its key remembers how it was answered, for a week. */
final class OutcomeRoutes {
  private final PipelineQueries queries;
  private final Whereabouts whereabouts;
  private final ZoneId zone;
  private final Clock clock;

  OutcomeRoutes(PipelineQueries queries, Whereabouts whereabouts, ZoneId zone, Clock clock) {
    this.queries = queries;
    this.whereabouts = whereabouts;
    this.zone = zone;
    this.clock = clock;
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/account-commands/{key}/{commandId}", this::ofAccount);
    routes.get("/api/v1/rebalance-commands/{key}/{commandId}", this::ofRequest);
    routes.get("/api/v1/market-commands/{key}/{commandId}", this::ofMarket);
  }

  /**
   * What is remembered of a command.
   *
   * @param code why it was refused; {@code null} where it was accepted, as is the sentence
   */
  private record Answer(Instant at, @Nullable String code, @Nullable String sentence) {
    /** One answer, whatever its owner's refusals are made of. */
    static <R> Answer of(
        Instant at, @Nullable R refusal, Function<R, Enum<?>> code, Function<R, String> sentence) {
      return refusal == null
          ? new Answer(at, null, null)
          : new Answer(at, code.apply(refusal).name(), sentence.apply(refusal));
    }
  }

  private void ofAccount(Context ctx) {
    var key = ctx.pathParam("key");
    answer(
        ctx,
        Topics.BOOK_STORE,
        () -> queries.whoHasAccount(key),
        id ->
            queries
                .account(key)
                .map(book -> book.commands().answerTo(id, clock.instant()))
                .map(
                    a ->
                        Answer.of(
                            a.at(),
                            a.refusal(),
                            CommandMemory.Refusal::code,
                            CommandMemory.Refusal::sentence)));
  }

  private void ofRequest(Context ctx) {
    var key = ctx.pathParam("key");
    answer(
        ctx,
        Topics.REQUEST_STORE,
        () -> queries.whoHasRequest(key),
        id ->
            queries
                .requestState(key)
                .map(state -> state.commands().answerTo(id, clock.instant()))
                .map(a -> Answer.of(a.at(), a.refusal(), Refusal::code, Refusal::sentence)));
  }

  private void ofMarket(Context ctx) {
    var key = ctx.pathParam("key");
    answer(
        ctx,
        Topics.MARKET_STORE,
        () -> queries.whoAnswersFor(key),
        id ->
            queries
                .answerToRelease(key, id)
                .map(
                    a ->
                        Answer.of(
                            a.at(),
                            a.rejected(),
                            ReleaseAnswer.Rejected::code,
                            ReleaseAnswer.Rejected::sentence)));
  }

  private void answer(
      Context ctx,
      String store,
      Supplier<KeyQueryMetadata> owner,
      Function<String, Optional<Answer>> memory) {
    var commandId = ctx.pathParam("commandId");
    whereabouts.answer(
        ctx,
        new Whereabouts.Question(
            "command " + commandId,
            store,
            owner,
            () -> Optional.of(json(ctx, commandId, memory.apply(commandId).orElse(null))),
            Optional::empty));
  }

  private ObjectNode json(Context ctx, String commandId, @Nullable Answer answer) {
    var json = Json.object();
    json.put("commandId", commandId);
    json.put("key", ctx.pathParam("key"));
    var refused = answer != null && answer.code() != null;
    json.put("outcome", answer == null ? "PENDING" : refused ? "REJECTED" : "ACCEPTED");
    json.put("code", answer == null ? null : answer.code());
    json.put("sentence", answer == null ? null : answer.sentence());
    json.put("at", answer == null ? null : answer.at().atZone(zone).toOffsetDateTime().toString());
    return json;
  }
}
