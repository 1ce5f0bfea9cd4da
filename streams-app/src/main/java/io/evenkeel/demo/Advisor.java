package io.evenkeel.demo;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.Stage;
import io.evenkeel.schemas.SubmitRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Plays the advisor for {@code --auto-approve}: every few seconds it submits the accounts that
 * stand in the queue, one request per firm, and approves what was proposed.
 */
final class Advisor {
  private static final int AT_MOST = 200;
  private static final int EVERY_SECONDS = 4;
  private static final String NAME = "demo-advisor";

  private final Publisher publisher;
  private final Map<String, AccountStatus> queued = new ConcurrentHashMap<>();
  private final Set<String> approved = ConcurrentHashMap.newKeySet();
  private final long startedAt = Instant.now().getEpochSecond();
  private int requests;

  Advisor(Publisher publisher) {
    this.publisher = publisher;
  }

  void start(ScheduledExecutorService clock) {
    clock.scheduleAtFixedRate(this::submit, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes account statuses and the history of requests. */
  void take(String topic, String key, @Nullable SpecificRecord value) {
    if (value instanceof AccountStatus status && status.getStage() == Stage.QUEUED) {
      queued.put(key, status);
    } else if (value == null || value instanceof AccountStatus) {
      queued.remove(key);
    } else if (value instanceof RebalanceHistory request
        && request.getStatus() == RequestStatus.PENDING_APPROVAL
        && NAME.equals(request.getSubmittedBy())
        && approved.add(key)) {
      approve(request);
    }
  }

  private void submit() {
    var byFirm = new TreeMap<String, List<String>>();
    queued
        .values()
        .forEach(
            s ->
                byFirm
                    .computeIfAbsent(s.getFirmId(), f -> new ArrayList<>())
                    .add(s.getAccountId()));
    byFirm.forEach(
        (firm, accounts) ->
            send(
                "demo-%d-%d".formatted(startedAt, ++requests),
                "submit",
                firm,
                command(RebalanceCommandType.SUBMIT)
                    .setSubmit(
                        SubmitRequest.newBuilder()
                            .setAccounts(accounts.stream().sorted().limit(AT_MOST).toList())
                            .build())));
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
