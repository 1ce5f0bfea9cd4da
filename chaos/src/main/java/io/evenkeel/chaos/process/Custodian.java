package io.evenkeel.chaos.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.config.Configuration;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.custody.SleeveAccounting;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.pipeline.wire.TaxWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.Order;
import io.evenkeel.wireformat.AvroTrust;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Every custodian's execution service, and the platform's sleeve accounting beside it, in a process
 * of its own: keeps the contract of docs/for-custodians.md by a book of its own, which outlives it.
 *
 * <p>Once started again, it says everything that is not booked yet and some of what is once more,
 * twice and in any order: an execution is its id.
 */
public final class Custodian {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration BOOKED_AFTER = Duration.ofMillis(200);
  private static final int SAID_AGAIN = 50;
  private static final double REJECTED = 0.02;
  private static final double IN_PARTS = 0.25;
  private static final Comparator<Work> BY_TIME =
      Comparator.comparing(Work::due).thenComparing(Work::number);

  private final CustodianBook book;
  private final Clients clients;
  private final Publisher publisher;
  private final Deserializer<ApprovedTradeBatch> batches;
  private final Deserializer<io.evenkeel.schemas.Positions> positions;
  private final Deserializer<io.evenkeel.schemas.Price> prices;
  private final Random random = new Random(1);

  private final Map<String, Positions> books = new HashMap<>();
  private final Map<String, BigDecimal> market = new HashMap<>();
  private final Map<String, String> orderBatches = new HashMap<>();
  private final Map<String, Map<String, ExecutionResult>> executions = new LinkedHashMap<>();
  private final Map<String, ApprovedTradeBatch> open = new LinkedHashMap<>();
  private final Map<String, Whose> whose = new HashMap<>();
  private final Set<String> booked = new HashSet<>();
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private final PriorityQueue<Work> work = new PriorityQueue<>(BY_TIME);
  private long works;

  private record Whose(String custodian, String account) {}

  private record Work(Instant due, long number, Runnable what) {}

  private Custodian(Clients clients, CustodianBook book) {
    this.clients = clients;
    this.book = book;
    this.publisher = new Publisher(clients);
    var serdes = clients.serdes();
    this.batches = serdes.deserializer(ApprovedTradeBatch.class);
    this.positions = serdes.deserializer(io.evenkeel.schemas.Positions.class);
    this.prices = serdes.deserializer(io.evenkeel.schemas.Price.class);
  }

  /** Takes a configuration file and its book's. */
  public static void main(String[] args) {
    AvroTrust.establish();
    var clients = new Clients(Configuration.read(Path.of(args[0])));
    try (var book = CustodianBook.open(Path.of(args[1]))) {
      new Custodian(clients, book).serve();
    }
  }

  private void serve() {
    remember();
    try (var consumer = clients.consumer("custodian", /* fromBeginning= */ true)) {
      begin(consumer);
      System.out.println(RegistryProcess.READY);
      while (true) {
        consumer.poll(POLL).forEach(this::take);
        for (var next = work.peek();
            next != null && !next.due().isAfter(Instant.now());
            next = work.peek()) {
          work.remove().what().run();
        }
      }
    }
  }

  private void begin(KafkaConsumer<String, byte[]> consumer) {
    var names = clients.names();
    var partitions =
        Stream.of(Topics.APPROVED_TRADES, Topics.POSITIONS, Topics.PRICES)
            .flatMap(topic -> names.each(topic).stream())
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    read.forEach((partition, offset) -> consumer.seek(partition, offset + 1));
  }

  // What the book says of an earlier life.

