package io.evenkeel.chaos.load;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Subscription;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RequestStatus;
import io.evenkeel.schemas.Stage;
import io.evenkeel.schemas.SubmitRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Submits what stands in the queue and approves what was proposed, as commands by topic, each sent
 * twice now and then: a command is its id.
 */
public final class Advisor implements AutoCloseable {
  private static final String NAME = "chaos-advisor";
  private static final int AT_MOST = 12;
  private static final long LOOK_MILLIS = 200;
  private static final Duration SUBMITS_EVERY = Duration.ofMillis(1_000);
  private static final Duration SUBMITS_AGAIN_AFTER = Duration.ofSeconds(20);
  private static final int DOUBLED = 5;

  private final SentRecords sent;
  private final Map<String, AccountStatus> statuses = new ConcurrentHashMap<>();
  private final Map<String, RequestStatus> requests = new ConcurrentHashMap<>();
  private final Set<String> approved = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> submittedAt = new HashMap<>();
  private final Subscription reading;
  private final Thread thread = new Thread(this::run, "advisor");
  private volatile boolean submits = true;
  private volatile boolean open = true;
  private Instant submitted = Instant.EPOCH;
  private int number;
  private int commands;

  public Advisor(Clients clients, SentRecords sent) {
    this.sent = sent;
    this.reading =
        new Subscription(
            "advisor",
            clients,
            List.of(Topics.ACCOUNT_STATUS, Topics.REBALANCE_HISTORY),
            true,
            this::take);
  }

  private void take(String topic, String key, @Nullable SpecificRecord value) {
    if (value instanceof AccountStatus status) {
      statuses.put(key, status);
    } else if (value instanceof RebalanceHistory request) {
      requests.put(key, request.getStatus());
    }
  }

  /** Begins to work. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (open) {
      approve();
      if (submits && submitted.plus(SUBMITS_EVERY).isBefore(Instant.now())) {
        submit();
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void submit() {
    var now = Instant.now();
    submitted = now;
    submittedAt.values().removeIf(at -> at.plus(SUBMITS_AGAIN_AFTER).isBefore(now));
    var accounts =
        statuses.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("A-"))
            .filter(entry -> entry.getValue().getStage() == Stage.QUEUED)
            .map(Map.Entry::getKey)
            .filter(id -> !submittedAt.containsKey(id))
            .sorted()
            .limit(AT_MOST)
            .toList();
    if (!accounts.isEmpty()) {
      accounts.forEach(id -> submittedAt.put(id, now));
      var id = "R-" + ++number;
      requests.put(id, RequestStatus.BUILDING);
      send(
          id,
          "submit",
          command(RebalanceCommandType.SUBMIT)
              .setSubmit(SubmitRequest.newBuilder().setAccounts(accounts).build()));
    }
  }

  private void approve() {
    requests.forEach(
        (id, status) -> {
          if (status == RequestStatus.PENDING_APPROVAL && approved.add(id)) {
            send(
                id,
                "approve",
                command(RebalanceCommandType.APPROVE)
                    .setApprove(ApproveRequest.newBuilder().setApprovedBy(NAME).build()));
          }
        });
  }

  private static RebalanceCommand.Builder command(RebalanceCommandType type) {
    return RebalanceCommand.newBuilder()
        .setType(type)
        .setSentBy(NAME)
        .setSentAt(Instant.now())
        .setFirmId(RunBook.FIRM);
  }

  private void send(String request, String what, RebalanceCommand.Builder command) {
    var whole = command.setCommandId(request + "-" + what).build();
    sent.send("COMMAND", Topics.REBALANCE_COMMANDS, request, whole);
    if (++commands % DOUBLED == 0) {
      sent.send("COMMAND", Topics.REBALANCE_COMMANDS, request, whole);
    }
  }

  /** Submits nothing more; goes on approving. */
  public void submitNothingMore() {
    submits = false;
  }

  /** How many requests it submitted. */
  public int submitted() {
    return number;
  }

  /** Accounts of which something was said. */
  public Map<String, AccountStatus> statuses() {
    return Map.copyOf(statuses);
  }

  /** Why not everything is at rest; empty where it is. */
  public List<String> open() {
    var waiting =
        requests.entrySet().stream()
            .filter(entry -> isOpen(entry.getValue()))
            .map(entry -> "request %s is %s".formatted(entry.getKey(), entry.getValue()));
    var batches =
        statuses.entrySet().stream()
            .filter(entry -> entry.getValue().getOpenBatchId() != null)
            .map(entry -> "account %s has an open batch".formatted(entry.getKey()));
    return java.util.stream.Stream.concat(waiting, batches).sorted().toList();
  }

  private static boolean isOpen(RequestStatus status) {
    return status == RequestStatus.BUILDING || status == RequestStatus.PENDING_APPROVAL;
  }

  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reading.close();
  }
}
