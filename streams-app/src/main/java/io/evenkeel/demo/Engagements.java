package io.evenkeel.demo;

import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CashMovementStatus;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in which somebody is at work already: a client whose cash is under way, a split that is
 * not booked, an advisor who thinks again. Nobody else submits them meanwhile, since an account has
 * one proposal at a time and whoever came second would be told so.
 */
final class Engagements {
  private static final Set<CashMovementStatus> OVER =
      EnumSet.of(
          CashMovementStatus.COMPLETED, CashMovementStatus.FAILED, CashMovementStatus.CANCELED);

  private final Set<String> accounts = ConcurrentHashMap.newKeySet();

  void begin(Collection<String> some) {
    accounts.addAll(some);
  }

  void end(Collection<String> some) {
    accounts.removeAll(some);
  }

  boolean isFree(String accountId) {
    return !accounts.contains(accountId);
  }

  /** Takes runs of cash movements: whose has ended is free. */
  void take(String topic, String key, @Nullable SpecificRecord value) {
    if (value instanceof CashMovementRun run && OVER.contains(run.getStatus())) {
      accounts.remove(run.getAccountId());
    }
  }
}