  private void remember() {
    for (var line : book.before()) {
      switch (line.get("kind").asText()) {
        case "ARRIVED" -> rememberArrival(line);
        case "EXECUTED" -> rememberExecution(line);
        case "BOOKED" -> rememberBooking(line);
        default -> {
          // Nothing that is still to be done.
        }
      }
    }
    open.values().forEach(batch -> plan(batch, Instant.now()));
    var again = new ArrayList<ExecutionResult>();
    executions.values().forEach(of -> again.addAll(of.values()));
    var recent =
        new ArrayList<>(again.subList(Math.max(0, again.size() - SAID_AGAIN), again.size()));
    open.keySet().forEach(id -> recent.addAll(executions.getOrDefault(id, Map.of()).values()));
    recent.addAll(List.copyOf(recent));
    Collections.shuffle(recent, random);
    recent.forEach(this::say);
  }

  private void rememberArrival(JsonNode line) {
    var record =
        batches.deserialize(
            line.get("topic").asText(), Base64.getDecoder().decode(line.get("value").asText()));
    var partition = new TopicPartition(line.get("topic").asText(), line.get("partition").asInt());
    read.merge(partition, line.get("offset").asLong(), Math::max);
    whose.put(record.getBatchId(), new Whose(record.getCustodianId(), record.getAccountId()));
    if (record.getInstruction() == BatchInstruction.NEW && !line.path("seenBefore").asBoolean()) {
      record.getOrders().forEach(o -> orderBatches.put(o.getOrderId(), record.getBatchId()));
      open.put(record.getBatchId(), record);
    }
  }

  private void rememberExecution(JsonNode line) {
    var result =
        ExecutionResult.newBuilder()
            .setExecutionId(line.get("executionId").asText())
            .setExecType(ExecType.valueOf(line.get("execType").asText()))
            .setOrderId(line.path("orderId").asText(null))
            .setBatchId(line.get("batchId").asText())
            .setQuantity(decimal(line, "quantity"))
            .setPrice(decimal(line, "price"))
            .setAt(Instant.parse(line.get("at").asText()))
            .build();
    keep(result);
  }

  private static @Nullable BigDecimal decimal(JsonNode line, String name) {
    return line.hasNonNull(name) ? new BigDecimal(line.get(name).asText()).setScale(10) : null;
  }

  private void rememberBooking(JsonNode line) {
    var id = line.get("accountId").asText();
    var bytes = Base64.getDecoder().decode(line.get("value").asText());
    var value = positions.deserialize(clients.names().of(Topics.POSITIONS), bytes);
    know(BookWire.positions(id, value));
    booked.add(line.get("batchId").asText());
    open.remove(line.get("batchId").asText());
    // The crash may have come between the book and the topic; a version is what it is.
    publisher.send(Topics.POSITIONS, id, value);
  }

  // What comes.

  private void take(ConsumerRecord<String, byte[]> record) {
    var names = clients.names();
    if (record.value() == null) {
      return;
    }
    try {
      if (record.topic().equals(names.of(Topics.PRICES))) {
        market.put(record.key(), prices.deserialize(record.topic(), record.value()).getPrice());
      } else if (record.topic().equals(names.of(Topics.POSITIONS))) {
        know(
            BookWire.positions(
                record.key(), positions.deserialize(record.topic(), record.value())));
      } else {
        arrived(record, batches.deserialize(record.topic(), record.value()));
      }
    } catch (RuntimeException e) {
      if (record.topic().startsWith(names.of(Topics.APPROVED_TRADES, ""))) {
        throw e;
      }
      // Somebody wrote rubbish to an input; that is not the custodian's to mend.
    }
  }

  private void know(Positions read) {
    books.merge(read.accountId(), read, (a, b) -> a.version() >= b.version() ? a : b);
  }

  private void arrived(ConsumerRecord<String, byte[]> record, ApprovedTradeBatch batch) {
    var again =
        batch.getOrders().stream()
            .filter(order -> orderBatches.containsKey(order.getOrderId()))
            .toList();
    var lines = new ArrayList<ObjectNode>();
    var line = arrival(record, batch);
    if (!again.isEmpty()) {
      line.put("seenBefore", true);
    }
    lines.add(line);
    for (var order : again) {
      lines.add(
          Json.object()
              .put("kind", "REFUSED")
              .put("orderId", order.getOrderId())
              .put("why", "SEEN_BEFORE"));
    }
    book.write(lines);
    whose.put(batch.getBatchId(), new Whose(batch.getCustodianId(), batch.getAccountId()));
    if (batch.getInstruction() == BatchInstruction.NEW && again.isEmpty()) {
      batch.getOrders().forEach(o -> orderBatches.put(o.getOrderId(), batch.getBatchId()));
      open.put(batch.getBatchId(), batch);
      plan(batch, Instant.now());
    }
  }

