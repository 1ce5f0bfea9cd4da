package io.evenkeel.simulation;

import static io.evenkeel.simulation.InvariantBroken.unless;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.DeadLetter;
import io.evenkeel.schemas.DeadLetterReason;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.Rejection;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** What becomes of every record that was sent. */
final class InputWatching implements Watch {
  private final SimulatedWorld world;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<String, DeadLetter> dead = new TreeMap<>();
  private final Map<String, DeadLetterReason> toDie = new TreeMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Set<String> rejected = new HashSet<>();
  private final Set<String> toReject = new TreeSet<>();

  InputWatching(SimulatedWorld world) {
    this.world = world;
  }

  private static String place(TopicPartition place, long offset) {
    return place + "@" + offset;
  }

  @Override
  public void consumed(Entry entry, SpecificRecord value) {
    var next = positions.merge(entry.place(), 1L, Long::sum);
    unless(
        entry.offset() + 1 == next,
        Invariant.EVERY_INPUT_ENDS,
        "%s is the record number %d",
        entry,
        next);
    if (entry.value() != null && value == null) {
      toDie.put(place(entry.place(), entry.offset()), DeadLetterReason.MALFORMED);
    } else if (value instanceof Positions told) {
      versioned(entry, told);
    } else if (value instanceof AccountCommand command && isForeign(command, entry)) {
      toReject.add(command.getCommandId());
    }
  }

  private void versioned(Entry entry, Positions told) {
    var known = versions.getOrDefault(entry.keyText(), -1L);
    if (told.getVersion() < known) {
      toDie.put(place(entry.place(), entry.offset()), DeadLetterReason.OLDER_THAN_LAST);
    }
    versions.put(entry.keyText(), Math.max(known, told.getVersion()));
  }

  private boolean isForeign(AccountCommand command, Entry entry) {
    var account = world.book().accounts().get(entry.keyText());
    return account == null || !account.getFirmId().equals(command.getFirmId());
  }

  @Override
  public void said(Entry entry, SpecificRecord value, Map<TopicPartition, Long> boards) {
    if (value instanceof DeadLetter letter) {
      var place =
          place(new TopicPartition(letter.getTopic(), letter.getPartition()), letter.getOffset());
      unless(
          dead.put(place, letter) == null,
          Invariant.EVERY_INPUT_ENDS,
          "%s is dead-lettered twice",
          place);
    } else if (value instanceof Rejection rejection) {
      rejected.add(rejection.getCommandId());
    }
  }

  @Override
  public void atRest() {
    read();
    boards();
    toDie.forEach(
        (place, reason) ->
            unless(
                dead.containsKey(place) && dead.get(place).getReason() == reason,
                Invariant.EVERY_INPUT_ENDS,
                "%s should be dead-lettered as %s, and is %s",
                place,
                reason,
                dead.containsKey(place) ? dead.get(place).getReason() : "not"));
    dead.forEach(
        (place, letter) ->
            unless(
                toDie.containsKey(place) || mayDie(letter),
                Invariant.EVERY_INPUT_ENDS,
                "%s is dead-lettered: %s",
                place,
                letter.getSentence()));
    for (var command : toReject) {
      unless(
          rejected.contains(command),
          Invariant.EVERY_INPUT_ENDS,
          "command %s should be rejected",
          command);
    }
  }

  /** A held price, and what a custodian said that is superseded. */
  private static boolean mayDie(DeadLetter letter) {
    return letter.getReason() == DeadLetterReason.JUMP
        || letter.getTopic().equals(Universe.NAMES.of(Topics.CUSTODIAN_POSITIONS));
  }

  private void read() {
    for (var thread : world.cluster().threads()) {
      for (var place : thread.inputs()) {
        unless(
            world.cluster().position(place) == world.cluster().log().end(place),
            Invariant.EVERY_INPUT_ENDS,
            "%s was read to %d of %d",
            place,
            world.cluster().position(place),
            world.cluster().log().end(place));
      }
    }
  }

  /** What boards refuse is dead-lettered too, once. */
  private void boards() {
    for (var topic : java.util.List.of(Topics.PRICES, Topics.TARGETS)) {
      var name = Universe.NAMES.of(topic);
      var last = new HashMap<String, Instant>();
      for (var entry : world.cluster().log().all(name)) {
        var value = world.outside().read(entry);
        var place = place(entry.place(), entry.offset());
        if (value == null) {
          toDie.put(place, DeadLetterReason.MALFORMED);
        } else if (value instanceof Price tick) {
          refusal(tick, last.get(entry.keyText())).ifPresent(r -> toDie.put(place, r));
          if (!toDie.containsKey(place)) {
            last.put(entry.keyText(), tick.getAsOf());
          }
        }
      }
    }
  }

  private static java.util.Optional<DeadLetterReason> refusal(Price tick, Instant last) {
    if (tick.getPrice().signum() <= 0) {
      return java.util.Optional.of(DeadLetterReason.NOT_POSITIVE);
    }
    return last != null && tick.getAsOf().isBefore(last)
        ? java.util.Optional.of(DeadLetterReason.OLDER_THAN_LAST)
        : java.util.Optional.empty();
  }
}
