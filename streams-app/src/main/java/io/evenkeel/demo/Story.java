package io.evenkeel.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.CashMovementRun;
import io.evenkeel.schemas.CorporateAction;
import io.evenkeel.schemas.DeadLetter;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.OrderReleaseStatus;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.schemas.RebalanceHistoryAccount;
import io.evenkeel.schemas.RequestStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the demo, as a consumer of its topics saw it: counts for the closing line, and a
 * sentence for the first of everything.
 */
final class Story {
  private final Instant startedAt;
  private final Consumer<String> tell;
  private final AtomicLong driftEvents = new AtomicLong();
  private final AtomicLong advisories = new AtomicLong();
  private final AtomicLong batches = new AtomicLong();
  private final AtomicLong executions = new AtomicLong();
  private final AtomicLong heldOrders = new AtomicLong();
  private final AtomicLong releasedOrders = new AtomicLong();
  private final AtomicLong canceledBatches = new AtomicLong();
  private final AtomicLong replacedBatches = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();
  private final Map<String, RebalanceHistory> requests = new HashMap<>();
  private final CashStory cash;
  private final CustodyStory custody;
  private final FailureStory failures;
  private volatile @Nullable Duration firstDriftEvent;
  private boolean toldBreach;
  private boolean toldProposal;
  private boolean toldFill;

  /**
   * Begins.
   *
   * @param startedAt when the demo was started
   * @param tell what is done with a sentence
   */
  Story(Instant startedAt, Consumer<String> tell) {
    this.startedAt = startedAt;
    this.tell = tell;
    this.cash = new CashStory(tell);
    this.custody = new CustodyStory(tell);
    this.failures = new FailureStory(tell);
  }

  /** Takes every record of the topics that the story is made of. */
  void take(String topic, String key, @Nullable SpecificRecord value) {
    if (value instanceof DriftEvent event) {
      drift(event);
    } else if (value instanceof Advisory advisory) {
      advised(advisory);
    } else if (value instanceof ApprovedTradeBatch batch) {
      approved(batch);
    } else if (value instanceof ExecutionResult result) {
      execution(result);
    } else if (value instanceof DeadLetter letter) {
      first(deadLetters, () -> "dead letter: " + letter.getSentence());
    } else if (value instanceof RebalanceHistory request) {
      request(request);
    } else if (value instanceof CashMovementRun run) {
      moved(run);
    } else if (value instanceof RebalanceHistoryAccount account) {
      answered(account);
    } else if (value instanceof CorporateAction action) {
      tell.accept(Sentences.split(key, action));
    }
  }

  /** What is said of a batch later is no other batch. */
  private void approved(ApprovedTradeBatch batch) {
    switch (batch.getInstruction()) {
      case RELEASE ->
          first(
              releasedOrders,
              () -> "released: %d held orders".formatted(batch.getOrders().size()),
              batch.getOrders().size());
      case NEW, REPLACE -> {
        first(batches, () -> Sentences.batch(batch));
        if (batch.getInstruction() == BatchInstruction.REPLACE) {
          first(replacedBatches, () -> Sentences.replaced(batch));
        }
        batch.getOrders().stream()
            .filter(order -> order.getStatus() == OrderReleaseStatus.HELD)
            .forEach(order -> first(heldOrders, () -> Sentences.held(batch, order)));
      }
      case CANCEL -> first(canceledBatches, () -> Sentences.canceled(batch));
      case UNKNOWN -> {
        // Nothing that this demo knows.
      }
    }
  }

  private synchronized void advised(Advisory advisory) {
    advisories.incrementAndGet();
    custody.take(advisory);
  }

  private synchronized void moved(CashMovementRun run) {
    cash.take(run);
  }

  private void drift(DriftEvent event) {
    if (driftEvents.getAndIncrement() == 0) {
      var after = Duration.between(startedAt, Instant.now());
      firstDriftEvent = after;
      tell.accept(
          String.format(Locale.ROOT, "first drift event %.1f s after the start", seconds(after)));
    }
    judged(event);
    if (!toldBreach && event.getKind() == DriftEventKind.FLAGGED) {
      Sentences.breach(event)
          .ifPresent(
              sentence -> {
                toldBreach = true;
                tell.accept("drift: " + sentence);
              });
    }
  }

  private synchronized void judged(DriftEvent event) {
    custody.take(event);
  }

  private synchronized void request(RebalanceHistory request) {
    var before = requests.put(request.getRequestId(), request);
    if (!toldProposal && request.getStatus() == RequestStatus.PENDING_APPROVAL) {
      toldProposal = true;
      tell.accept(Sentences.proposed(request));
    }
    if (request.getResult() != null && (before == null || before.getResult() == null)) {
      tell.accept(Sentences.history(request));
    }
  }

  private synchronized void answered(RebalanceHistoryAccount account) {
    failures.take(account);
  }

  private void execution(ExecutionResult result) {
    executions.incrementAndGet();
    if (!toldFill && result.getExecType() == ExecType.FILL) {
      toldFill = true;
      tell.accept(Sentences.fill(result));
    }
  }

  private void first(AtomicLong count, Supplier<String> sentence) {
    first(count, sentence, 1);
  }

  private void first(AtomicLong count, Supplier<String> sentence, int more) {
    if (count.getAndAdd(more) == 0) {
      tell.accept(sentence.get());
    }
  }

  boolean sawDrift() {
    return firstDriftEvent != null;
  }

  /** The closing line, as JSON. */
  synchronized ObjectNode summary() {
    var json = Json.object();
    var first = firstDriftEvent;
    if (first == null) {
      json.putNull("firstDriftEventSeconds");
    } else {
      json.put("firstDriftEventSeconds", Math.round(seconds(first) * 10) / 10.0);
    }
    json.put("driftEvents", driftEvents.get());
    json.put("advisories", advisories.get());
    json.put("requests", requests.size());
    json.put("batches", batches.get());
    json.put("executions", executions.get());
    json.put("heldOrders", heldOrders.get());
    json.put("releasedOrders", releasedOrders.get());
    json.put("canceledBatches", canceledBatches.get());
    json.put("replacedBatches", replacedBatches.get());
    json.put("deadLetters", deadLetters.get());
    json.set("cashMovements", cash.summary());
    json.setAll(custody.summary());
    var history = json.putObject("history");
    var results = results();
    history.put("complete", results.getOrDefault(HistoryResult.COMPLETE, 0));
    history.put("completeWithErrors", results.getOrDefault(HistoryResult.COMPLETE_WITH_ERRORS, 0));
    history.put("failed", results.getOrDefault(HistoryResult.FAILED, 0));
    history.put("expired", results.getOrDefault(HistoryResult.EXPIRED, 0));
    history.put("canceled", results.getOrDefault(HistoryResult.CANCELED, 0));
    json.set("failedAccounts", failures.summary());
    return json;
  }

  /** The same for people. */
  String closing() {
    var json = summary();
    return String.format(
        Locale.ROOT,
        "%s drift events, %s advisories, %s requests, %s batches, %s executions, %s dead letters",
        json.get("driftEvents"),
        json.get("advisories"),
        json.get("requests"),
        json.get("batches"),
        json.get("executions"),
        json.get("deadLetters"));
  }

  private Map<HistoryResult, Integer> results() {
    var results = new EnumMap<HistoryResult, Integer>(HistoryResult.class);
    for (var request : requests.values()) {
      if (request.getResult() != null) {
        results.merge(request.getResult(), 1, Integer::sum);
      }
    }
    return results;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
