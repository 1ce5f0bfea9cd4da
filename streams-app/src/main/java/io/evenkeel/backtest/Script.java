package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file of commands sends, by row: JSON lines {@code {"at", "topic", "key", "value"}}, after
 * the prices of the row that stands at that date or next, in the order of the file.
 *
 * @param byRow records by row number; rows without any are absent
 */
record Script(Map<Integer, List<ScriptedRecord>> byRow) {
  static final Script EMPTY = new Script(Map.of());

  Script {
    byRow = Map.copyOf(byRow);
  }

  /** What is sent after the prices of that row. */
  List<ScriptedRecord> after(int row) {
    return byRow.getOrDefault(row, List.of());
  }

  /**
   * Reads a whole file, before anything is sent.
   *
   * @throws BacktestFault that names the line and field of the first fault
   */
  static Script read(Path file, RowTimes times, InputTopics topics, BookFile book) {
    var reading = new Reading(file, times, new ScriptedValues(topics, book, times.zone()));
    return new Script(reading.records(lines(file)));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new BacktestFault(
          "%s cannot be read; give a readable file of JSON lines with --commands".formatted(file));
    }
  }

  /**
   * A line that was read.
   *
   * @param row after whose prices it is sent
   */
  private record Line(int number, int row, ObjectNode json) {}

  /** One reading of one file. */
  private record Reading(Path file, RowTimes times, ScriptedValues values) {
    Map<Integer, List<ScriptedRecord>> records(List<String> texts) {
      var lines = new ArrayList<Line>();
      for (var i = 0; i < texts.size(); i++) {
        if (!texts.get(i).isBlank()) {
          lines.add(line(texts.get(i), i + 1));
        }
      }
      lines.sort(Comparator.comparingInt(Line::row));
      var byRow = new HashMap<Integer, List<ScriptedRecord>>();
      lines.forEach(l -> byRow.computeIfAbsent(l.row(), r -> new ArrayList<>()).add(record(l)));
      return byRow;
    }

    private Line line(String text, int number) {
      try {
        if (Json.tree(text) instanceof ObjectNode json) {
          return new Line(number, row(json), json);
        }
        throw new JsonFault(
            "", "an object such as {\"at\":…,\"topic\":…,\"key\":…,\"value\":…} was expected");
      } catch (JsonFault fault) {
        throw fault(number, fault);
      }
    }

    private ScriptedRecord record(Line line) {
      try {
        return values.record(line.json(), line.number(), times.of(line.row()));
      } catch (JsonFault fault) {
        throw fault(line.number(), fault);
      }
    }

    private int row(ObjectNode json) {
      var at = json.path("at").asText("");
      var row = row(at);
      if (row >= times.dates().size()) {
        throw new JsonFault("/at", outside(at, "after the last row", times.dates().size() - 1));
      }
      if (row == 0 && isBefore(at)) {
        throw new JsonFault("/at", outside(at, "before the first row", 0));
      }
      return row;
    }

    private String outside(String at, String where, int row) {
      return "%s is %s, %s; give a time of a row".formatted(at, where, times.dates().get(row));
    }

    private boolean isBefore(String at) {
      return LocalDate.parse(at.substring(0, 10)).isBefore(times.dates().get(0));
    }

    private int row(String at) {
      try {
        return at.length() == 10
            ? times.rowOf(LocalDate.parse(at))
            : times.rowOf(OffsetDateTime.parse(at).toInstant());
      } catch (DateTimeException noOffset) {
        return rowOfLocal(at);
      }
    }

    private int rowOfLocal(String at) {
      try {
        return times.rowOf(LocalDateTime.parse(at).atZone(times.zone()).toInstant());
      } catch (DateTimeException e) {
        throw new JsonFault(
            "/at",
            "\"%s\" is not a date such as 2020-03-16 or a time such as 2020-03-16T12:00:00"
                .formatted(at));
      }
    }

    private BacktestFault fault(int number, JsonFault fault) {
      var field = fault.field().isEmpty() ? "" : ", field " + fault.field();
      return new BacktestFault("%s line %d%s: %s".formatted(file, number, field, fault.sentence()));
    }
  }
}
