package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.money.Leverage;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one account remembers. Immutable; every function of this package takes one and
 * gives the next.
 *
 * @param account {@code null} where it is not known, or was deleted
 * @param owner last known; {@code null} where the account never was known
 * @param positions newest applied; {@code null} where there are none
 * @param effectiveLeverage latched leverage by modelId; absent means 1
 * @param raised advisories that stand
 * @param pending the proposal that waits for approval; never beside an open batch
 * @param batches the open batch, and the last few before it
 * @param nothingToTrade what a build would change nothing about; {@code null} where it might
 * @param reported the status last written; {@code null} before the first
 */
public record AccountBook(
    String accountId,
    @Nullable Account account,
    @Nullable Owner owner,
    @Nullable Positions positions,
    Instructions instructions,
    Acknowledged acknowledged,
    SortedMap<String, Leverage> effectiveLeverage,
    SortedMap<Advisory.Key, Advisory> raised,
    @Nullable PendingProposal pending,
    Batches batches,
    @Nullable NothingToTrade nothingToTrade,
    CommandMemory commands,
    @Nullable AccountStatusReport reported) {
  public AccountBook {
    effectiveLeverage = Collections.unmodifiableSortedMap(new TreeMap<>(effectiveLeverage));
    raised = Collections.unmodifiableSortedMap(new TreeMap<>(raised));
  }

  /** An account of which nothing is known yet. */
  public static AccountBook unknown(String accountId) {
    return new AccountBook(
        accountId,
        null,
        null,
        null,
        Instructions.NONE,
        Acknowledged.NOTHING,
        new TreeMap<>(),
        new TreeMap<>(),
        null,
        Batches.NONE,
        null,
        CommandMemory.EMPTY,
        null);
  }

  /** Whether it is judged continuously: known, active, rebalancing on. */
  public boolean isMonitored() {
    return account != null
        && account.status() == AccountStatus.ACTIVE
        && instructions.rebalancing();
  }

  /** Effective leverage of a model sleeve: 1 where none was latched. */
  public Leverage leverageOf(String modelId) {
    return effectiveLeverage.getOrDefault(modelId, Leverage.NONE);
  }
}
