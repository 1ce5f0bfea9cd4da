package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.drift.ExpandedTarget;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.tax.TaxTerms;
import java.util.Map;
import java.util.Set;

/**
 * Everything that a build depends on. The account is checkable; prices of what would be bought too
 * are the builder's to ask for.
 *
 * @param effectiveLeverage latched leverage by modelId; absent means 1
 * @param sides side by line name, as judged on exactly these positions and prices
 * @param reallocatedModels models whose change flagged the account: built exactly, tolerances aside
 * @param limits what may not be bought or sold now, whatever the target says
 * @param tax by which lots are picked and gains estimated; it changes no trade
 */
public record BuildInput(
    Account account,
    Positions positions,
    ExpandedTarget target,
    Map<String, Leverage> effectiveLeverage,
    Map<String, Side> sides,
    Set<String> reallocatedModels,
    TradeLogic logic,
    BuildScope scope,
    Boards boards,
    BuildSettings settings,
    Limits limits,
    TaxTerms tax) {

  /** Of an account that may trade everything, estimated by the defaults. */
  public BuildInput(
      Account account,
      Positions positions,
      ExpandedTarget target,
      Map<String, Leverage> effectiveLeverage,
      Map<String, Side> sides,
      Set<String> reallocatedModels,
      TradeLogic logic,
      BuildScope scope,
      Boards boards,
      BuildSettings settings) {
    this(
        account,
        positions,
        target,
        effectiveLeverage,
        sides,
        reallocatedModels,
        logic,
        scope,
        boards,
        settings,
        Limits.NONE,
        TaxTerms.DEFAULTS);
  }

  /** The same with other limits. */
  public BuildInput withLimits(Limits others) {
    return new BuildInput(
        account,
        positions,
        target,
        effectiveLeverage,
        sides,
        reallocatedModels,
        logic,
        scope,
        boards,
        settings,
        others,
        tax);
  }

  /** The same on other boards. */
  public BuildInput withBoards(Boards others) {
    return new BuildInput(
        account,
        positions,
        target,
        effectiveLeverage,
        sides,
        reallocatedModels,
        logic,
        scope,
        others,
        settings,
        limits,
        tax);
  }
}
