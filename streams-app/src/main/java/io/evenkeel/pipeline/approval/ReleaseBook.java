package io.evenkeel.pipeline.approval;

import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.ReleaseDecision;
import io.evenkeel.core.approval.ReleaseState;
import io.evenkeel.core.approval.ReleasedBatch;
import io.evenkeel.core.limits.AccountUse;
import io.evenkeel.core.limits.ControlBoard;
import io.evenkeel.core.limits.LimitHalt;
import io.evenkeel.core.limits.LimitedRelease;
import io.evenkeel.core.limits.Spending;
import io.evenkeel.core.limits.StandingHalts;
import io.evenkeel.core.limits.Usage;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.state.Deadlines;
import io.evenkeel.pipeline.state.PackedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** What the last step remembers, of all custodians of its task. */
final class ReleaseBook {
  private final PackedStore<ReleaseState> numbers;
  private final PackedStore<ReleasedBatch> released;
  private final PackedStore<Spending> spending;
  private final PackedStore<AccountUse> accounts;
  private final PackedStore<LimitHalt> halts;
  private final Map<String, LimitHalt> standing = new TreeMap<>();
  private final Deadlines forgettableBatches = new Deadlines();
  private final Deadlines forgettableAccounts = new Deadlines();

  private ReleaseBook(ProcessorContext<?, ?> context) {
    numbers = context.getStateStore(Topics.RELEASE_STORE);
    released = context.getStateStore(Topics.RELEASED_BATCH_STORE);
    spending = context.getStateStore(Topics.RELEASE_SPENDING_STORE);
    accounts = context.getStateStore(Topics.RELEASE_ACCOUNT_STORE);
    halts = context.getStateStore(Topics.RELEASE_HALT_STORE);
    released.forEach(this::remember);
    accounts.forEach(this::remember);
    halts.forEach(halt -> standing.put(halt.key(), halt));
  }

  static ReleaseBook of(ProcessorContext<?, ?> context) {
    return new ReleaseBook(context);
  }

  ReleaseState state(String custodianId) {
    var known = numbers.get(custodianId);
    return known == null ? ReleaseState.first(custodianId) : known;
  }

  @Nullable ReleasedBatch released(String id) {
    return released.get(id);
  }

  Usage usage(Batch batch) {
    var accountKey = AccountUse.key(batch.custodianId(), batch.accountId());
    var account = accounts.get(accountKey);
    return new Usage(
        account == null ? AccountUse.none(accountKey) : account,
        spending("CUSTODIAN/" + batch.custodianId()),
        spending("FIRM/" + batch.firmId() + "/" + batch.custodianId()));
  }

  private Spending spending(String key) {
    var known = spending.get(key);
    return known == null ? Spending.none(key) : known;
  }

  StandingHalts halts(ControlBoard board) {
    return new StandingHalts(standing::get, board);
  }

  /** Keeps what was decided; nothing where it was decided before. */
  void keep(LimitedRelease release) {
    if (release.decision() instanceof ReleaseDecision.Released sent) {
      numbers.put(sent.state().custodianId(), sent.state());
      keep(sent.remembered());
    } else if (release.decision() instanceof ReleaseDecision.Refused refused) {
      keep(refused.remembered());
    }
    if (release.usage() != null) {
      keep(release.usage());
    }
    if (release.halt() != null) {
      keep(release.halt());
    }
  }

  private void keep(ReleasedBatch batch) {
    released.put(batch.batchId(), batch);
    remember(batch);
  }

  private void keep(Usage usage) {
    accounts.put(usage.account().key(), usage.account());
    remember(usage.account());
    spending.put(usage.custodian().key(), usage.custodian());
    spending.put(usage.firm().key(), usage.firm());
  }

  private void keep(LimitHalt halt) {
    halts.put(halt.key(), halt);
    standing.put(halt.key(), halt);
  }

  /** Looks at the board; gives the halts that are over, which are forgotten. */
  List<LimitHalt> over(ControlBoard board) {
    var over = new ArrayList<LimitHalt>();
    for (var halt : List.copyOf(standing.values())) {
      var word = board.word(halt.halt().scope(), halt.halt().scopeId());
      if (halt.isOver(word)) {
        over.add(halt);
        standing.remove(halt.key());
        halts.delete(halt.key());
      } else if (halt.seen(word) != halt) {
        keep(halt.seen(word));
      }
    }
    return over;
  }

  void forget(Instant now) {
    forgettableBatches.due(now, released::delete);
    forgettableAccounts.due(now, accounts::delete);
  }

  private void remember(ReleasedBatch batch) {
    forgettableBatches.set(batch.batchId(), batch.at().plus(ReleasedBatch.KEPT));
  }

  private void remember(AccountUse account) {
    forgettableAccounts.set(account.key(), account.until().plusSeconds(1));
  }
}
