package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes what is said, a row at a time: within a row by account, then by sequence, then as said.
 *
 * <p>One thread beside the one that plays does the writing, in the order of the rows. It is at most
 * {@link #ROWS_BEHIND} rows behind; then playing waits for it.
 */
final class RowOutput implements AutoCloseable {
  private static final int ROWS_BEHIND = 64;
  private static final Comparator<Said> IN_A_ROW =
      Comparator.comparing(Said::accountId).thenComparingLong(Said::sequence);

  private final OutputDirectory directory;
  private final RecordWriter writer;
  private final ExecutorService writing =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "backtest-output"));
  private final Queue<Future<?>> behind = new ArrayDeque<>();
  private List<Said> row = new ArrayList<>();

  RowOutput(OutputDirectory directory, RecordWriter writer) {
    this.directory = directory;
    this.writer = writer;
  }

  void add(Said said) {
    row.add(said);
  }

  /** Ends the row: everything of it will be written. */
  void endRow() {
    var ended = row;
    row = new ArrayList<>();
    behind.add(writing.submit(() -> write(ended)));
    if (behind.size() > ROWS_BEHIND) {
      await(behind.remove());
    }
  }

  /** Waits until every row is written. */
  void finish() {
    while (!behind.isEmpty()) {
      await(behind.remove());
    }
  }

  @Override
  public void close() {
    writing.shutdownNow();
  }

  private static void await(Future<?> row) {
    try {
      row.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BacktestFault fault) {
        throw fault;
      }
      throw new IllegalStateException("a row could not be written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while writing", e);
    }
  }

  private void write(List<Said> ended) {
    ended.sort(IN_A_ROW);
    ended.forEach(said -> directory.line(said.name(), Json.line(json(said))));
  }

  private ObjectNode json(Said said) {
    var value = said.value();
    if (value == null) {
      return Json.object().put("key", said.key()).putNull("value");
    }
    var json = writer.write(value);
    return said.topic().equals(Topics.REJECTIONS) || said.topic().equals(Topics.POSITIONS)
        ? (ObjectNode) Json.object().put("key", said.key()).setAll(json)
        : json;
  }
}
