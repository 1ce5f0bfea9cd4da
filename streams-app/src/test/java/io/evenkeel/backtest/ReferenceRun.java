package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.drift.reference.Fraction;
import io.evenkeel.core.drift.reference.ReferenceEvent;
import io.evenkeel.core.drift.reference.ReferenceMonitor;
import io.evenkeel.core.drift.reference.ReferenceWorld;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordReader;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.pipeline.wire.MarketWire;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out a second time, from the files alone and with the reference's rules, which drift events
 * a backtest has to say. What was traded is taken from the run (positions, ACRs, which accounts
 * were acknowledged); every judgement is the reference's own, of every account, twice a row.
 */
final class ReferenceRun {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private final Path directory;
  private final BookFile book;
  private final ReferenceWorld world;
  private final ReferenceMonitor monitor;
  private final ReferenceGuard guard;
  private final Map<String, List<JsonNode>> scriptByDate = new LinkedHashMap<>();
  private final List<Told> expected = new ArrayList<>();

  /**
   * A run to check.
   *
   * @param directory that the backtest wrote
   * @param staleAfter {@code null}: off
   */
  ReferenceRun(
      Path directory,
      String book,
      String hysteresis,
      @Nullable Duration staleAfter,
      boolean jumpGuard) {
    this.directory = directory;
    this.book = BookFile.read(book, Instant.EPOCH, "SCHWAB");
    this.world = new ReferenceWorld(Fraction.of(hysteresis), staleAfter);
    this.monitor = new ReferenceMonitor(world);
    this.guard = new ReferenceGuard(jumpGuard);
  }

  /** With what was scripted; every line is at the date of a row. */
  ReferenceRun scripted(Path commands) throws IOException {
    for (var line : Files.readAllLines(commands)) {
      var json = Json.tree(line);
      scriptByDate.computeIfAbsent(json.get("at").asText(), d -> new ArrayList<>()).add(json);
    }
    return this;
  }

  /** Every event that has to be said, in the order of the file. */
  List<Told> expected(Path prices) throws IOException {
    var positions = byTime("positions");
    var acrs = byTime("acrs");
    var rows = byTime("rebalance-history-accounts");
    open();
    PriceFile.check(prices)
        .forEach(
            row -> {
              var at = row.date().atTime(LocalTime.NOON).atZone(ZONE);
              var time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
              world.now(at.toInstant());
              row.ticks()
                  .forEach(
                      t ->
                          world.quote(
                              t.symbol(), guard.tick(t.symbol(), t.price(), at.toInstant())));
              var said = new ArrayList<>(monitor.lookAtAll());
              for (var line : scriptByDate.getOrDefault(row.date().toString(), List.of())) {
                script(line, at.toInstant());
              }
              acrs.getOrDefault(time, List.of()).forEach(this::acr);
              rows.getOrDefault(time, List.of()).forEach(this::historyRow);
              positions.getOrDefault(time, List.of()).forEach(this::positions);
              said.addAll(monitor.lookAtAll());
              tell(time, said);
            });
    return expected;
  }

  /** What the run said, in the order of the file. */
  List<Told> said() throws IOException {
    return lines("drift-events").stream().map(Told::of).toList();
  }

  private void tell(String time, List<ReferenceEvent> said) {
    said.sort(
        Comparator.comparing(ReferenceEvent::accountId)
            .thenComparingLong(ReferenceEvent::sequence));
    said.forEach(event -> expected.add(Told.of(time, event)));
  }

  private void open() {
    book.securities().forEach((id, s) -> world.security(id, MarketWire.security(id, s)));
    book.models().forEach((id, m) -> world.model(id, MarketWire.model(id, m)));
    book.targets().forEach((id, t) -> world.target(id, MarketWire.target(id, t)));
    book.accounts()
        .forEach(
            (id, account) -> {
              monitor.account(id, BookWire.account(id, account));
              monitor.positions(id, BookWire.positions(id, book.positions().get(id)));
              var opening = book.openings().get(id).getOpeningState();
              monitor.assign(id, opening.getTargetId());
              monitor.rebalancing(id, opening.getRebalancing());
              opening.getLeverage().forEach((model, lever) -> monitor.leverage(id, model, lever));
              if (opening.getEstablished()) {
                monitor.acknowledge(id);
              }
            });
  }

