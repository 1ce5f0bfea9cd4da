package io.evenkeel.core.drift.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.book.Tolerance;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest without rebalancing has to say: a book file and a file of prices in, drift events
 * out. Prices are taken as they are (no jump guard) and never get too old. Reads both files itself.
 * A book here assigns its targets by name.
 */
public final class ReferenceBacktest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final ReferenceWorld world;
  private final ReferenceMonitor monitor;

  private ReferenceBacktest(String hysteresis) {
    world = new ReferenceWorld(Fraction.of(hysteresis), null);
    monitor = new ReferenceMonitor(world);
  }

  /** An event, and the date of the row of prices after which it is said. */
  public record Dated(LocalDate date, ReferenceEvent event) {}

  /** Every event of the book on these prices: by row, then account, then sequence. */
  public static List<Dated> run(Path book, Path prices, String hysteresis) {
    try {
      return run(JSON.readTree(Files.readString(book)), Files.readAllLines(prices), hysteresis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same on what the files hold.
   *
   * @param rows the header first
   */
  public static List<Dated> run(JsonNode book, List<String> rows, String hysteresis) {
    var backtest = new ReferenceBacktest(hysteresis);
    backtest.open(book);
    var symbols = rows.get(0).split(",", -1);
    var events = new ArrayList<Dated>();
    for (var row : rows.subList(1, rows.size())) {
      var cells = row.split(",", -1);
      var date = LocalDate.parse(cells[0]);
      var noon = date.atTime(LocalTime.NOON).atZone(NEW_YORK).toInstant();
      backtest.apply(symbols, cells, noon);
      backtest.monitor.lookAtAll().forEach(event -> events.add(new Dated(date, event)));
    }
    return events;
  }

  private void apply(String[] symbols, String[] cells, Instant noon) {
    world.now(noon);
    for (var i = 1; i < cells.length; i++) {
      if (!cells[i].isEmpty() && new BigDecimal(cells[i]).signum() > 0) {
        world.quote(symbols[i], new Quote(Price.of(cells[i]), "USD", noon, false));
      }
    }
  }

  private void open(JsonNode book) {
    for (var json : book.path("securities")) {
      var id = json.path("securityId").asText(json.path("symbol").asText());
      world.security(id, security(id, json.path("currency").asText("USD")));
    }
    for (var json : book.path("models")) {
      world.model(json.path("modelId").asText(), model(json));
    }
    for (var json : book.path("targets")) {
      world.target(json.path("targetId").asText(), target(json));
    }
    book.path("accounts").forEach(this::openAccount);
  }

  private static Security security(String id, String currency) {
    return new Security(
        id,
        id,
        null,
        null,
        null,
        null,
        currency,
        Security.WHOLE_SHARE,
        false,
        Security.TradingStatus.TRADING,
        null);
  }

  private static Model model(JsonNode json) {
    var weights = new TreeMap<String, GivenWeight>();
    for (var holding : json.path("holdings")) {
      weights.put(named(holding), GivenWeight.of(holding.path("weight").asText()));
    }
    return new Model(
        json.path("modelId").asText(), owner(json), json.path("version").asLong(1), "", weights);
  }

  private static String owner(JsonNode json) {
    return json.path("ownerFirmId").asText(json.path("firmId").asText("FIRM"));
  }

  private static String named(JsonNode holding) {
    return holding.path("securityId").asText(holding.path("symbol").asText());
  }

  private static Target target(JsonNode json) {
    if (!json.path("scope").asText("ENTERPRISE").equals("ENTERPRISE")) {
      throw new IllegalArgumentException("the reference takes targets that are assigned by name");
    }
    var components = new ArrayList<Component>();
    json.path("components").forEach(component -> components.add(component(component)));
    var minimum = json.path("minTradeAmount");
    return new Target(
        json.path("targetId").asText(),
        owner(json),
        json.path("version").asLong(1),
        Instant.EPOCH,
        Target.Scope.ENTERPRISE,
        null,
        components,
        TradeLogic.valueOf(json.path("tradeLogic").asText("BEST_FIT")),
        LotMethod.valueOf(json.path("lotMethod").asText("CUSTODIAN_DEFAULT")),
        minimum.isMissingNode() ? null : Money.of(minimum.asText()));
  }

  private static Component component(JsonNode json) {
    return new Component(
        Component.Kind.valueOf(json.path("kind").asText()),
        json.path("ref").asText(""),
        GivenWeight.of(json.path("weight").asText()),
        tolerance(json.path("threshold"), "0.20"),
        tolerance(json.path("precision"), "0.04"),
        Leverage.of(json.path("leverage").asText("1")),
        json.path("trackManagerLeverage").asBoolean(true),
        json.path("triggers").asBoolean(true));
  }

  private static Tolerance tolerance(JsonNode json, String usual) {
    return json.isMissingNode()
        ? Tolerance.relative(usual)
        : new Tolerance(weight(json.path("relative")), weight(json.path("absolute")));
  }

  private static @Nullable GivenWeight weight(JsonNode json) {
    return json.isMissingNode() ? null : GivenWeight.of(json.asText());
  }

  private void openAccount(JsonNode json) {
    var id = json.path("accountId").asText();
    monitor.account(id, account(id, json));
    var sleeves = new ArrayList<Sleeve>();
    for (var sleeve : json.path("sleeves")) {
      var opened = sleeve(sleeve);
      sleeves.add(opened);
      var modelId = opened.modelId();
      if (sleeve.has("effectiveLeverage") && modelId != null) {
        var effective = new BigDecimal(sleeve.path("effectiveLeverage").asText());
        monitor.leverage(id, modelId, effective);
      }
    }
    monitor.positions(
        id, new Positions(id, 1, Instant.EPOCH, Positions.Feed.INTRADAY, null, sleeves));
    monitor.assign(id, json.has("targetId") ? json.path("targetId").asText() : null);
    monitor.rebalancing(id, json.path("rebalancing").asBoolean(false));
    if (json.path("established").asBoolean(false)) {
      monitor.acknowledge(id);
    }
  }

  private static Account account(String id, JsonNode json) {
    return new Account(
        id,
        json.path("firmId").asText("FIRM"),
        json.path("advisorId").asText("ADVISOR"),
        json.path("custodian").asText(""),
        id,
        "",
        AccountType.valueOf(json.path("type").asText("CASH")),
        json.path("marginEnabled").asBoolean(false),
        null,
        null,
        json.path("currency").asText("USD"),
        AccountStatus.valueOf(json.path("status").asText("ACTIVE")));
  }

  private static Sleeve sleeve(JsonNode json) {
    var id = json.path("sleeveId").asText(json.path("modelId").asText("MANAGED"));
    var kind =
        Sleeve.Kind.valueOf(json.path("kind").asText(id.equals("MANAGED") ? "MANAGED" : "MODEL"));
    var holdings = new ArrayList<Holding>();
    for (var holding : json.path("holdings")) {
      holdings.add(
          new Holding(named(holding), Quantity.of(holding.path("quantity").asText()), List.of()));
    }
    return new Sleeve(
        id,
        kind,
        kind == Sleeve.Kind.MODEL ? json.path("modelId").asText(id) : null,
        Money.of(json.path("cash").asText("0")),
        Money.ZERO,
        Money.ZERO,
        holdings);
  }
}
