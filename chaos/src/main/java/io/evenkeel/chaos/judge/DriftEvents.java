package io.evenkeel.chaos.judge;

import io.evenkeel.core.drift.Recompute;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.DriftWire;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What accounts say of drift, from the first event to the last. */
final class DriftEvents {
  private DriftEvents() {}

  private static Map<String, List<Row<DriftEvent>>> byAccount(Case before) {
    return before.rows().of(Topics.DRIFT_EVENTS).stream()
        .collect(Collectors.groupingBy(Row::key, LinkedHashMap::new, Collectors.toList()));
  }

  /** From 1 without gaps, up to the last that the account's status knows of. */
  static Finding gapless(Case before) {
    var tally = new Tally("drift-sequences-gapless", Kind.LOST);
    var last = new HashMap<String, Long>();
    byAccount(before)
        .forEach(
            (account, events) -> {
              var numbers = new TreeSet<Long>();
              events.forEach(row -> numbers.add(row.said().getSequence()));
              last.put(account, numbers.last());
              tally.check(
                  numbers.size() == numbers.last() && numbers.first() == 1,
                  "account %s has events up to %d, and %d of them",
                  account,
                  numbers.last(),
                  numbers.size());
            });
    before
        .rows()
        .newest(Topics.ACCOUNT_STATUS)
        .forEach(
            (account, row) ->
                tally.check(
                    row.said().getLastSequence() == last.getOrDefault(account, 0L),
                    "account %s knows of event %d at %s, and its last is %d",
                    account,
                    row.said().getLastSequence(),
                    row.place(),
                    last.getOrDefault(account, 0L)));
    return tally.finding();
  }

  /** Each number once, in order. */
  static Finding unrepeated(Case before) {
    var tally = new Tally("drift-sequences-unrepeated", Kind.DUPLICATED);
    byAccount(before)
        .forEach(
            (account, events) -> {
              var newest = 0L;
              for (var row : events) {
                var number = row.said().getSequence();
                tally.check(
                    number > newest,
                    "account %s says %d at %s after %d",
                    account,
                    number,
                    row.place(),
                    newest);
                newest = Math.max(newest, number);
              }
            });
    return tally.finding();
  }

  /** Nothing is closed that is not open, and nothing opened twice. */
  static Finding alternate(Case before) {
    var tally = new Tally("statuses-alternate", Kind.WRONG);
    var standings = new HashMap<String, Map<Long, Standing>>();
    byAccount(before)
        .forEach(
            (account, events) -> {
              var standing = Standing.NONE;
              for (var row : events) {
                var kind = row.said().getKind();
                tally.check(
                    standing.allows(kind),
                    "account %s says %s at %s while it is %s",
                    account,
                    kind,
                    row.place(),
                    standing);
                standing = standing.after(kind);
                standings
                    .computeIfAbsent(account, a -> new HashMap<>())
                    .put(row.said().getSequence(), standing);
              }
            });
    before.rows().of(Topics.ACCOUNT_STATUS).forEach(row -> agrees(row, standings, tally));
    return tally.finding();
  }

  private static void agrees(
      Row<AccountStatus> row, Map<String, Map<Long, Standing>> standings, Tally tally) {
    var status = row.said();
    var standing = standings.getOrDefault(row.key(), Map.of()).get(status.getLastSequence());
    if (standing != null) {
      tally.check(
          status.getFlagged() == standing.flagged(),
          "account %s is %s by its status at %s and %s after its event %d",
          row.key(),
          status.getFlagged() ? "flagged" : "not flagged",
          row.place(),
          standing,
          status.getLastSequence());
    }
  }

  /** What an account has said of itself. */
  private record Standing(boolean flagged, boolean uncheckable) {
    static final Standing NONE = new Standing(false, false);

    boolean allows(DriftEventKind kind) {
      return switch (kind) {
        case FLAGGED -> !flagged && !uncheckable;
        case CHANGED, CLEARED -> flagged && !uncheckable;
        case UNCHECKABLE -> !uncheckable;
        case CHECKABLE -> uncheckable;
        case MONITORING_STOPPED -> true;
        case UNKNOWN -> false;
      };
    }

    Standing after(DriftEventKind kind) {
      return switch (kind) {
        case FLAGGED, CHANGED -> new Standing(true, false);
        case CLEARED -> new Standing(false, false);
        case UNCHECKABLE -> new Standing(flagged, true);
        case CHECKABLE -> new Standing(flagged, false);
        case MONITORING_STOPPED -> NONE;
        case UNKNOWN -> this;
      };
    }
  }

  /** From what it carries, every event is computed again, exactly. */
  static Finding recompute(Case before) {
    var tally = new Tally("events-recompute", Kind.WRONG);
    for (var row : before.rows().of(Topics.DRIFT_EVENTS)) {
      var fault = fault(row.said());
      tally.check(
          fault.isEmpty(),
          "event %d of account %s at %s: %s",
          row.said().getSequence(),
          row.key(),
          row.place(),
          fault);
    }
    return tally.finding();
  }

  private static String fault(DriftEvent event) {
    if (event.getKind() == DriftEventKind.MONITORING_STOPPED
        || event.getKind() == DriftEventKind.UNCHECKABLE) {
      return "";
    }
    var answer = Recompute.answer(DriftWire.read(event));
    if (answer instanceof Recompute.Answer.Agrees) {
      return "";
    }
    return answer instanceof Recompute.Answer.Differs differs
        ? String.join(" ", differs.sentences())
        : "it carries nothing to compute it from";
  }
}
