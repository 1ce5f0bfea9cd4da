package io.evenkeel.demo;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.ReleaseOrders;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.Stage;
import io.evenkeel.schemas.SubmitRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Plays the advisor for {@code --auto-approve}: every few seconds it submits the accounts that
 * stand in the queue, one request per firm, approves what was proposed, clients' cash movements
 * too, and releases orders that are held.
 */
final class Advisor {
  private static final int AT_MOST = 200;
  private static final Duration SUBMITS_EVERY = Duration.ofSeconds(4);
  private static final Duration APPROVES_EVERY = Duration.ofMillis(500);
  private static final Duration RELEASES_EVERY = Duration.ofSeconds(3);

  /** A submitted account leaves the queue at once; one that is still there so much later failed. */
  private static final Duration SUBMITS_AGAIN_AFTER = Duration.ofMinutes(1);

  static final String NAME = "demo-advisor";

  private final Publisher publisher;
  private final Engagements engagements;
  private final Map<String, AccountStatus> queued = new ConcurrentHashMap<>();
  private final Map<String, RebalanceHistory> proposed = new ConcurrentHashMap<>();
  private final Map<String, Advisory> held = new ConcurrentHashMap<>();
  private final Map<String, Instant> submittedAt = new HashMap<>();
  private final long startedAt = Instant.now().getEpochSecond();
  private int requests;

  Advisor(Publisher publisher, Engagements engagements) {
    this.publisher = publisher;
    this.engagements = engagements;
  }

  /** Begins, once everything of an earlier run has been taken. */
  void start(DemoClock clock) {
    clock.every(APPROVES_EVERY, this::approve);
    clock.every(SUBMITS_EVERY, this::submit);
    clock.every(RELEASES_EVERY, this::release);
  }

  /** Takes account statuses and the history of requests; of each, the newest counts. */
  void take(String topic, String key, @Nullable SpecificRecord value) {
    if (topic.endsWith(Topics.REBALANCE_HISTORY.name())) {
      replace(proposed, key, value instanceof RebalanceHistory r && isMine(r) ? r : null);
    } else if (value instanceof Advisory advisory) {
      held(advisory);
    } else {
      replace(queued, key, value instanceof AccountStatus s && isQueued(s) ? s : null);
    }
  }

  private static <V> void replace(Map<String, V> map, String key, @Nullable V value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  private void held(Advisory advisory) {
    if (advisory.getCode() == AdvisoryCode.ORDERS_HELD) {
      replace(held, advisory.getSubject(), advisory.getRaised() ? advisory : null);
    }
  }

  /** Its own, and what clients ask for. */
  private static boolean isMine(RebalanceHistory request) {
    return request.getStatus() == RequestStatus.PENDING_APPROVAL
        && (NAME.equals(request.getSubmittedBy())
            || Clientele.NAME.equals(request.getSubmittedBy()));
  }

  /** What cannot be judged now is submitted once it can. */
  private static boolean isQueued(AccountStatus status) {
    return status.getStage() == Stage.QUEUED && status.getStatus() != MonitoringStatus.UNCHECKABLE;
  }

  private void submit() {
    var now = Instant.now();
    submittedAt.values().removeIf(at -> at.plus(SUBMITS_AGAIN_AFTER).isBefore(now));
    var byFirm = new TreeMap<String, TreeSet<String>>();
    queued.values().stream()
        .filter(status -> engagements.isFree(status.getAccountId()))
        .filter(status -> !submittedAt.containsKey(status.getAccountId()))
        .forEach(
            status ->
                byFirm
                    .computeIfAbsent(status.getFirmId(), f -> new TreeSet<>())
                    .add(status.getAccountId()));
    byFirm.forEach(
        (firm, accounts) -> submit(firm, accounts.stream().limit(AT_MOST).toList(), now));
  }

  private void submit(String firm, List<String> accounts, Instant now) {
    send(
        "demo-%d-%d".formatted(startedAt, ++requests),
        "submit",
        firm,
        command(RebalanceCommandType.SUBMIT)
            .setSubmit(SubmitRequest.newBuilder().setAccounts(accounts).build()));
    accounts.forEach(account -> submittedAt.put(account, now));
  }

  private void release() {
    for (var advisory : List.copyOf(held.values())) {
      held.remove(advisory.getSubject(), advisory);
      release(advisory);
    }
  }

  private void release(Advisory advisory) {
    publisher.send(
        Topics.ACCOUNT_COMMANDS,
        String.valueOf(advisory.getAccountId()),
        AccountCommand.newBuilder()
            .setCommandId(advisory.getSubject() + "-release")
            .setType(AccountCommandType.RELEASE_ORDERS)
            .setSentBy(NAME)
            .setSentAt(Instant.now())
            .setFirmId(advisory.getFirmId())
            .setReleaseOrders(ReleaseOrders.newBuilder().setBatchId(advisory.getSubject()).build())
            .build());
  }

  private void approve() {
    for (var request : List.copyOf(proposed.values())) {
      proposed.remove(request.getRequestId(), request);
      approve(request);
    }
  }

  private void approve(RebalanceHistory request) {
    send(
        request.getRequestId(),
        "approve",
        request.getFirmId(),
        command(RebalanceCommandType.APPROVE)
            .setApprove(ApproveRequest.newBuilder().setApprovedBy(NAME).build()));
  }

  private static RebalanceCommand.Builder command(RebalanceCommandType type) {
    return RebalanceCommand.newBuilder().setType(type).setSentBy(NAME).setSentAt(Instant.now());
  }

  private void send(String requestId, String what, String firm, RebalanceCommand.Builder command) {
    publisher.send(
        Topics.REBALANCE_COMMANDS,
        requestId,
        command.setCommandId(requestId + "-" + what).setFirmId(firm).build());
  }
}
