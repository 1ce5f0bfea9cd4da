package io.evenkeel.core.book;

import io.evenkeel.core.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account should look like, as somebody stated it: not yet expanded, possibly invalid.
 *
 * @param ownerAccountId the account that a target of scope ACCOUNT belongs to
 * @param minTradeAmount no order or transfer below it, save full exits; {@code null}: the $1 floor
 */
public record Target(
    String targetId,
    String ownerFirmId,
    long version,
    Instant createdAt,
    Scope scope,
    @Nullable String ownerAccountId,
    List<Component> components,
    TradeLogic tradeLogic,
    LotMethod lotMethod,
    @Nullable Money minTradeAmount) {

  /** Assigned explicitly to many accounts, or belonging to one. */
  public enum Scope {
    ENTERPRISE,
    ACCOUNT
  }

  public Target {
    components = List.copyOf(components);
  }
}
