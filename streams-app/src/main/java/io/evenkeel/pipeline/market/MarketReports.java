package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.ReleaseCommand;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What one account task says on behalf of the boards: dead letters, price-holds, advisories about
 * prices and answers to market commands, for the securities that are its own. Everything is said
 * once, since what was said is kept in the task's store and committed with it.
 *
 * <p>For the task's thread, and only while its {@link FenceGate} is open: boards that are behind
 * would take back what was said.
 */
public final class MarketReports {
  private final DeadLetterReports deadLetters;
  private final PriceHoldReports holds;
  private final PriceReleases releases;
  private final StalePriceReports stale;
  private final EditReports edits;
  private final CountedOutputs outputs;

  /**
   * @param store of this task alone, as {@link #store} makes it
   */
  public MarketReports(
      MarketBoards boards,
      KeyValueStore<String, byte[]> store,
      Ownership ownership,
      MarketOutputs outputs) {
    var memory = new ReportMemory(store);
    this.outputs = new CountedOutputs(outputs);
    deadLetters = new DeadLetterReports(boards.refusals(), memory, ownership, this.outputs);
    holds =
        new PriceHoldReports(
            boards.prices(), boards.priceOffsets(), memory, ownership, this.outputs);
    releases = new PriceReleases(boards.prices(), memory, this.outputs);
    stale = new StalePriceReports(boards, memory, ownership, this.outputs);
    edits = new EditReports(boards.edits(), boards.edited(), memory, ownership, this.outputs);
  }

  /** The store that a task needs for its reports: in memory, with a changelog. */
  public static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled();
  }

  /**
   * A market command came. It is kept in the store and answered by the next report.
   *
   * @param offset of the command's record: commands are answered in that order
   */
  public void command(ReleaseCommand command, long offset) {
    releases.await(offset, command);
  }

  /**
   * Says what has not been said yet.
   *
   * @return whether anything was sent, so that the task wants a commit
   */
  public boolean report(Instant now) {
    var before = outputs.sent();
    var written = holds.applied();
    deadLetters.report(now);
    holds.report(written, now);
    releases.answer(now);
    stale.report(now);
    edits.report();
    return outputs.sent() != before;
  }
}
