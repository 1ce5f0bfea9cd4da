package io.evenkeel.pipeline.market;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Controls;
import io.evenkeel.core.market.CorporateAction;
import io.evenkeel.core.market.Halt;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.tax.LossSale;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The boards as tasks, and HTTP, read them; any thread may. */
public final class BoardsView implements Boards, Controls {
  private final PriceBoard prices;
  private final ReferenceBoard<Security> securities;
  private final ReferenceBoard<Model> models;
  private final ReferenceBoard<Target> targets;
  private final ReferenceBoard<Halt> halts;
  private final AccountTargets accountTargets;
  private final GroupLossSales groupLossSales;
  private final ReferenceBoard<CorporateAction> corporateActions;

  BoardsView(
      PriceBoard prices,
      ReferenceBoard<Security> securities,
      ReferenceBoard<Model> models,
      ReferenceBoard<Target> targets,
      ReferenceBoard<Halt> halts,
      AccountTargets accountTargets,
      GroupLossSales groupLossSales,
      ReferenceBoard<CorporateAction> corporateActions) {
    this.prices = prices;
    this.securities = securities;
    this.models = models;
    this.targets = targets;
    this.halts = halts;
    this.accountTargets = accountTargets;
    this.groupLossSales = groupLossSales;
    this.corporateActions = corporateActions;
  }

  @Override
  public @Nullable Quote quote(String securityId) {
    return prices.quote(securityId);
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
  public @Nullable Halt halt(Halt.Scope scope, String id) {
    var halt = halts.get(Halt.keyOf(scope, id));
    return halt == null || !halt.halted() ? null : halt;
  }

  /** The newest word on a scope, halted or lifted; {@code null} where there was never one. */
  public @Nullable Halt control(Halt.Scope scope, String id) {
    return halts.get(Halt.keyOf(scope, id));
  }

  @Override
  public @Nullable CorporateAction corporateAction(String securityId) {
    return corporateActions.get(securityId);
  }

  @Override
  public Collection<LossSale> lossSales(String firmId, String group) {
    return groupLossSales.of(firmId, group);
  }

  @Override
  public @Nullable Target ownTarget(String accountId) {
    return accountTargets.newest(accountId);
  }

  /** The price that the guard holds, or the newest refused; {@code null} where all is well. */
  public @Nullable PriceHold hold(String securityId) {
    return prices.hold(securityId);
  }

  /** How old the prices are, found by looking at each. */
  public PriceSurvey priceSurvey() {
    return prices.survey();
  }

  /** Every security that was ever priced or described, in no order. */
  public Set<String> securityIds() {
    var ids = new HashSet<String>();
    var symbols = prices.symbols();
    for (var i = 0; i < symbols.size(); i++) {
      ids.add(symbols.id(i));
    }
    securities.all().forEach(security -> ids.add(security.securityId()));
    return ids;
  }

  /** Every model, in no order. */
  public Collection<Model> models() {
    return models.all();
  }

  /** Every target, in no order. */
  public Collection<Target> targets() {
    return targets.all();
  }

  /** Every halt that is on, in no order. */
  public List<Halt> halts() {
    return halts.all().stream().filter(Halt::halted).toList();
  }

  /** Names securities whose price, currency or quarantine may have changed. One per task. */
  public ChangeCursor priceChanges() {
    return prices.changes();
  }

  /** Names securities whose attributes changed, were first seen or were withdrawn. */
  public ChangeCursor securityChanges() {
    return securities.changes();
  }

  /** Names models that changed, were first seen or were deleted. */
  public ChangeCursor modelChanges() {
    return models.changes();
  }

  /** Names targets that changed, were first seen or were deleted. */
  public ChangeCursor targetChanges() {
    return targets.changes();
  }

  /** Names securities whose corporate action was told, changed or withdrawn. */
  public ChangeCursor corporateActionChanges() {
    return corporateActions.changes();
  }

  /** Names control keys, such as FIRM/F-1, that were set or lifted. */
  public ChangeCursor controlChanges() {
    return halts.changes();
  }
}
