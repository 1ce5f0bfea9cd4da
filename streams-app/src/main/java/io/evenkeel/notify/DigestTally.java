package io.evenkeel.notify;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;

import io.evenkeel.schemas.Digest;
import io.evenkeel.schemas.DigestAccount;
import io.evenkeel.schemas.DigestRequest;
import io.evenkeel.schemas.Stage;
import io.evenkeel.schemas.Tile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts what stands in one advisor's queue, account by account, and keeps no more than it tells.
 */
final class DigestTally {
  private static final int DRIFT_SCALE = 10;
  private static final Comparator<QueueRow> FURTHEST_FIRST =
      comparing(QueueRow::drift, nullsFirst(Comparator.<BigDecimal>naturalOrder()))
          .reversed()
          .thenComparing(QueueRow::accountId);

  private final int top;
  private final PriorityQueue<QueueRow> furthest = new PriorityQueue<>(FURTHEST_FIRST.reversed());
  private final SortedMap<String, Integer> tiles = new TreeMap<>();
  private final SortedMap<String, Integer> stages = new TreeMap<>();
  private final SortedMap<String, Integer> reasons = new TreeMap<>();
  private final SortedMap<String, Integer> pending = new TreeMap<>();
  private final Set<String> custodians = new TreeSet<>();
  private int accounts;
  private int queued;
  private int uncheckable;

  /**
   * @param top accounts that are named at most
   */
  DigestTally(int top) {
    this.top = top;
  }

  void add(QueueRow row) {
    accounts++;
    custodians.add(row.custodianId());
    count(tiles, row.tiles());
    count(reasons, new TreeSet<>(row.uncheckable()));
    uncheckable += row.uncheckable().isEmpty() ? 0 : 1;
    var stage = row.stage();
    if (stage != null) {
      queued++;
      count(stages, List.of(stage));
      furthest.add(row);
      if (furthest.size() > top) {
        furthest.poll();
      }
    }
    if (row.isPending()) {
      count(pending, List.of(String.valueOf(row.requestId())));
    }
  }

  private static void count(Map<String, Integer> counts, Collection<String> names) {
    names.forEach(name -> counts.merge(name, 1, Integer::sum));
  }

  /** Whether nothing stands. */
  boolean isEmpty() {
    return queued == 0 && uncheckable == 0;
  }

  /**
   * What was counted; whose and when it is, is for the caller to add.
   *
   * @param requests that wait for approval, by id
   */
  Digest.Builder digest(Map<String, PendingRequest> requests) {
    return Digest.newBuilder()
        .setCustodianId(custodians.size() == 1 ? custodians.iterator().next() : null)
        .setAccounts(accounts)
        .setQueued(queued)
        .setTiles(tiles)
        .setStages(stages)
        .setUncheckable(uncheckable)
        .setUncheckableReasons(reasons)
        .setFurthest(furthest.stream().sorted(FURTHEST_FIRST).map(DigestTally::account).toList())
        .setPending(pending(requests));
  }

  private static DigestAccount account(QueueRow row) {
    var drift = row.drift();
    return DigestAccount.newBuilder()
        .setAccountId(row.accountId())
        .setOverallDrift(drift == null ? null : drift.setScale(DRIFT_SCALE, RoundingMode.HALF_EVEN))
        .setFlaggedSince(row.since())
        .setStage(Stage.valueOf(Objects.requireNonNullElse(row.stage(), "UNKNOWN")))
        .setTiles(row.tiles().stream().map(Tile::valueOf).toList())
        .setWhy(row.why())
        .build();
  }

  private List<DigestRequest> pending(Map<String, PendingRequest> requests) {
    return pending.keySet().stream()
        .filter(requests::containsKey)
        .map(id -> Objects.requireNonNull(requests.get(id)))
        .map(this::request)
        .sorted(comparing(DigestRequest::getExpiresAt).thenComparing(DigestRequest::getRequestId))
        .toList();
  }

  private DigestRequest request(PendingRequest request) {
    return DigestRequest.newBuilder()
        .setRequestId(request.requestId())
        .setAccounts(pending.getOrDefault(request.requestId(), 0))
        .setSubmittedBy(request.submittedBy())
        .setExpiresAt(request.expiresAt())
        .build();
  }
}
