package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.DeadLetter;
import io.evenkeel.schemas.DeadLetterReason;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * How every input record ended: applied, superseded by a later one, rejected or dead-lettered, each
 * exactly one of these, and each with what is to be seen of it.
 */
final class Endings {
  private static final Set<Topic<?>> BY_THE_PIPELINE =
      Set.of(
          Topics.PRICE_HOLDS,
          Topics.LOSS_SALES,
          Topics.ACCOUNT_TASKS,
          Topics.ACCOUNT_OUTCOMES,
          Topics.RELEASES);

  private final Case before;
  private final Set<String> refusedPrices;
  private final Map<String, Sent> sent = new HashMap<>();
  private final Map<String, Row<RebalanceHistory>> history;
  private final Set<String> rejectedKeys;
  private final boolean guardIsKnown;
  private final SortedMap<String, Counts.Endings> counts = new TreeMap<>();
  private final Tally lost = new Tally("every-input-ends", Kind.LOST);
  private final Tally wrong = new Tally("no-input-ends-twice-or-without-cause", Kind.WRONG);

  private Endings(Case before, FinalBoards boards) {
    this.before = before;
    this.refusedPrices = boards.refusedPrices();
    this.history = before.rows().newest(Topics.REBALANCE_HISTORY);
    this.rejectedKeys =
        before.rows().of(Topics.REJECTIONS).stream()
            .map(row -> row.said().getTopic() + " " + row.key())
            .collect(Collectors.toSet());
    this.guardIsKnown =
        before.rows().isWhole(before.rows().names().of(Topics.PRICES))
            && before.rows().of(Topics.MARKET_COMMANDS).isEmpty();
    before.recording().sent().forEach(s -> sent.put(s.place(), s));
  }

  static Endings of(Case before, FinalBoards boards) {
    var endings = new Endings(before, boards);
    for (var topic : Topics.ALL) {
      if (topic.group() != Topic.Group.OUTPUT && !BY_THE_PIPELINE.contains(topic)) {
        endings.count(topic);
      }
    }
    endings.everythingSentIsThere();
    endings.everythingWasRead();
    endings.everyRefusalIsOfSomething();
    return endings;
  }

  SortedMap<String, Counts.Endings> counts() {
    return counts;
  }

  List<Finding> findings() {
    return List.of(lost.finding(), wrong.finding());
  }

  private <V extends SpecificRecord> void count(Topic<V> topic) {
    var readable = new HashMap<String, Row<V>>();
    before.rows().all(topic).forEach(row -> readable.put(row.place(), row));
    var last = lastByKey(topic);
    for (var name : before.rows().names().each(topic)) {
      var ids = new HashSet<String>();
      var ends = new long[4];
      for (var taken : before.recording().topic(name)) {
        ends[ending(topic, taken, readable.get(taken.place()), last, ids).ordinal()]++;
      }
      counts.put(name, new Counts.Endings(ends[0], ends[1], ends[2], ends[3]));
    }
  }

  private enum Ending {
    APPLIED,
    SUPERSEDED,
    REJECTED,
    DEAD_LETTERED
  }

  private <V extends SpecificRecord> Map<String, String> lastByKey(Topic<V> topic) {
    return before.rows().accepted(topic).stream()
        .collect(Collectors.toMap(Row::key, Row::place, (a, b) -> b));
  }

  private <V extends SpecificRecord> Ending ending(
      Topic<V> topic,
      Taken taken,
      @Nullable Row<V> row,
      Map<String, String> last,
      Set<String> ids) {
    var letters = before.rows().letters().getOrDefault(taken.place(), List.of());
    wrong.check(letters.size() <= 1, "%s is dead-lettered %d times", taken.place(), letters.size());
    if (!letters.isEmpty()) {
      mayBeDead(topic, taken, row, letters.get(0));
      return Ending.DEAD_LETTERED;
    }
    lost.check(
        row != null && taken.key() != null,
        "%s cannot be read, and is not among the dead letters",
        taken.place());
    mustBeRefused(topic, taken);
    if (row == null || row.value() == null) {
      return Ending.APPLIED;
    }
    var id = idOf(row.said());
    if (id != null) {
      return command(topic, row, id, ids.add(row.key() + " " + id));
    }
    var isLast = topic.kept() != Topic.Kept.COMPACTED || taken.place().equals(last.get(row.key()));
    return isLast ? Ending.APPLIED : Ending.SUPERSEDED;
  }

