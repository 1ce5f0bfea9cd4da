package io.evenkeel.chaos.judge;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Subscription;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.ApprovedTradeBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Judges a run by what can be read from outside, once everything has come to rest. */
public final class Judge {
  private Judge() {}

  public static Verdict judge(Evidence evidence) {
    var clients = new Clients(evidence.configuration());
    var batches = new ConcurrentLinkedQueue<ApprovedTradeBatch>();
    try (var reading =
        new Subscription(
            "judge",
            clients,
            List.of(Topics.APPROVED_TRADES),
            true,
            (topic, key, value) -> {
              if (value instanceof ApprovedTradeBatch batch) {
                batches.add(batch);
              }
            })) {
      reading.awaitCaughtUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var seen = new HashSet<String>();
    var twice = new ArrayList<String>();
    for (var batch : batches) {
      for (var order : batch.getOrders()) {
        if (!seen.add(order.getOrderId())) {
          twice.add("order %s was handed over twice".formatted(order.getOrderId()));
        }
      }
    }
    return new Verdict(
        List.of(
            new Finding(
                "an order is handed over once",
                Finding.Kind.DUPLICATED,
                seen.size() + twice.size(),
                twice.size(),
                twice.stream().limit(5).toList()),
            new Finding(
                "a fault fired and an order was approved",
                Finding.Kind.IDLE,
                1,
                seen.isEmpty() || evidence.faults().isEmpty() ? 1 : 0,
                List.of())),
        new Counts(seen.size(), 0, 0, 0, 0, batches.size()));
  }
}