  private static ObjectNode arrival(
      ConsumerRecord<String, byte[]> record, ApprovedTradeBatch batch) {
    var line =
        Json.object()
            .put("kind", "ARRIVED")
            .put("custodian", batch.getCustodianId())
            .put("topic", record.topic())
            .put("partition", record.partition())
            .put("offset", record.offset())
            .put("batchId", batch.getBatchId())
            .put("batchSeq", batch.getBatchSeq())
            .put("instruction", batch.getInstruction().name())
            .put("accountId", batch.getAccountId())
            .put("requestId", batch.getRequestId());
    var orders = line.putArray("orders");
    for (var order : batch.getOrders()) {
      orders
          .addObject()
          .put("orderId", order.getOrderId())
          .put("securityId", order.getSecurityId())
          .put("side", order.getSide().name())
          .put("quantity", order.getQuantity().stripTrailingZeros().toPlainString());
    }
    return line.put("at", Instant.now().toString())
        .put("value", Base64.getEncoder().encodeToString(record.value()));
  }

  // What is done about it.

  private void plan(ApprovedTradeBatch batch, Instant from) {
    var at = from;
    for (var order : batch.getOrders()) {
      at = at.plusMillis(20 + random.nextInt(100));
      later(at, () -> execute(batch, order));
    }
    if (batch.getOrders().isEmpty()) {
      later(at, () -> accept(batch));
    }
    later(at.plus(BOOKED_AFTER), () -> book(batch));
  }

  private void later(Instant due, Runnable what) {
    work.add(new Work(due, works++, what));
  }

  /** A function of the order's id: of two lives of the custodian each would say the same. */
  private void execute(ApprovedTradeBatch batch, Order order) {
    if (!market.containsKey(order.getSecurityId())) {
      later(Instant.now().plus(BOOKED_AFTER), () -> execute(batch, order));
      return;
    }
    var chance = new Random(order.getOrderId().hashCode());
    chance.nextInt();
    var price = market.get(order.getSecurityId());
    var whole = order.getQuantity();
    var first = whole.multiply(new BigDecimal("0.4")).setScale(0, RoundingMode.DOWN);
    if (chance.nextDouble() < REJECTED) {
      execute(result(batch, order, 1, ExecType.REJECT, null, null));
    } else if (first.signum() > 0 && chance.nextDouble() < IN_PARTS) {
      execute(result(batch, order, 1, ExecType.PARTIAL, first, price));
      execute(result(batch, order, 2, ExecType.FILL, whole.subtract(first), price));
    } else {
      execute(result(batch, order, 1, ExecType.FILL, whole, price));
    }
  }

  private void accept(ApprovedTradeBatch batch) {
    execute(
        ExecutionResult.newBuilder()
            .setExecutionId(batch.getBatchId() + "/0")
            .setExecType(ExecType.ACK)
            .setBatchId(batch.getBatchId())
            .setAt(now())
            .build());
  }

