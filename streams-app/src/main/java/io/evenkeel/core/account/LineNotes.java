package io.evenkeel.core.account;

import io.evenkeel.core.approval.Order;
import io.evenkeel.core.approval.Proposal;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.drift.ExpandedTarget;
import io.evenkeel.core.drift.Expansion;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.drift.RestrictedModel;
import io.evenkeel.core.drift.RestrictedTarget;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.rebalance.BuildInput;
import io.evenkeel.core.rebalance.Limit;
import io.evenkeel.core.rebalance.LineNote;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says on the lines of a proposal what restrictions, blocks and halts made of them. What changes
 * the target is said of every line whose target it changed; a limit on buying is said of a line
 * that stands below its target, one on selling of a line above it.
 *
 * @param causes the restricted security behind every line whose target is changed, by line name
 */
record LineNotes(SortedMap<String, String> causes) {
  private static final Comparator<LineNote> IN_ORDER =
      Comparator.comparing(LineNote::line)
          .thenComparing(LineNote::securityId)
          .thenComparing(LineNote::code);

  LineNotes {
    causes = Collections.unmodifiableSortedMap(new TreeMap<>(causes));
  }

  /** Of an account with these restrictions standing. */
  static LineNotes of(AccountBook book, Restrictions standing, Moment moment) {
    var unrestricted = moment.desk().expansion(book.instructions().targetId(), book.firmId());
    return standing.changingTarget().isEmpty()
            || !(unrestricted instanceof Expansion.Expanded expanded)
        ? new LineNotes(new TreeMap<>())
        : new LineNotes(causes(expanded.target(), standing, moment.boards()));
  }

  private static SortedMap<String, String> causes(
      ExpandedTarget unrestricted, Restrictions standing, Boards boards) {
    var causes = new TreeMap<>(RestrictedTarget.of(unrestricted, standing).causes());
    for (var line : unrestricted.lines()) {
      var model = line.kind() == Component.Kind.MODEL ? boards.model(line.ref()) : null;
      if (model != null) {
        causes.putAll(RestrictedModel.of(model, standing).causes());
      }
    }
    return causes;
  }

  /**
   * The notes of a build, by line.
   *
   * @param lines as judged
   */
  List<LineNote> on(BuildInput input, List<Line> lines) {
    if (input.limits().all().isEmpty()) {
      return List.of();
    }
    var judged =
        lines.stream()
            .flatMap(
                line -> hindered(input, line.name(), line.securityId(), line.drift().signum()));
    return Stream.of(changed(input), judged, opened(input, lines))
        .flatMap(notes -> notes)
        .distinct()
        .sorted(IN_ORDER)
        .toList();
  }

  private Stream<LineNote> changed(BuildInput input) {
    return causes.entrySet().stream()
        .flatMap(
            cause ->
                input.limits().of(cause.getValue()).stream()
                    .filter(limit -> limit.code().changesTarget())
                    .map(limit -> note(cause.getKey(), limit)));
  }

  /**
   * Limits that keep a line from its target.
   *
   * @param drift sign of its weight less its target weight
   */
  private static Stream<LineNote> hindered(
      BuildInput input, String line, @Nullable String securityId, int drift) {
    return securityId == null
        ? Stream.of()
        : input.limits().of(securityId).stream()
            .filter(
                limit ->
                    (drift < 0 && limit.forbidsBuying()) || (drift > 0 && limit.forbidsSelling()))
            .map(limit -> note(line, limit));
  }

  /** A sleeve with nothing in it has no lines yet, and its holdings may not all be bought. */
  private static Stream<LineNote> opened(BuildInput input, List<Line> lines) {
    return input.target().lines().stream()
        .filter(line -> line.kind() == Component.Kind.MODEL && line.weight().signum() > 0)
        .map(line -> input.boards().model(line.ref()))
        .filter(Objects::nonNull)
        .filter(model -> lines.stream().noneMatch(line -> isInside(line, model.modelId())))
        .flatMap(model -> model.holdings().keySet().stream().map(id -> Map.entry(model, id)))
        .flatMap(
            of -> hindered(input, of.getKey().modelId() + "/" + of.getValue(), of.getValue(), -1));
  }

  /** Of orders that will wait in their batch. */
  static List<LineNote> held(Proposal proposal) {
    return proposal.orders().stream()
        .filter(Order::held)
        .map(
            order ->
                new LineNote(
                    order.line(),
                    order.securityId(),
                    Limit.Code.LIQUIDITY,
                    "An order of %s %s is large beside its average daily volume: it is held until RELEASE_ORDERS."
                        .formatted(order.quantity(), order.securityId())))
        .toList();
  }

  private static boolean isInside(Line line, String modelId) {
    return line.kind() == Line.Kind.SLEEVE_CASH && modelId.equals(line.modelId());
  }

  private static LineNote note(String line, Limit limit) {
    return new LineNote(line, limit.securityId(), limit.code(), limit.sentence());
  }
}
