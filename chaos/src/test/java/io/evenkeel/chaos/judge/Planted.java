package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;

/** A recording in which something was made wrong on purpose. */
final class Planted {
  private Planted() {}

  /** Without those records of a topic. */
  static <V extends SpecificRecord> Recording without(
      Recording recording, Topic<V> topic, Predicate<Row<V>> which) {
    return rewritten(recording, topic, row -> which.test(row) ? List.of() : List.of(row.taken()));
  }

  /** With those records of a topic once more, at its end. */
  static <V extends SpecificRecord> Recording twice(
      Recording recording, Topic<V> topic, Predicate<Row<V>> which) {
    var again = new Rows(recording).of(topic).stream().filter(which).map(Row::taken).toList();
    return edited(
        recording,
        again.get(0).topic(),
        records -> {
          var more = new ArrayList<>(records);
          again.forEach(
              t -> more.add(at(t, records.get(records.size() - 1).offset() + 1, t.value())));
          return more;
        });
  }

  /** With those records of a topic saying something else. */
  static <V extends SpecificRecord> Recording changed(
      Recording recording, Topic<V> topic, Predicate<Row<V>> which, Consumer<V> change) {
    var serializer = recording.serdes().serializer(topic.value());
    return rewritten(
        recording,
        topic,
        row -> {
          if (which.test(row)) {
            change.accept(row.said());
          }
          var taken = row.taken();
          return List.of(
              at(taken, taken.offset(), serializer.serialize(taken.topic(), row.said())));
        });
  }

  private interface Rewriting<V> {
    List<Taken> of(Row<V> row);
  }

  private static <V extends SpecificRecord> Recording rewritten(
      Recording recording, Topic<V> topic, Rewriting<V> rewriting) {
    var next = recording;
    var readable = new LinkedHashMap<String, Row<V>>();
    new Rows(recording).of(topic).forEach(row -> readable.put(row.place(), row));
    for (var name : recording.names().each(topic)) {
      next =
          edited(
              next,
              name,
              records -> {
                var kept = new ArrayList<Taken>();
                for (var taken : records) {
                  var row = readable.get(taken.place());
                  kept.addAll(row == null ? List.of(taken) : rewriting.of(row));
                }
                return kept;
              });
    }
    return next;
  }

  static Recording edited(Recording recording, String name, UnaryOperator<List<Taken>> edit) {
    var topics = new LinkedHashMap<>(recording.topics());
    topics.computeIfPresent(name, (n, records) -> edit.apply(records));
    return new Recording(
        recording.configuration(),
        recording.names(),
        recording.serdes(),
        topics,
        recording.partitions(),
        recording.custodians(),
        recording.sent(),
        recording.faults(),
        recording.skipped(),
        recording.lags(),
        recording.spans());
  }

  static Recording with(Recording r, CustodianBook custodians) {
    return new Recording(
        r.configuration(),
        r.names(),
        r.serdes(),
        r.topics(),
        r.partitions(),
        custodians,
        r.sent(),
        r.faults(),
        r.skipped(),
        r.lags(),
        r.spans());
  }

  static Recording withFaults(Recording r, FiredFault... faults) {
    return new Recording(
        r.configuration(),
        r.names(),
        r.serdes(),
        r.topics(),
        r.partitions(),
        r.custodians(),
        r.sent(),
        List.of(faults),
        r.skipped(),
        r.lags(),
        r.spans());
  }

  static Recording withSpans(Recording r, Span... spans) {
    return new Recording(
        r.configuration(),
        r.names(),
        r.serdes(),
        r.topics(),
        r.partitions(),
        r.custodians(),
        r.sent(),
        r.faults(),
        r.skipped(),
        r.lags(),
        List.of(spans));
  }

  static Recording withLags(Recording r, Lag... lags) {
    return new Recording(
        r.configuration(),
        r.names(),
        r.serdes(),
        r.topics(),
        r.partitions(),
        r.custodians(),
        r.sent(),
        r.faults(),
        r.skipped(),
        List.of(lags),
        r.spans());
  }

  static Recording withoutAnything(Recording r) {
    return new Recording(
        r.configuration(),
        r.names(),
        r.serdes(),
        java.util.Map.of(),
        r.partitions(),
        CustodianBook.EMPTY,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Taken at(
      Taken taken, long offset, byte @org.jspecify.annotations.Nullable [] value) {
    return new Taken(
        taken.topic(), taken.partition(), offset, taken.timestamp(), taken.key(), value);
  }
}
