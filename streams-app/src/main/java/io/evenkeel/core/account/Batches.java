package io.evenkeel.core.account;

import io.evenkeel.core.history.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The batches of an account: at most one is open.
 *
 * @param open in flight or awaiting positions; {@code null} where none is
 * @param ended newest first, for results that come late; at most {@link #MAX_ENDED}, then the
 *     oldest is forgotten and a result for it is one for an unknown order
 * @param unplaced execution results for orders and batches that the account does not know, newest
 *     first; at most {@link #MAX_UNPLACED}, then the oldest is forgotten (it stands in {@code
 *     dead-letters} too)
 * @param cameBack whether a batch came back since the account was last judged
 */
public record Batches(
    @Nullable LiveBatch open, List<LiveBatch> ended, List<Execution> unplaced, boolean cameBack) {
  public static final int MAX_ENDED = 4;
  public static final int MAX_UNPLACED = 64;
  public static final Batches NONE = new Batches(null, List.of(), List.of(), false);

  public Batches {
    ended = List.copyOf(ended);
    unplaced = List.copyOf(unplaced);
  }

  /**
   * The batch that an execution result is about: that of its order, else the one that it names,
   * else that of the execution which it withdraws or replaces.
   */
  @Nullable LiveBatch of(Execution execution) {
    var orderId = execution.orderId();
    var byOrder = orderId == null ? null : find(batch -> batch.hasOrder(orderId));
    if (byOrder != null) {
      return byOrder;
    }
    var named = find(batch -> batch.batchId().equals(execution.batchId()));
    var ref = execution.refExecutionId();
    return named != null || ref == null ? named : find(batch -> batch.hasExecution(ref));
  }

  private @Nullable LiveBatch find(Predicate<LiveBatch> which) {
    return all().filter(which).findFirst().orElse(null);
  }

  /** The batch of that id; {@code null} where it is not known, or was forgotten. */
  @Nullable LiveBatch batch(String batchId) {
    return find(batch -> batch.batchId().equals(batchId));
  }

  /** The batch that was approved of a request; {@code null} where none is known. */
  @Nullable LiveBatch ofRequest(String requestId) {
    return find(batch -> batch.batch().requestId().equals(requestId));
  }

  /** The batch in whose place a request comes; {@code null} where it comes in that of none. */
  @Nullable LiveBatch replacedBy(String requestId) {
    return find(
        batch -> {
          var replacement = batch.replacement();
          return replacement != null
              && replacement.state() != Replacement.State.ASKED
              && replacement.requestId().equals(requestId);
        });
  }

  /** A batch that ended and whose replacement was asked for and not built yet. */
  @Nullable LiveBatch awaitingReplacement() {
    return find(
        batch -> {
          var replacement = batch.replacement();
          return replacement != null && replacement.state() == Replacement.State.OPENED;
        });
  }

  /** Whether the batch that ended last was canceled. */
  boolean canceledLast() {
    return !ended.isEmpty() && ended.get(0).cancellation() != null;
  }

  Stream<LiveBatch> all() {
    return Stream.concat(Stream.ofNullable(open), ended.stream());
  }

  Batches opened(LiveBatch batch) {
    return new Batches(batch, ended, unplaced, false);
  }

  /** Without the open batch, as if it never was. */
  Batches undone() {
    return new Batches(null, ended, unplaced, cameBack);
  }

  Batches ended(LiveBatch batch, boolean itCameBack) {
    return new Batches(null, newestFirst(batch, ended, MAX_ENDED), unplaced, itCameBack);
  }

  /** With a batch that ended open again. */
  Batches reopened(LiveBatch batch) {
    var others = ended.stream().filter(b -> !b.batchId().equals(batch.batchId())).toList();
    return new Batches(batch, others, unplaced, false);
  }

  /** Whether this one has ended, also where it awaits positions again, and none came after it. */
  boolean endedLast(LiveBatch batch) {
    return batch.settled()
        && all().findFirst().filter(last -> last.batchId().equals(batch.batchId())).isPresent();
  }

  /** With a batch as it is now, in the place where it was. */
  Batches with(LiveBatch now) {
    var isOpen = open != null && open.batchId().equals(now.batchId());
    var others = ended.stream().map(b -> b.batchId().equals(now.batchId()) ? now : b).toList();
    return new Batches(isOpen ? now : open, isOpen ? ended : others, unplaced, cameBack);
  }

  Batches withUnplaced(Execution execution) {
    return new Batches(open, ended, newestFirst(execution, unplaced, MAX_UNPLACED), cameBack);
  }

  Batches judged() {
    return cameBack ? new Batches(open, ended, unplaced, false) : this;
  }

  private static <T> List<T> newestFirst(T newest, List<T> others, int atMost) {
    var all = new ArrayList<T>();
    all.add(Objects.requireNonNull(newest));
    others.stream().limit(atMost - 1L).forEach(all::add);
    return all;
  }
}
