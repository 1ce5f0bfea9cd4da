package io.evenkeel.chaos.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What custodians wrote down themselves, before they answered anything: the truth of what happened
 * outside.
 *
 * @param arrivals every record that came, once for each place, in the order in which they came
 * @param executions what was done of orders, once for each execution
 * @param refused order ids that came a second time and were not worked
 */
record CustodianBook(List<Arrival> arrivals, List<Executed> executions, List<String> refused) {
  static final CustodianBook EMPTY = new CustodianBook(List.of(), List.of(), List.of());

  CustodianBook {
    arrivals = List.copyOf(arrivals);
    executions = List.copyOf(executions);
    refused = List.copyOf(refused);
  }

  /** A record of an approved batch. */
  record Arrival(String place, String instruction, String batchId, List<String> orderIds) {
    /** Whether its orders are to be worked from now on, for the first time. */
    boolean bringsOrders() {
      return instruction.equals("NEW") || instruction.equals("REPLACE");
    }
  }

  /** What was done of an order. */
  record Executed(String executionId, String orderId, String type, BigDecimal quantity) {
    boolean isFill() {
      return type.equals("FILL") || type.equals("PARTIAL");
    }
  }

  boolean isEmpty() {
    return arrivals.isEmpty() && executions.isEmpty();
  }

  /** What was filled of each order. */
  Map<String, BigDecimal> filled() {
    var filled = new HashMap<String, BigDecimal>();
    executions.stream()
        .filter(Executed::isFill)
        .forEach(e -> filled.merge(e.orderId(), e.quantity(), BigDecimal::add));
    return filled;
  }

  /** Reads its lines; a record that was taken again after a crash counts once. */
  static CustodianBook of(List<JsonNode> lines) {
    var arrivals = new HashMap<String, Arrival>();
    var order = new ArrayList<Arrival>();
    var executions = new HashMap<String, Executed>();
    var refused = new ArrayList<String>();
    for (var line : lines) {
      switch (line.path("kind").asText()) {
        case "ARRIVED" -> {
          var arrival = arrival(line);
          if (arrivals.putIfAbsent(arrival.place(), arrival) == null) {
            order.add(arrival);
          }
        }
        case "EXECUTED" -> {
          var executed = executed(line);
          executions.putIfAbsent(executed.executionId(), executed);
        }
        case "REFUSED" -> refused.add(line.path("orderId").asText());
        default -> {
          // What it booked is seen on the topics.
        }
      }
    }
    return new CustodianBook(order, List.copyOf(executions.values()), refused);
  }

  private static Arrival arrival(JsonNode line) {
    var orders = new ArrayList<String>();
    line.path("orders").forEach(order -> orders.add(order.path("orderId").asText()));
    return new Arrival(
        Taken.place(
            line.path("topic").asText(),
            line.path("partition").asInt(),
            line.path("offset").asLong()),
        line.path("instruction").asText("NEW"),
        line.path("batchId").asText(),
        orders);
  }

  private static Executed executed(JsonNode line) {
    var quantity = line.path("quantity").asText("");
    return new Executed(
        line.path("executionId").asText(),
        line.path("orderId").asText(),
        line.path("execType").asText(),
        quantity.isEmpty() ? BigDecimal.ZERO : new BigDecimal(quantity));
  }
}
