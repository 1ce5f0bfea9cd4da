package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.MonitoringStatus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A book that was sent, and that all of it has been judged. */
final class Loading implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  /** A command for an account that has not come waits so long before it is rejected. */
  private static final Duration REJECTED_WITHIN = Duration.ofSeconds(5);

  private final Set<String> judged = ConcurrentHashMap.newKeySet();
  private final Set<String> rejected = ConcurrentHashMap.newKeySet();
  private final Watch statuses;
  private final Watch rejections;
  private final double seconds;

  /** Sends it, and returns when every account has been judged. */
  Loading(Clients clients, LoadBook book, PriceLoad prices) throws InterruptedException {
    this.statuses = watchJudged(clients, judged);
    this.rejections =
        Watch.of(
            clients, clients.names().each(Topics.REJECTIONS), record -> rejected.add(record.key()));
    this.seconds = load(clients, book, prices);
  }

  private double load(Clients clients, LoadBook book, PriceLoad prices)
      throws InterruptedException {
    try (var publisher = new Publisher(clients)) {
      var start = System.nanoTime();
      prices.open();
      book.send(publisher);
      awaitAll(book, start);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private void awaitAll(LoadBook book, long start) throws InterruptedException {
    while (judged.size() < book.everyone()) {
      if (System.nanoTime() - start > AT_MOST.toNanos()) {
        throw new IllegalStateException(
            "%d of %d accounts were judged in %d min"
                .formatted(judged.size(), book.everyone(), AT_MOST.toMinutes()));
      }
      Thread.sleep(1);
    }
  }

  /** How long it took, from the first account that was sent to the last that was judged. */
  double seconds() {
    return seconds;
  }

  /** Fails where an opening state was rejected. */
  void requireAllOpened() throws InterruptedException {
    Thread.sleep(REJECTED_WITHIN.toMillis());
    if (!rejected.isEmpty()) {
      throw new IllegalStateException(
          "%d opening states were rejected, such as that of %s"
              .formatted(rejected.size(), rejected.iterator().next()));
    }
  }

  /** Accounts whose opening state was taken and that were judged. */
  private static Watch watchJudged(Clients clients, Set<String> judged) {
    var deserializer = clients.serdes().deserializer(AccountStatus.class);
    return Watch.of(
        clients,
        clients.names().each(Topics.ACCOUNT_STATUS),
        record -> {
          var status = deserializer.deserialize(record.topic(), record.value()).getStatus();
          if (status == MonitoringStatus.NOT_FLAGGED || status == MonitoringStatus.FLAGGED) {
            judged.add(record.key());
          }
        });
  }

  @Override
  public void close() {
    statuses.close();
    rejections.close();
  }
}
