package io.evenkeel.pipeline.market;

import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.market.PriceAdvisory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Raises and clears PRICE_STALE, once a second, where prices may get too old at all. A security
 * whose price was withdrawn is not stale.
 */
final class StalePriceReports {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final BoardsView boards;
  private final SymbolTable securities;
  private final StaleAfter staleAfter;
  private final ReportMemory memory;
  private final Ownership ownership;
  private final MarketOutputs outputs;
  private final Set<String> stale;
  private Instant looked = Instant.MIN;

  StalePriceReports(
      MarketBoards boards, ReportMemory memory, Ownership ownership, MarketOutputs outputs) {
    this.boards = boards.view();
    this.securities = boards.prices().symbols();
    this.staleAfter = boards.settings().staleAfter();
    this.memory = memory;
    this.ownership = ownership;
    this.outputs = outputs;
    this.stale = new HashSet<>(memory.staleSecurities());
  }

  void report(Instant now) {
    var isNeeded = !staleAfter.equals(StaleAfter.OFF) || !stale.isEmpty();
    if (isNeeded && !now.isBefore(looked.plus(LOOK_EVERY))) {
      looked = now;
      for (var symbol = 0; symbol < securities.size(); symbol++) {
        report(securities.id(symbol), now);
      }
    }
  }

  private void report(String securityId, Instant now) {
    if (!ownership.owns(securityId)) {
      return;
    }
    var isStale = isStale(securityId, now);
    if (isStale != stale.contains(securityId)) {
      outputs.advisory(advisory(securityId, isStale, now));
      memory.stale(securityId, isStale);
      if (isStale) {
        stale.add(securityId);
      } else {
        stale.remove(securityId);
      }
    }
  }

  private boolean isStale(String securityId, Instant now) {
    var quote = boards.quote(securityId);
    if (quote == null) {
      return false;
    }
    var until = staleAfter.usableUntil(quote, boards.security(securityId));
    return until != null && now.isAfter(until);
  }

  private static PriceAdvisory advisory(String securityId, boolean raised, Instant now) {
    return new PriceAdvisory(
        securityId,
        PriceAdvisory.Code.PRICE_STALE,
        raised,
        raised
            ? "The price of %s is older than prices.staleAfter allows.".formatted(securityId)
            : "The price of %s is fresh again, or was withdrawn.".formatted(securityId),
        raised
            ? "See whether its source still publishes; accounts that hold it cannot be judged."
            : "Nothing; its holders are judged again.",
        now);
  }
}
