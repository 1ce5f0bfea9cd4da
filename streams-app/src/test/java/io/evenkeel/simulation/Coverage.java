package io.evenkeel.simulation;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which faults met accounts and requests in which states, and how often. */
final class Coverage {
  private final Map<Fault, Map<String, Long>> met = new EnumMap<>(Fault.class);
  private final Map<String, Long> happened = new TreeMap<>();
  private long records;
  private long steps;
  private long seeds;
  private long simulatedMillis;

  void met(Fault fault, String state) {
    met.computeIfAbsent(fault, f -> new TreeMap<>()).merge(state, 1L, Long::sum);
  }

  void ran(int stepsTaken, long workedOff, long millis) {
    steps += stepsTaken;
    records += workedOff;
    simulatedMillis += millis;
    seeds++;
  }

  /** Something happened in the world that is worth a number. */
  void happened(String what, long times) {
    happened.merge(what, times, Long::sum);
  }

  void add(Coverage other) {
    other.happened.forEach(this::happened);
    other.met.forEach(
        (fault, states) ->
            states.forEach(
                (state, count) ->
                    met.computeIfAbsent(fault, f -> new TreeMap<>())
                        .merge(state, count, Long::sum)));
    records += other.records;
    steps += other.steps;
    seeds += other.seeds;
    simulatedMillis += other.simulatedMillis;
  }

  /** Pairs of a state and a fault that met at least once. */
  int pairs() {
    return met.values().stream().mapToInt(Map::size).sum();
  }

  private Set<String> states() {
    Set<String> states = new TreeSet<>();
    met.values().forEach(counts -> states.addAll(counts.keySet()));
    return states;
  }

  /** What a file says of it. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("seeds", seeds);
    json.put("steps", steps);
    json.put("simulatedDays", Math.round(simulatedMillis / 86_400_000.0));
    json.put("recordsWorkedOff", records);
    json.put("statesTimesFaults", pairs());
    json.put("ofPairs", states().size() * Fault.values().length);
    json.put("met", met);
    json.put("said", happened);
    return json;
  }

  /** A table of states by faults. */
  String table() {
    var states = states();
    var text = new StringBuilder();
    text.append(
        "%d seeds, %d steps, %.1f simulated days, %d records worked off, %d of %d pairs of state and fault%n"
            .formatted(
                seeds,
                steps,
                simulatedMillis / 86_400_000.0,
                records,
                pairs(),
                states.size() * Fault.values().length));
    text.append("%s%n".formatted(happened));
    text.append("%-32s".formatted("state"));
    for (var fault : Fault.values()) {
      text.append(" %20s".formatted(fault));
    }
    for (var state : states) {
      text.append("%n%-32s".formatted(state));
      for (var fault : Fault.values()) {
        text.append(" %20d".formatted(met.getOrDefault(fault, Map.of()).getOrDefault(state, 0L)));
      }
    }
    return text.append("%n".formatted()).toString();
  }
}
