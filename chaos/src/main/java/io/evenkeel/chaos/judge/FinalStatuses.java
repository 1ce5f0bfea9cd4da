package io.evenkeel.chaos.judge;

import io.evenkeel.config.Rules;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.Flag;
import io.evenkeel.core.drift.Judge;
import io.evenkeel.core.drift.JudgeInput;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.Side;
import io.evenkeel.core.drift.TargetExpansion;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.MonitoringStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The final status of every account is what the exact judgement makes of the final prices,
 * positions and targets.
 *
 * <p>A line between its clearing edge and its bound may be breached or not, as it was before; so
 * the sides that the status names must stay as they are when the account is judged from them.
 */
final class FinalStatuses {
  private final Case before;
  private final FinalBoards boards;
  private final Instructed instructed;
  private final Acknowledgements acknowledgements;
  private final Judge judge;
  private final Instant end;
  private final Map<String, Positions> positions = new HashMap<>();
  private final Map<String, SortedMap<String, Leverage>> latched = new HashMap<>();
  private final Map<String, Row<io.evenkeel.schemas.AccountStatus>> statuses;
  private final Set<String> apart;
  private final Tally tally = new Tally("final-status-exact", Kind.WRONG);
  private long leftOut;

  private FinalStatuses(Case before, FinalBoards boards) {
    var drift = new Rules(before.recording().configuration()).accounts().drift();
    this.before = before;
    this.boards = boards;
    this.instructed = new Instructed(before);
    this.acknowledgements = new Acknowledgements(before, boards);
    this.judge = new Judge(drift);
    this.end = end(before);
    this.statuses = before.rows().newest(Topics.ACCOUNT_STATUS);
    this.apart = apart(before);
    before.rows().accepted(Topics.POSITIONS).forEach(this::take);
    before.rows().of(Topics.ACRS).forEach(this::latch);
  }

  static Finding exact(Case before, FinalBoards boards) {
    var statuses = new FinalStatuses(before, boards);
    before
        .rows()
        .newest(Topics.ACCOUNTS)
        .forEach((id, row) -> statuses.check(BookWire.account(id, row.said())));
    if (statuses.leftOut > 0) {
      statuses.tally.note(
          statuses.leftOut
              + " accounts with restrictions, provisional fills, canceled batches or corporate"
              + " actions were left out");
    }
    return statuses.tally.finding();
  }