  private void script(JsonNode line, Instant at) {
    var key = line.get("key").asText();
    var value = line.get("value");
    switch (line.get("topic").asText()) {
      case "account-commands" -> command(key, value);
      case "targets" -> world.target(key, value.isNull() ? null : target(key, value, at));
      case "models" -> world.model(key, value.isNull() ? null : model(key, value));
      case "positions" -> monitor.positions(key, null);
      case "accounts" -> account(key, value);
      case "prices" -> price(key, value, at);
      case "rebalance-commands" -> {
        // What it leads to is read from the files.
      }
      default -> throw new IllegalArgumentException(line.toString());
    }
  }

  private void command(String accountId, JsonNode value) {
    switch (value.get("type").asText()) {
      case "ASSIGN_TARGET" -> {
        monitor.assign(accountId, value.get("targetId").asText());
        if (value.has("rebalancing")) {
          monitor.rebalancing(accountId, value.get("rebalancing").asBoolean());
        }
      }
      case "REMOVE_TARGET" -> monitor.assign(accountId, null);
      case "SET_REBALANCING" -> monitor.rebalancing(accountId, value.get("on").asBoolean());
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private static io.evenkeel.core.book.Target target(String key, JsonNode value, Instant at) {
    var json = ((ObjectNode) value).deepCopy();
    json.put("ownerFirmId", BookFile.DEFAULT_FIRM).put("version", 2).put("scope", "ENTERPRISE");
    json.put("createdAt", at.toString());
    return MarketWire.target(
        key, new RecordReader(ZONE, Map.of()).read(io.evenkeel.schemas.Target.class, json));
  }

  private static io.evenkeel.core.book.Model model(String key, JsonNode value) {
    var json = ((ObjectNode) value).deepCopy();
    json.put("ownerFirmId", BookFile.DEFAULT_FIRM).put("version", 2);
    return MarketWire.model(
        key, new RecordReader(ZONE, Map.of()).read(io.evenkeel.schemas.Model.class, json));
  }

  private void account(String accountId, JsonNode value) {
    if (value.isNull()) {
      monitor.account(accountId, null);
      return;
    }
    var changed =
        io.evenkeel.schemas.Account.newBuilder(book.accounts().get(accountId))
            .setStatus(io.evenkeel.schemas.AccountState.valueOf(value.get("status").asText()))
            .build();
    monitor.account(accountId, BookWire.account(accountId, changed));
  }

  private void price(String symbol, JsonNode value, Instant at) {
    world.quote(
        symbol,
        value.isNull()
            ? null
            : guard.tick(symbol, new BigDecimal(value.get("price").asText()), at));
  }

  private void acr(JsonNode acr) {
    var latched = acr.get("status").asText().equals("APPROVED") && acr.get("latches").asBoolean();
    if (latched) {
      monitor.leverage(
          acr.get("accountId").asText(),
          acr.get("modelId").asText(),
          new BigDecimal(acr.get("leverageApplied").asText()));
    }
  }

  /** Handed over, or built empty: either acknowledges. */
  private void historyRow(JsonNode row) {
    var status = row.get("status").asText();
    if (status.equals("NO_TRADES") || status.equals("COMPLETE")) {
      monitor.acknowledge(row.get("accountId").asText());
    }
  }

  private void positions(JsonNode line) {
    var json = ((ObjectNode) line).deepCopy();
    var accountId = json.remove("key").asText();
    var read = new RecordReader(ZONE, Map.of()).read(io.evenkeel.schemas.Positions.class, json);
    monitor.positions(accountId, BookWire.positions(accountId, read));
  }

  private Map<String, List<JsonNode>> byTime(String topic) throws IOException {
    var byTime = new LinkedHashMap<String, List<JsonNode>>();
    for (var line : lines(topic)) {
      var at = line.has("asOf") ? line.get("asOf") : line.get("at");
      byTime.computeIfAbsent(at.asText(), t -> new ArrayList<>()).add(line);
    }
    return byTime;
  }

  private List<JsonNode> lines(String topic) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(directory.resolve(topic + ".jsonl"))) {
      lines.add(Json.tree(line));
    }
    return lines;
  }
}