  private static ExecutionResult result(
      ApprovedTradeBatch batch,
      Order order,
      int number,
      ExecType type,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal price) {
    return ExecutionResult.newBuilder()
        .setExecutionId(order.getOrderId() + "/" + number)
        .setExecType(type)
        .setOrderId(order.getOrderId())
        .setBatchId(batch.getBatchId())
        .setQuantity(quantity == null ? null : quantity.setScale(10))
        .setPrice(price)
        .setReason(type == ExecType.REJECT ? "not traded here" : null)
        .setAt(now())
        .build();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private void execute(ExecutionResult result) {
    if (executions
        .getOrDefault(result.getBatchId(), Map.of())
        .containsKey(result.getExecutionId())) {
      return;
    }
    book.write(List.of(execution(result)));
    keep(result);
    say(result);
  }

  private ObjectNode execution(ExecutionResult result) {
    var batch = java.util.Objects.requireNonNull(open.get(result.getBatchId()));
    return Json.object()
        .put("kind", "EXECUTED")
        .put("custodian", batch.getCustodianId())
        .put("orderId", result.getOrderId())
        .put("executionId", result.getExecutionId())
        .put("execType", result.getExecType().name())
        .put("quantity", text(result.getQuantity()))
        .put("price", text(result.getPrice()))
        .put("accountId", batch.getAccountId())
        .put("batchId", batch.getBatchId())
        .put("at", result.getAt().toString());
  }

  private static @Nullable String text(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros().toPlainString();
  }

  private void keep(ExecutionResult result) {
    executions
        .computeIfAbsent(result.getBatchId(), id -> new LinkedHashMap<>())
        .put(result.getExecutionId(), result);
  }

  private void say(ExecutionResult result) {
    var batch = java.util.Objects.requireNonNull(whose.get(result.getBatchId()));
    publisher.send(Topics.EXECUTION_RESULTS, batch.custodian(), batch.account(), result);
  }

  private void book(ApprovedTradeBatch batch) {
    var before = books.get(batch.getAccountId());
    if (before == null || !isTold(batch)) {
      later(Instant.now().plus(BOOKED_AFTER), () -> book(batch));
      return;
    }
    if (!booked.add(batch.getBatchId())) {
      return;
    }
    var after = SleeveAccounting.book(before, transfers(batch), fills(batch), now());
    var value = PositionsWire.write(after);
    var bytes =
        clients
            .serdes()
            .serializer(io.evenkeel.schemas.Positions.class)
            .serialize(clients.names().of(Topics.POSITIONS), value);
    book.write(
        List.of(
            Json.object()
                .put("kind", "BOOKED")
                .put("accountId", after.accountId())
                .put("batchId", batch.getBatchId())
                .put("version", after.version())
                .put("executionsThrough", String.valueOf(after.executionsThrough()))
                .put("value", Base64.getEncoder().encodeToString(bytes))));
    know(after);
    open.remove(batch.getBatchId());
    publisher.send(Topics.POSITIONS, after.accountId(), value);
  }

  /** Whether every order of it has ended. */
  private boolean isTold(ApprovedTradeBatch batch) {
    var ended =
        executions.getOrDefault(batch.getBatchId(), Map.of()).values().stream()
            .filter(r -> r.getExecType() != ExecType.PARTIAL)
            .map(ExecutionResult::getOrderId)
            .toList();
    return batch.getOrders().isEmpty()
        ? !ended.isEmpty()
        : batch.getOrders().stream().allMatch(order -> ended.contains(order.getOrderId()));
  }

  private List<Fill> fills(ApprovedTradeBatch batch) {
    var said = executions.getOrDefault(batch.getBatchId(), Map.of()).values();
    var fills = new ArrayList<Fill>();
    for (var order : batch.getOrders()) {
      said.stream()
          .filter(r -> order.getOrderId().equals(r.getOrderId()) && r.getPrice() != null)
          .forEach(
              r ->
                  fills.add(
                      new Fill(
                          order.getSleeveId(),
                          order.getSecurityId(),
                          TradeSide.valueOf(order.getSide().name()),
                          new Quantity(r.getQuantity()),
                          new Price(r.getPrice()),
                          r.getAt(),
                          TaxWire.readLots(order.getLots()))));
    }
    return fills;
  }

  private static List<Transfer> transfers(ApprovedTradeBatch batch) {
    return batch.getTransfers().stream()
        .map(t -> new Transfer(t.getFromSleeveId(), t.getToSleeveId(), new Money(t.getAmount())))
        .toList();
  }
}
