package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.peers.Dialect.Word;
import io.evenkeel.benchmarks.pipeline.Watch;
import io.evenkeel.cluster.Clients;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows a contender's events as a read_committed consumer does. */
final class FlagWatch implements AutoCloseable {
  private final Dialect dialect;
  private final Flags flags = new Flags();
  private final Watch watch;

  FlagWatch(Clients clients, Dialect dialect) {
    this.dialect = dialect;
    this.watch = Watch.of(clients, List.of(dialect.events()), this::see);
  }

  private void see(ConsumerRecord<String, byte[]> event) {
    var word = dialect.word(event.value());
    if (word != Word.NEITHER) {
      flags.take(Accounts.numbered(event.key()), word == Word.FLAGGED);
    }
  }

  Flags flags() {
    return flags;
  }

  @Override
  public void close() {
    watch.close();
  }
}
