package io.evenkeel.core.account;

import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.market.Boards;
import io.evenkeel.core.market.Halt;
import io.evenkeel.core.rebalance.Limit;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Securities that an account holds or is to hold and that are not traded: the market halted them,
 * or an operator did.
 */
final class HaltedSecurities {
  private HaltedSecurities() {}

  static Stream<Limit> of(AccountBook book, HeldAgainst against, Boards boards) {
    var ids = new TreeSet<String>();
    var positions = book.held();
    if (positions != null) {
      positions.sleeves().stream()
          .flatMap(sleeve -> sleeve.holdings().stream())
          .forEach(holding -> ids.add(holding.securityId()));
    }
    var target = against.target();
    if (target != null) {
      target.target().lines().stream()
          .filter(line -> line.kind() == Component.Kind.SECURITY)
          .forEach(line -> ids.add(line.ref()));
    }
    against.models().values().forEach(model -> ids.addAll(model.holdings().keySet()));
    return among(ids, boards);
  }

  /** Those of these that are halted. */
  static Stream<Limit> among(SortedSet<String> ids, Boards boards) {
    return ids.stream().flatMap(id -> Stream.ofNullable(limit(id, boards)));
  }

  private static @Nullable Limit limit(String securityId, Boards boards) {
    var security = boards.security(securityId);
    if (security != null && security.tradingStatus() == Security.TradingStatus.HALTED) {
      return limit(securityId, "Trading in %s is halted.".formatted(securityId));
    }
    var halt = boards.halt(Halt.Scope.SECURITY, securityId);
    return halt == null
        ? null
        : limit(
            securityId,
            "%s is halted by %s%s."
                .formatted(
                    securityId, halt.setBy(), halt.reason() == null ? "" : ": " + halt.reason()));
  }

  private static Limit limit(String securityId, String sentence) {
    return new Limit(
        securityId,
        Limit.Code.HALTED,
        /* forbidsBuying= */ true,
        /* forbidsSelling= */ true,
        sentence);
  }
}