  /** When the last record came, by which the age of prices is told. */
  private static Instant end(Case before) {
    return before.rows().of(Topics.PRICES).stream()
        .map(Row::timestamp)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /** Accounts whose judgement hangs on more than what is computed here. */
  private static Set<String> apart(Case before) {
    var apart = new HashSet<>(before.rows().newest(Topics.RESTRICTIONS).keySet());
    before.rows().of(Topics.DRIFT_EVENTS).stream()
        .filter(row -> row.said().getInputs() != null)
        .filter(row -> !row.said().getInputs().getProvisionalExecutions().isEmpty())
        .forEach(row -> apart.add(row.key()));
    before.handed().records().stream()
        .filter(row -> row.said().getInstruction() == BatchInstruction.CANCEL)
        .forEach(row -> apart.add(row.key()));
    return apart;
  }

  /** Of two versions the higher is taken, whichever comes first. */
  private void take(Row<io.evenkeel.schemas.Positions> row) {
    if (row.value() == null) {
      positions.remove(row.key());
      return;
    }
    var next = BookWire.positions(row.key(), row.said());
    positions.merge(row.key(), next, (a, b) -> b.version() > a.version() ? b : a);
  }

  /** Leverage is latched when an ACR is submitted, and given back where it came to nothing. */
  private void latch(Row<io.evenkeel.schemas.Acr> row) {
    var acr = row.said();
    if (acr.getLatches()) {
      var of = latched.computeIfAbsent(row.key(), k -> new TreeMap<>());
      switch (acr.getStatus()) {
        case SUBMITTED, COMPLETED ->
            of.put(acr.getModelId(), new Leverage(acr.getLeverageApplied()));
        case FAILED, REJECTED, CANCELED, EXPIRED -> {
          if (acr.getBatchId() != null) {
            of.put(acr.getModelId(), new Leverage(acr.getLeverageBefore()));
          }
        }
        default -> {
          // Proposed or approved: nothing is latched yet.
        }
      }
    }
  }

  private void check(Account account) {
    var id = account.accountId();
    var told = instructed.of(id);
    var row = statuses.get(id);
    if (apart.contains(id) || holdsWhatIsActedUpon(id)) {
      leftOut++;
    } else if (row == null) {
      tally.check(!told.rebalancing(), "account %s is monitored and has no status", id);
    } else if (!told.rebalancing() || account.status() != AccountStatus.ACTIVE) {
      tally.check(
          row.said().getStatus() == MonitoringStatus.NOT_MONITORED,
          "account %s is not to be monitored, and is %s by its status at %s",
          id,
          row.said().getStatus(),
          row.place());
    } else {
      judged(account, told, row);
    }
  }

  /** What splits or merges bears two prices, and which of them came first nobody can tell here. */
  private boolean holdsWhatIsActedUpon(String accountId) {
    var held = positions.get(accountId);
    return held != null
        && held.sleeves().stream()
            .flatMap(sleeve -> sleeve.holdings().stream())
            .anyMatch(holding -> boards.corporateAction(holding.securityId()) != null);
  }

  private void judged(
      Account account, Instructed.Told told, Row<io.evenkeel.schemas.AccountStatus> row) {
    var held = positions.get(account.accountId());
    var expansion = TargetExpansion.expand(told.targetId(), boards);
    var input =
        new JudgeInput(
            account, held, expansion, leverage(account, told), sides(row.said()), end, boards);
    var judgement = judge.judge(input);
    var said = words(row.said());
    var expected =
        judgement instanceof Judgement.Checkable checkable
            ? acknowledgements.causes(account.accountId(), told, expansion, held).stream()
                .map(causes -> words(Flag.of(checkable, causes)))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new))
            : Set.of(words((Judgement.NotCheckable) judgement));
    tally.check(
        expected.contains(said),
        "account %s at %s is %s; judged on its final prices, positions and target it is %s",
        account.accountId(),
        row.place(),
        said,
        String.join(" or ", expected));
  }

  private Map<String, Leverage> leverage(Account account, Instructed.Told told) {
    var leverage = new TreeMap<>(told.leverage());
    leverage.putAll(latched.getOrDefault(account.accountId(), new TreeMap<>()));
    return leverage;
  }

  private static Map<String, Side> sides(io.evenkeel.schemas.AccountStatus status) {
    var sides = new LinkedHashMap<String, Side>();
    status
        .getBreachedLines()
        .forEach(b -> sides.put(b.getLine(), Side.valueOf(b.getSide().name())));
    return sides;
  }

  private static String words(io.evenkeel.schemas.AccountStatus status) {
    if (status.getStatus() == MonitoringStatus.UNCHECKABLE) {
      return "UNCHECKABLE "
          + status.getUncheckable().stream()
              .map(u -> u.getReason() + " " + u.getSubject())
              .sorted()
              .toList();
    }
    var breached =
        status.getBreachedLines().stream()
            .map(b -> b.getLine() + " " + b.getSide())
            .sorted()
            .toList();
    return status.getStatus()
        + " "
        + names(status.getCauses())
        + names(status.getTiles())
        + breached;
  }

  private static String words(Judgement.NotCheckable judgement) {
    return "UNCHECKABLE "
        + judgement.reasons().stream().map(u -> u.reason() + " " + u.subject()).sorted().toList();
  }

  private static String words(Flag flag) {
    var breached =
        flag.breached().entrySet().stream()
            .map(b -> b.getKey() + " " + b.getValue())
            .sorted()
            .toList();
    return (flag.isRaised() ? MonitoringStatus.FLAGGED : MonitoringStatus.NOT_FLAGGED)
        + " "
        + names(List.copyOf(flag.causes()))
        + names(List.copyOf(flag.tiles()))
        + breached;
  }

  private static List<String> names(List<? extends Enum<?>> all) {
    return all.stream().map(Enum::name).sorted().toList();
  }
}
