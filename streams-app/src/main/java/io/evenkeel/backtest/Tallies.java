package io.evenkeel.backtest;

import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.wire.ExecutionWire;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.MonitoringStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened to every account, and what each was held to last. */
final class Tallies {
  private final Thresholds thresholds;
  private final SortedMap<String, AccountTally> byAccount = new TreeMap<>();
  private final Map<String, String> targets = new HashMap<>();
  private final Set<String> monitored = new TreeSet<>();

  /**
   * Before anything happened.
   *
   * @param book says what accounts are held to until they are judged
   */
  Tallies(Thresholds thresholds, BookFile book) {
    this.thresholds = thresholds;
    book.accounts().keySet().forEach(this::of);
    book.openings().forEach((id, opening) -> targets.put(id, target(opening)));
  }

  private static String target(AccountCommand opening) {
    var state = opening.getOpeningState();
    return state == null ? "" : Objects.requireNonNullElse(state.getTargetId(), "");
  }

  private AccountTally of(String accountId) {
    return byAccount.computeIfAbsent(accountId, id -> new AccountTally());
  }

  void event(DriftEvent event) {
    of(event.getAccountId()).event(event.getKind());
  }

  /** What is said of an account; {@code null} where it is gone. */
  void status(String accountId, @Nullable AccountStatus status) {
    if (status == null || status.getStatus() == MonitoringStatus.NOT_MONITORED) {
      monitored.remove(accountId);
    } else {
      monitored.add(accountId);
      heldTo(accountId, status);
    }
  }

  /** Of a target that is unknown or invalid no version is told; it stays the one that is meant. */
  private void heldTo(String accountId, AccountStatus status) {
    var versions = status.getTargetVersions();
    if (!versions.isEmpty()) {
      targets.put(accountId, versions.get(0).getId());
    } else if (status.getStatus() != MonitoringStatus.UNCHECKABLE) {
      targets.put(accountId, "");
    }
  }

  /** Accounts that are monitored now. */
  List<String> monitored() {
    return List.copyOf(monitored);
  }

  void checked(String accountId, LocalDate date, BigDecimal drift, BigDecimal equity) {
    of(accountId).checked(date, drift, equity);
  }

  void unchecked(String accountId, Collection<Uncheckable> because) {
    of(accountId).unchecked(because);
  }

  void filled(Post.Filled filled) {
    of(filled.batch().getAccountId()).filled(filled);
  }

  /** What a script lets the custodian say of what it filled; what cannot be read says nothing. */
  void said(String accountId, ExecutionResult result) {
    var tally = byAccount.get(accountId);
    try {
      if (tally != null) {
        tally.said(ExecutionWire.execution(accountId, result, /* custodianId= */ ""));
      }
    } catch (IllegalArgumentException refused) {
      // The pipeline refuses it too, and tells.
    }
  }

  void moved(CashMovementRun run) {
    of(run.getAccountId()).moved(run);
  }

  Summary summary(Summary.Span span) {
    var accounts = new TreeMap<String, Summary.Account>();
    byAccount.forEach(
        (id, tally) -> {
          var target = targets.getOrDefault(id, "");
          accounts.put(id, new Summary.Account(target, thresholds.of(target), tally));
        });
    return new Summary(span, accounts);
  }
}
