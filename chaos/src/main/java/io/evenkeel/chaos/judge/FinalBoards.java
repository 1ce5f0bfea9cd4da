package io.evenkeel.chaos.judge;

import io.evenkeel.config.Rules;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.CorporateAction;
import io.evenkeel.core.market.GuardSettings;
import io.evenkeel.core.market.GuardState;
import io.evenkeel.core.market.PriceGuard;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.market.Ruling;
import io.evenkeel.core.market.Tick;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.MarketWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Prices and reference data as the topics leave them, read from the first record to the last. The
 * guard rules on every price in turn, as it did when the price came.
 */
final class FinalBoards implements Boards {
  private final Map<String, Quote> quotes = new HashMap<>();
  private final Map<String, Security> securities;
  private final Map<String, CorporateAction> actions;
  private final Set<String> refusedPrices = new HashSet<>();
  private final Map<String, Model> models;
  private final Map<String, Target> targets;
  private final Map<String, List<Version<Model>>> allModels;
  private final Map<String, List<Version<Target>>> allTargets;

  FinalBoards(Case before) {
    var rules = new Rules(before.recording().configuration());
    guard(before, rules.guard());
    securities = newest(before, Topics.SECURITIES, MarketWire::security);
    models = newest(before, Topics.MODELS, MarketWire::model);
    targets = newest(before, Topics.TARGETS, MarketWire::target);
    allModels = versions(before, Topics.MODELS, MarketWire::model);
    allTargets = versions(before, Topics.TARGETS, MarketWire::target);
    actions = newest(before, Topics.CORPORATE_ACTIONS, MarketWire::corporateAction);
  }

  private static <A extends SpecificRecord, T> Map<String, T> newest(
      Case before, Topic<A> topic, BiFunction<String, A, T> meaning) {
    var newest = new HashMap<String, T>();
    before.rows().newest(topic).forEach((id, row) -> newest.put(id, meaning.apply(id, row.said())));
    return newest;
  }

  private void guard(Case before, GuardSettings settings) {
    var states = new HashMap<String, GuardState>();
    for (var row : before.rows().all(Topics.PRICES)) {
      var state = states.getOrDefault(row.key(), GuardState.NOTHING);
      if (row.value() == null) {
        states.remove(row.key());
      } else {
        states.put(row.key(), ruled(row, state, settings));
      }
    }
    release(before, states);
    states.forEach(this::keep);
  }

  private GuardState ruled(
      Row<io.evenkeel.schemas.Price> row, GuardState state, GuardSettings settings) {
    Tick tick;
    try {
      tick = MarketWire.tick(row.key(), row.said());
    } catch (IllegalArgumentException | ArithmeticException e) {
      refusedPrices.add(row.place());
      return state;
    }
    var ruling = PriceGuard.rule(state, tick, settings);
    if (ruling instanceof Ruling.Accepted) {
      return new GuardState(tick, null);
    }
    if (ruling instanceof Ruling.Repeated) {
      return state;
    }
    refusedPrices.add(row.place());
    return ruling instanceof Ruling.Held ? new GuardState(state.last(), tick) : state;
  }

  /** What an operator released is the good price now, unless another came since. */
  private static void release(Case before, Map<String, GuardState> states) {
    for (var entry : before.rows().newest(Topics.PRICE_HOLDS).entrySet()) {
      var hold = entry.getValue().said();
      var state = states.get(entry.getKey());
      var held = state == null ? null : state.held();
      if (held != null && hold.getReleased() && held.asOf().equals(hold.getHeldAsOf())) {
        states.put(entry.getKey(), new GuardState(held, null));
      }
    }
  }

  private void keep(String securityId, GuardState state) {
    var last = state.last();
    if (last != null) {
      quotes.put(
          securityId, new Quote(last.price(), last.currency(), last.asOf(), state.held() != null));
    }
  }

  /** Places of prices that the guard refuses, or holds. */
  Set<String> refusedPrices() {
    return refusedPrices;
  }

  @Override
  public @Nullable Quote quote(String securityId) {
    return quotes.get(securityId);
  }

  @Override
  public @Nullable Security security(String securityId) {
    return securities.get(securityId);
  }

  @Override
  public @Nullable Model model(String modelId) {
    return models.get(modelId);
  }

  @Override
  public @Nullable Target target(String targetId) {
    return targets.get(targetId);
  }

  @Override
  public @Nullable CorporateAction corporateAction(String securityId) {
    return actions.get(securityId);
  }

  /** Targets and models as they were at that time; nothing else of the boards. */
  Boards at(Instant time) {
    return new Boards() {
      @Override
      public @Nullable Quote quote(String securityId) {
        return null;
      }

      @Override
      public @Nullable Security security(String securityId) {
        return null;
      }

      @Override
      public @Nullable Model model(String modelId) {
        return then(allModels, modelId, time);
      }

      @Override
      public @Nullable Target target(String targetId) {
        return then(allTargets, targetId, time);
      }
    };
  }

  /** Times within a span at which one of these targets or models was published, in order. */
  List<Instant> edits(Set<String> ids, Instant after, Instant before) {
    return Stream.concat(times(allTargets, ids), times(allModels, ids))
        .filter(at -> at.isAfter(after) && at.isBefore(before))
        .sorted()
        .distinct()
        .toList();
  }

  private static <T> Stream<Instant> times(Map<String, List<Version<T>>> all, Set<String> ids) {
    return ids.stream().flatMap(id -> all.getOrDefault(id, List.of()).stream()).map(v -> v.at());
  }

  /** What was published under an id at a time; {@code null} where that was a tombstone. */
  private record Version<T>(Instant at, @Nullable T value) {}

  private static <T> @Nullable T then(Map<String, List<Version<T>>> all, String id, Instant time) {
    T then = null;
    for (var version : all.getOrDefault(id, List.of())) {
      if (!version.at().isAfter(time)) {
        then = version.value();
      }
    }
    return then;
  }

  private static <A extends SpecificRecord, T> Map<String, List<Version<T>>> versions(
      Case before, Topic<A> topic, BiFunction<String, A, T> meaning) {
    var versions = new HashMap<String, List<Version<T>>>();
    for (var row : before.rows().accepted(topic)) {
      var value = row.value() == null ? null : meaning.apply(row.key(), row.said());
      versions
          .computeIfAbsent(row.key(), k -> new ArrayList<>())
          .add(new Version<>(row.timestamp(), value));
    }
    return versions;
  }
}
