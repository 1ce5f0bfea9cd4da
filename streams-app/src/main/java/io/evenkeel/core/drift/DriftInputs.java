package io.evenkeel.core.drift;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a drift event was computed from: enough to compute it again, exactly.
 *
 * @param positionsVersion {@code null} where there were no positions
 * @param provisional executions, by id, that were booked on that version because it does not cover
 *     them; empty where it was taken as it is
 * @param targets version by targetId, the assigned one first; empty where none is assigned or the
 *     target could not be expanded
 * @param targetContent as {@link ExpandedTarget#content} writes it; {@code null} where the target
 *     could not be expanded
 * @param sleeves MANAGED and MODEL sleeves
 * @param models those that the account follows; empty where it could not be judged
 * @param effectiveLeverage by modelId; absent means 1
 * @param sidesBefore side by line name before this judgement; absent means {@code NONE}
 */
public record DriftInputs(
    @Nullable Long positionsVersion,
    List<String> provisional,
    Map<String, Long> targets,
    @Nullable String targetContent,
    List<ValuedSleeve> sleeves,
    List<Model> models,
    SortedMap<String, Leverage> effectiveLeverage,
    SortedMap<String, Side> sidesBefore,
    Hysteresis hysteresis,
    CauseInput causes) {

  /** A sleeve with its trade-date cash. */
  public record ValuedSleeve(
      String sleeveId,
      Sleeve.Kind kind,
      @Nullable String modelId,
      Money cash,
      List<PricedHolding> holdings) {
    public ValuedSleeve {
      holdings = List.copyOf(holdings);
    }
  }

  /**
   * A holding, quantity above 0.
   *
   * @param price {@code null} where there was none
   * @param asOf {@code null} where there was no price
   */
  public record PricedHolding(
      String securityId, Quantity quantity, @Nullable Price price, @Nullable Instant asOf) {}

  public DriftInputs {
    provisional = List.copyOf(provisional);
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    sleeves = List.copyOf(sleeves);
    models = List.copyOf(models);
    effectiveLeverage = Collections.unmodifiableSortedMap(new TreeMap<>(effectiveLeverage));
    sidesBefore = Collections.unmodifiableSortedMap(new TreeMap<>(sidesBefore));
  }

  /** Of an account that was judged on exactly these boards. */
  static DriftInputs of(
      JudgeInput input, Judgement judgement, Hysteresis hysteresis, CauseInput causes) {
    var positions = input.positions();
    var target = input.expansion() instanceof Expansion.Expanded expanded ? expanded : null;
    return new DriftInputs(
        positions == null ? null : positions.version(),
        positions == null ? List.of() : positions.provisional(),
        target == null ? Map.of() : target.target().versions(),
        target == null ? null : target.content(),
        positions == null ? List.of() : valued(positions, input.boards()),
        judgement instanceof Judgement.Checkable checkable
            ? List.copyOf(checkable.models().values())
            : List.of(),
        new TreeMap<>(input.effectiveLeverage()),
        new TreeMap<>(input.sidesBefore()),
        hysteresis,
        causes);
  }

  /** MANAGED and MODEL sleeves as these boards price them. */
  public static List<ValuedSleeve> valued(Positions positions, Boards boards) {
    return positions.sleeves().stream()
        .filter(s -> s.kind() == Sleeve.Kind.MANAGED || s.kind() == Sleeve.Kind.MODEL)
        .map(
            s ->
                new ValuedSleeve(
                    s.sleeveId(), s.kind(), s.modelId(), s.cash(), holdings(s.holdings(), boards)))
        .toList();
  }

  private static List<PricedHolding> holdings(List<Holding> holdings, Boards boards) {
    return holdings.stream()
        .filter(holding -> holding.quantity().signum() > 0)
        .map(holding -> priced(holding, boards))
        .toList();
  }

  private static PricedHolding priced(Holding holding, Boards boards) {
    var quote = boards.quote(holding.securityId());
    return new PricedHolding(
        holding.securityId(),
        holding.quantity(),
        quote == null ? null : quote.price(),
        quote == null ? null : quote.asOf());
  }
}
