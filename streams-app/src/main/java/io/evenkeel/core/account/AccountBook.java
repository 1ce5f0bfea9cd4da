package io.evenkeel.core.account;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.DriftMemory;
import io.evenkeel.core.money.Leverage;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one account remembers. Immutable; every function of this package takes one and
 * gives the next, and gives the very same one where nothing changed.
 *
 * @param account {@code null} where it is not known, or was deleted
 * @param owner last known; {@code null} where the account never was known
 * @param positions newest applied; {@code null} where there are none
 * @param effectiveLeverage latched leverage by modelId; absent means 1
 * @param drift what was last said of it
 * @param raised advisories that stand
 * @param pending the proposal that waits for approval; never beside an open batch
 * @param batches the open batch, and the last few before it
 * @param nothingToTrade what a build would change nothing about; {@code null} where it might
 * @param commands those that were answered
 * @param limits what it may not trade
 * @param waiting commands that came before their account, in their order; at most {@link
 *     #MAX_WAITING}, further ones are rejected at once
 * @param reported the status last written; {@code null} before the first
 * @param movements deposits and withdrawals
 * @param reconciliation what its custodian says beside its positions
 * @param provisional positions ahead of the newest applied, by executions that those do not cover;
 *     {@code null} where it is not judged on such
 */
public record AccountBook(
    String accountId,
    @Nullable Account account,
    @Nullable Owner owner,
    @Nullable Positions positions,
    Instructions instructions,
    Acknowledged acknowledged,
    SortedMap<String, Leverage> effectiveLeverage,
    DriftMemory drift,
    SortedMap<Advisory.Key, Advisory> raised,
    @Nullable PendingProposal pending,
    Batches batches,
    @Nullable NothingToTrade nothingToTrade,
    CommandMemory commands,
    OwnLimits limits,
    List<WaitingCommand> waiting,
    @Nullable AccountStatusReport reported,
    CashMovements movements,
    Reconciliation reconciliation,
    @Nullable Positions provisional) {
  public static final int MAX_WAITING = 16;

  public AccountBook {
    effectiveLeverage = Collections.unmodifiableSortedMap(new TreeMap<>(effectiveLeverage));
    raised = Collections.unmodifiableSortedMap(new TreeMap<>(raised));
    waiting = List.copyOf(waiting);
  }

  /** An account of which nothing is known yet. */
  public static AccountBook unknown(String accountId) {
    return new Draft(accountId).finished();
  }

  /** Whether it is judged continuously: known, active, rebalancing on. */
  public boolean isMonitored() {
    return account != null
        && account.status() == AccountStatus.ACTIVE
        && instructions.rebalancing();
  }

  /** What it is judged and built on: provisional positions, else the newest applied. */
  public @Nullable Positions held() {
    return provisional == null ? positions : provisional;
  }

  /** Effective leverage of a model sleeve: 1 where none was latched. */
  public Leverage leverageOf(String modelId) {
    return effectiveLeverage.getOrDefault(modelId, Leverage.NONE);
  }

  @Nullable String firmId() {
    return account == null ? null : account.firmId();
  }

  AccountBook withAccount(Account known) {
    var held = Owner.of(known);
    return edited(
        draft -> {
          draft.account = known;
          draft.owner = held;
        });
  }

  AccountBook withoutAccount() {
    return edited(draft -> draft.account = null);
  }

  /** What was provisional was ahead of other positions. */
  AccountBook withPositions(@Nullable Positions newest) {
    return edited(
        draft -> {
          draft.positions = newest;
          draft.provisional = null;
        });
  }

  AccountBook withProvisional(@Nullable Positions ahead) {
    return Objects.equals(ahead, provisional) ? this : edited(draft -> draft.provisional = ahead);
  }

  AccountBook withReconciliation(Reconciliation now) {
    return now.equals(reconciliation) ? this : edited(draft -> draft.reconciliation = now);
  }

  AccountBook withInstructions(Instructions asked) {
    return edited(draft -> draft.instructions = asked);
  }

  AccountBook withAcknowledged(Acknowledged now) {
    return edited(draft -> draft.acknowledged = now);
  }

  AccountBook withEffectiveLeverage(SortedMap<String, Leverage> latched) {
    return latched.equals(effectiveLeverage)
        ? this
        : edited(draft -> draft.effectiveLeverage = latched);
  }

  AccountBook withDrift(DriftMemory said) {
    return said.equals(drift) ? this : edited(draft -> draft.drift = said);
  }

  AccountBook withRaised(SortedMap<Advisory.Key, Advisory> standing) {
    return standing.equals(raised) ? this : edited(draft -> draft.raised = standing);
  }

  AccountBook withPending(@Nullable PendingProposal proposal) {
    return edited(draft -> draft.pending = proposal);
  }

  AccountBook withBatches(Batches now) {
    return now == batches ? this : edited(draft -> draft.batches = now);
  }

  AccountBook withNothingToTrade(@Nullable NothingToTrade memo) {
    return Objects.equals(memo, nothingToTrade)
        ? this
        : edited(draft -> draft.nothingToTrade = memo);
  }

  AccountBook withCommands(CommandMemory answered) {
    return answered == commands ? this : edited(draft -> draft.commands = answered);
  }

  AccountBook withLimits(OwnLimits now) {
    return now.equals(limits) ? this : edited(draft -> draft.limits = now);
  }

  AccountBook withWaiting(List<WaitingCommand> still) {
    return edited(draft -> draft.waiting = still);
  }

  AccountBook withReported(AccountStatusReport report) {
    return edited(draft -> draft.reported = report);
  }

  AccountBook withMovements(CashMovements now) {
    return edited(draft -> draft.movements = now);
  }

  private AccountBook edited(Consumer<Draft> edit) {
    var draft = new Draft(this);
    edit.accept(draft);
    return draft.finished();
  }

  /** A book while one of its slices is replaced. */
  private static final class Draft {
    private final String accountId;
    private @Nullable Account account;
    private @Nullable Owner owner;
    private @Nullable Positions positions;
    private Instructions instructions = Instructions.NONE;
    private Acknowledged acknowledged = Acknowledged.NOTHING;
    private SortedMap<String, Leverage> effectiveLeverage = new TreeMap<>();
    private DriftMemory drift = DriftMemory.NEW;
    private SortedMap<Advisory.Key, Advisory> raised = new TreeMap<>();
    private @Nullable PendingProposal pending;
    private Batches batches = Batches.NONE;
    private @Nullable NothingToTrade nothingToTrade;
    private CommandMemory commands = CommandMemory.EMPTY;
    private OwnLimits limits = OwnLimits.NONE;
    private List<WaitingCommand> waiting = List.of();
    private @Nullable AccountStatusReport reported;
    private CashMovements movements = CashMovements.NONE;
    private Reconciliation reconciliation = Reconciliation.NONE;
    private @Nullable Positions provisional;

    Draft(String accountId) {
      this.accountId = accountId;
    }

    Draft(AccountBook book) {
      accountId = book.accountId;
      account = book.account;
      owner = book.owner;
      positions = book.positions;
      instructions = book.instructions;
      acknowledged = book.acknowledged;
      effectiveLeverage = book.effectiveLeverage;
      drift = book.drift;
      raised = book.raised;
      pending = book.pending;
      batches = book.batches;
      nothingToTrade = book.nothingToTrade;
      commands = book.commands;
      limits = book.limits;
      waiting = book.waiting;
      reported = book.reported;
      movements = book.movements;
      reconciliation = book.reconciliation;
      provisional = book.provisional;
    }

    AccountBook finished() {
      return new AccountBook(
          accountId,
          account,
          owner,
          positions,
          instructions,
          acknowledged,
          effectiveLeverage,
          drift,
          raised,
          pending,
          batches,
          nothingToTrade,
          commands,
          limits,
          waiting,
          reported,
          movements,
          reconciliation,
          provisional);
    }
  }
}