  private Ending command(Topic<?> topic, Row<?> row, String id, boolean isFirst) {
    var rejections = before.rows().rejections(row.taken().topic(), row.key(), id);
    if (!isFirst) {
      return rejections > 0 ? Ending.REJECTED : Ending.SUPERSEDED;
    }
    if (rejections == 0 && row.said() instanceof RebalanceCommand command) {
      wasDone(row, command);
    }
    return rejections > 0 ? Ending.REJECTED : Ending.APPLIED;
  }

  private static @Nullable String idOf(SpecificRecord said) {
    if (said instanceof AccountCommand command) {
      return command.getCommandId();
    }
    if (said instanceof RebalanceCommand command) {
      return command.getCommandId();
    }
    if (said instanceof MarketCommand command) {
      return command.getCommandId();
    }
    return said instanceof ExecutionResult result ? result.getExecutionId() : null;
  }

  /** A command about a request shows in the request's history. */
  private void wasDone(Row<?> row, RebalanceCommand command) {
    var known = history.get(row.key());
    var done =
        known != null
            && (command.getType() != RebalanceCommandType.APPROVE
                || known.said().getApprovedAt() != null);
    lost.check(
        done,
        "command %s, %s of request %s at %s, was not rejected and nothing came of it",
        command.getCommandId(),
        command.getType(),
        row.key(),
        row.place());
  }

  /** Only what was sent to be refused is dead, what the guard refuses, and what came too late. */
  private void mayBeDead(Topic<?> topic, Taken taken, @Nullable Row<?> row, DeadLetter letter) {
    var known = sent.get(taken.place());
    var isFuzz = known != null && known.mayBeFuzz();
    if (topic == Topics.PRICES && row != null) {
      wrong.check(
          isFuzz || !guardIsKnown || refusedPrices.contains(taken.place()),
          "price at %s is dead-lettered, and nothing is wrong with it",
          taken.place());
    } else if (known != null && letter.getReason() != DeadLetterReason.OLDER_THAN_LAST) {
      wrong.check(isFuzz, "%s, a good %s, is dead-lettered", taken.place(), known.what());
    }
  }

  private void mustBeRefused(Topic<?> topic, Taken taken) {
    if (topic == Topics.PRICES && guardIsKnown) {
      lost.check(
          !refusedPrices.contains(taken.place()),
          "price at %s is refused by the guard, and is not among the dead letters",
          taken.place());
    }
    var known = sent.get(taken.place());
    if (known != null && known.isFuzz()) {
      lost.check(
          rejectedKeys.contains(taken.topic() + " " + taken.keyText()),
          "%s was sent to be refused, and was neither rejected nor dead-lettered",
          taken.place());
    }
  }

  /** What a broker acknowledged is there, unless a later one of its key has replaced it. */
  private void everythingSentIsThere() {
    var there = new HashSet<String>();
    before.recording().topics().values().forEach(t -> t.forEach(taken -> there.add(taken.place())));
    for (var one : before.recording().sent()) {
      lost.check(
          there.contains(one.place()) || !before.rows().isWhole(one.topic()),
          "%s of key %s was acknowledged at %s and is not there",
          one.what(),
          one.key(),
          one.place());
    }
  }

  private void everythingWasRead() {
    var lags = before.recording().lags();
    if (lags == null) {
      lost.note("how far the application has read is not known");
      return;
    }
    for (var lag : lags) {
      var last = lastOffset(lag.topic(), lag.partition());
      lost.check(
          lag.committed() > last,
          "%s-%d has a record at %d and was read up to %d",
          lag.topic(),
          lag.partition(),
          last,
          lag.committed());
    }
  }

  /** Markers of transactions lie behind it, which nobody reads. */
  private long lastOffset(String topic, int partition) {
    return before.recording().topic(topic).stream()
        .filter(taken -> taken.partition() == partition)
        .mapToLong(Taken::offset)
        .max()
        .orElse(-1);
  }

  private void everyRefusalIsOfSomething() {
    var there = new HashSet<String>();
    before.recording().topics().values().forEach(t -> t.forEach(taken -> there.add(taken.place())));
    before
        .rows()
        .letters()
        .forEach(
            (place, letters) ->
                wrong.check(
                    there.contains(place) || isGone(letters.get(0).getTopic()),
                    "a dead letter names %s, where nothing is",
                    place));
  }

  private boolean isGone(String topic) {
    return before.recording().topic(topic).isEmpty() || !before.rows().isWhole(topic);
  }
}
