package io.evenkeel.pipeline.account;

import io.evenkeel.core.account.Stage;
import io.evenkeel.core.drift.Tile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a query found.
 *
 * @param rows the first of them, of each task as many as were asked for, in no order
 * @param total how many there are
 * @param tiles how many of them each would have, were tile and stage not asked for
 * @param stages likewise
 */
public record AccountPage(
    List<AccountRow> rows, int total, Map<Tile, Integer> tiles, Map<Stage, Integer> stages) {
  public static AccountPage none() {
    return new AccountPage(List.of(), 0, Map.of(), Map.of());
  }

  /** This and what another task found. */
  public AccountPage and(AccountPage other) {
    var both = new ArrayList<>(rows);
    both.addAll(other.rows);
    return new AccountPage(
        both,
        total + other.total,
        sum(Tile.class, tiles, other.tiles),
        sum(Stage.class, stages, other.stages));
  }

  private static <E extends Enum<E>> Map<E, Integer> sum(
      Class<E> type, Map<E, Integer> some, Map<E, Integer> others) {
    var sum = new EnumMap<E, Integer>(type);
    sum.putAll(some);
    others.forEach((symbol, count) -> sum.merge(symbol, count, Integer::sum));
    return sum;
  }
}
