package io.evenkeel.core.rebalance;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Quote;
import org.jspecify.annotations.Nullable;

/** The same boards, where one security never had a price. */
record WithoutAPrice(Boards boards, String securityId) implements Boards {
  @Override
  public @Nullable Quote quote(String id) {
    return id.equals(securityId) ? null : boards.quote(id);
  }

  @Override
  public @Nullable Security security(String id) {
    return boards.security(id);
  }

  @Override
  public @Nullable Model model(String modelId) {
    return boards.model(modelId);
  }

  @Override
  public @Nullable Target target(String targetId) {
    return boards.target(targetId);
  }
}
