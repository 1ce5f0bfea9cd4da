package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Restrictions;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.CorporateAction;
import io.evenkeel.core.market.Halt;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.tax.LossSale;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The boards as one account sees them: models as its restrictions leave them. */
public final class RestrictedBoards implements Boards {
  private final Boards boards;
  private final Restrictions restrictions;

  private RestrictedBoards(Boards boards, Restrictions restrictions) {
    this.boards = boards;
    this.restrictions = restrictions;
  }

  /**
   * The boards themselves where no restriction changes what an account is held against.
   *
   * @param standing restrictions that stand
   */
  public static Boards of(Boards boards, Restrictions standing) {
    var changing = standing.changingTarget();
    return changing.isEmpty() ? boards : new RestrictedBoards(boards, changing);
  }

  @Override
  public @Nullable Quote quote(String securityId) {
    return boards.quote(securityId);
  }

  @Override
  public @Nullable Security security(String securityId) {
    return boards.security(securityId);
  }

  @Override
  public @Nullable Model model(String modelId) {
    var model = boards.model(modelId);
    return model == null ? null : RestrictedModel.of(model, restrictions).model();
  }

  @Override
  public @Nullable Target target(String targetId) {
    return boards.target(targetId);
  }

  @Override
  public @Nullable CorporateAction corporateAction(String securityId) {
    return boards.corporateAction(securityId);
  }

  @Override
  public Collection<LossSale> lossSales(String firmId, String group) {
    return boards.lossSales(firmId, group);
  }

  @Override
  public @Nullable Halt halt(Halt.Scope scope, String id) {
    return boards.halt(scope, id);
  }

  @Override
  public @Nullable Target ownTarget(String accountId) {
    return boards.ownTarget(accountId);
  }
}
