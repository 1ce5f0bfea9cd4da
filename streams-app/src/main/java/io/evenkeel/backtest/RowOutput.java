package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes what is said, a row at a time: within a row by account, then by sequence, then as said.
 */
final class RowOutput {
  private static final Comparator<Said> IN_A_ROW =
      Comparator.comparing(Said::accountId).thenComparingLong(Said::sequence);

  private final OutputDirectory directory;
  private final RecordWriter writer;
  private final List<Said> row = new ArrayList<>();

  RowOutput(OutputDirectory directory, RecordWriter writer) {
    this.directory = directory;
    this.writer = writer;
  }

  void add(Said said) {
    row.add(said);
  }

  /** Ends the row: everything of it is written. */
  void endRow() {
    row.sort(IN_A_ROW);
    row.forEach(said -> directory.line(said.name(), Json.line(json(said))));
    row.clear();
  }

  private ObjectNode json(Said said) {
    var value = said.value();
    if (value == null) {
      return Json.object().put("key", said.key()).putNull("value");
    }
    var json = writer.write(value);
    return said.topic() == Topics.REJECTIONS || said.topic() == Topics.POSITIONS
        ? (ObjectNode) Json.object().put("key", said.key()).setAll(json)
        : json;
  }
}
