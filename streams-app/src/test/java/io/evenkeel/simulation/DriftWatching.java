package io.evenkeel.simulation;

import static io.evenkeel.simulation.InvariantBroken.unless;

import io.evenkeel.core.drift.Recompute;
import io.evenkeel.pipeline.wire.DriftWire;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.TradeProposal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** What accounts say of their drift. */
final class DriftWatching implements Watch {
  private final Map<String, DriftEvent> last = new HashMap<>();
  private final Map<String, Map<TopicPartition, Long>> seen = new HashMap<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final Map<String, Instant> prices = new HashMap<>();
  private final Map<String, AccountStatus> statuses = new HashMap<>();

  @Override
  public void consumed(Entry entry, SpecificRecord value) {
    if (value instanceof Positions told) {
      positions.merge(entry.keyText(), told.getVersion(), Math::max);
    }
  }

  @Override
  public void said(Entry entry, SpecificRecord value, Map<TopicPartition, Long> boards) {
    if (value instanceof DriftEvent
        || value instanceof AccountStatus
        || value instanceof TradeProposal) {
      notBefore(entry, boards);
    }
    if (value instanceof DriftEvent event) {
      hear(event);
    } else if (value instanceof AccountStatus status) {
      hear(status);
    }
  }

  /** Boards are read by every process at its own pace; an account never meets older ones. */
  private void notBefore(Entry entry, Map<TopicPartition, Long> boards) {
    var before = seen.put(entry.keyText(), boards);
    if (before != null && before != boards) {
      before.forEach(
          (place, offset) ->
              unless(
                  boards.get(place) >= offset,
                  Invariant.BOARDS_NEVER_GO_BACK,
                  "%s is decided about by %s at %d, and was by %d",
                  entry.keyText(),
                  place,
                  boards.get(place),
                  offset));
    }
  }

  private void hear(DriftEvent event) {
    var id = event.getAccountId();
    var before = last.put(id, event);
    var sequence = before == null ? 0 : before.getSequence();
    unless(
        event.getSequence() == sequence + 1,
        Invariant.DRIFT_SEQUENCES_GAPLESS,
        "%s: %d after %d",
        id,
        event.getSequence(),
        sequence);
    follows(before, event);
    if (Recompute.answer(DriftWire.read(event)) instanceof Recompute.Answer.Differs differs) {
      throw new InvariantBroken(
          Invariant.EVENTS_RECOMPUTE, "%s %d: %s".formatted(id, event.getSequence(), differs));
    }
    inputs(event);
  }

  /** Standing and flag of an account once it said this. */
  private static String standing(DriftEvent event) {
    if (event == null || event.getKind() == DriftEventKind.MONITORING_STOPPED) {
      return "none";
    }
    return event.getKind() == DriftEventKind.UNCHECKABLE ? "uncheckable" : "checkable";
  }

  private static boolean isFlagged(DriftEvent event) {
    return event != null
        && event.getKind() != DriftEventKind.MONITORING_STOPPED
        && !event.getCauses().isEmpty();
  }

  private static void follows(DriftEvent before, DriftEvent event) {
    var was = standing(before);
    var flagged = isFlagged(before);
    var fits =
        switch (event.getKind()) {
          case FLAGGED ->
              !was.equals("uncheckable")
                  && (!flagged || before.getKind() == DriftEventKind.CHECKABLE);
          case CHANGED -> flagged && !was.equals("uncheckable");
          case CLEARED -> !was.equals("uncheckable");
          case UNCHECKABLE -> !was.equals("uncheckable");
          case CHECKABLE -> was.equals("uncheckable");
          case MONITORING_STOPPED -> before == null || !was.equals("none");
          case UNKNOWN -> false;
        };
    unless(
        fits,
        Invariant.STATUSES_ALTERNATE,
        "%s says %s after %s",
        event.getAccountId(),
        event.getKind(),
        before == null ? "nothing" : before.getKind());
  }

  private void inputs(DriftEvent event) {
    var inputs = event.getInputs();
    if (inputs == null) {
      return;
    }
    var id = event.getAccountId();
    var version = inputs.getPositionsVersion();
    unless(
        version == null || version.equals(positions.get(id)),
        Invariant.NEWEST_POSITIONS_COUNT,
        "%s %d is judged on version %s, and was told %s",
        id,
        event.getSequence(),
        version,
        positions.get(id));
    for (var sleeve : inputs.getSleeves()) {
      for (var holding : sleeve.getHoldings()) {
        var asOf = holding.getPriceAsOf();
        if (asOf != null) {
          var before = prices.put(id + "/" + holding.getSecurityId(), asOf);
          unless(
              before == null || !asOf.isBefore(before),
              Invariant.BOARDS_NEVER_GO_BACK,
              "%s %d is judged on %s as of %s, after %s",
              id,
              event.getSequence(),
              holding.getSecurityId(),
              asOf,
              before);
        }
      }
    }
  }

  private void news(AccountStatus status) {
    var before = statuses.put(status.getAccountId(), status);
    unless(
        before == null
            || !String.valueOf(AccountStatus.newBuilder(before).setAt(status.getAt()).build())
                .equals(status.toString()),
        Invariant.STATUS_FOLLOWS_EVENTS,
        "%s says the same again",
        status.getAccountId());
  }

  private void hear(AccountStatus status) {
    news(status);
    var id = status.getAccountId();
    var event = last.get(id);
    var sequence = event == null ? 0 : event.getSequence();
    unless(
        status.getLastSequence() == sequence,
        Invariant.STATUS_FOLLOWS_EVENTS,
        "%s names event %d, and %d was the last",
        id,
        status.getLastSequence(),
        sequence);
    if (event == null) {
      return;
    }
    var stopped = event.getKind() == DriftEventKind.MONITORING_STOPPED;
    unless(
        stopped == (status.getStatus() == MonitoringStatus.NOT_MONITORED)
            && (event.getKind() == DriftEventKind.UNCHECKABLE)
                == (status.getStatus() == MonitoringStatus.UNCHECKABLE),
        Invariant.STATUS_FOLLOWS_EVENTS,
        "%s is %s after %s",
        id,
        status.getStatus(),
        event.getKind());
    unless(
        stopped
            || (new HashSet<>(status.getCauses()).equals(new HashSet<>(event.getCauses()))
                && new HashSet<>(status.getTiles()).equals(new HashSet<>(event.getTiles()))),
        Invariant.STATUS_FOLLOWS_EVENTS,
        "%s says %s and %s, its event %d %s and %s",
        id,
        status.getCauses(),
        status.getTiles(),
        event.getSequence(),
        event.getCauses(),
        event.getTiles());
  }
}
