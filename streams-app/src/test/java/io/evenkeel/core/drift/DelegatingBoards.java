package io.evenkeel.core.drift;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Quote;
import org.jspecify.annotations.Nullable;

/** Boards of which a test replaces a part. */
class DelegatingBoards implements Boards {
  private final Boards others;

  DelegatingBoards(Boards others) {
    this.others = others;
  }

  @Override
  public @Nullable Quote quote(String securityId) {
    return others.quote(securityId);
  }

  @Override
  public @Nullable Security security(String securityId) {
    return others.security(securityId);
  }

  @Override
  public @Nullable Model model(String modelId) {
    return others.model(modelId);
  }

  @Override
  public @Nullable Target target(String targetId) {
    return others.target(targetId);
  }
}
