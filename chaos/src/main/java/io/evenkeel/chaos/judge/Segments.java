package io.evenkeel.chaos.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/**
 * Transactions as they lie in the brokers' logs, which no client is shown: who wrote, from where to
 * where, and whether it was committed.
 */
final class Segments {
  private Segments() {}

  /**
   * Every transaction that ended, by partition.
   *
   * @param directories of one or several brokers; of replicas the longest is read
   * @param partitions of the topics that are of interest
   */
  static List<Span> spans(List<Path> directories, Map<String, Integer> partitions) {
    var spans = new ArrayList<Span>();
    partitions.forEach(
        (topic, count) -> {
          for (var p = 0; p < count; p++) {
            spans.addAll(longest(directories, topic, p));
          }
        });
    return spans;
  }

  private static List<Span> longest(List<Path> directories, String topic, int partition) {
    return directories.stream()
        .map(directory -> directory.resolve(topic + "-" + partition))
        .filter(Files::isDirectory)
        .map(replica -> new Reading(topic, partition).read(replica))
        .max(Comparator.comparing(reading -> reading.end))
        .map(reading -> List.copyOf(reading.spans))
        .orElse(List.of());
  }

  /** Reads one replica of one partition. */
  private static final class Reading {
    private final String topic;
    private final int partition;
    private final Map<Long, long[]> open = new HashMap<>();
    private final List<Span> spans = new ArrayList<>();
    private long end = -1;

    Reading(String topic, int partition) {
      this.topic = topic;
      this.partition = partition;
    }

    Reading read(Path replica) {
      try (var files = Files.list(replica)) {
        for (var file : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
          read(FileRecords.open(file.toFile(), false));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return this;
    }

    /** Not closed as files are: that would trim it to the length that it had when it was opened. */
    private void read(FileRecords records) throws IOException {
      try {
        records.batches().forEach(this::take);
      } finally {
        records.closeHandlers();
      }
    }

    private void take(RecordBatch batch) {
      end = batch.lastOffset();
      if (batch.isControlBatch()) {
        close(batch);
      } else if (batch.isTransactional()) {
        var span =
            open.computeIfAbsent(batch.producerId(), p -> new long[] {batch.baseOffset(), 0});
        span[1] = batch.lastOffset();
      }
    }

    private void close(RecordBatch batch) {
      var span = open.remove(batch.producerId());
      if (span != null) {
        var type = ControlRecordType.parse(batch.iterator().next().key());
        spans.add(
            new Span(
                topic,
                partition,
                batch.producerId(),
                batch.producerEpoch(),
                span[0],
                span[1],
                type == ControlRecordType.COMMIT));
      }
    }
  }
}
