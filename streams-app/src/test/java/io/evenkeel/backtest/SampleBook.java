package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random but believable book for given symbols and prices: most accounts close to their target,
 * some far off, some levered, a few without a target or with rebalancing off. The same seed gives
 * the same book.
 */
final class SampleBook {
  private static final int TARGETS = 6;
  private static final int MODELS = 3;
  private static final List<String> LEVERAGES = List.of("1", "1", "1", "1.25", "1.5");

  private final long seed;
  private final Random random;
  private final List<String> symbols;
  private final Map<String, BigDecimal> prices;
  private final ObjectNode book = Json.object();
  private final Map<String, Map<String, BigDecimal>> models = new TreeMap<>();
  private final Map<String, ObjectNode> targets = new TreeMap<>();

  private SampleBook(long seed, List<String> symbols, Map<String, BigDecimal> prices) {
    this.seed = seed;
    this.random = new Random(seed);
    this.symbols = symbols;
    this.prices = prices;
  }

  /**
   * A book as text.
   *
   * @param prices of every symbol, at which accounts are built
   */
  static String of(long seed, int accounts, List<String> symbols, Map<String, BigDecimal> prices) {
    var made = new SampleBook(seed, symbols, prices);
    made.securities();
    made.models();
    made.targets();
    var list = made.book.putArray("accounts");
    for (var i = 1; i <= accounts; i++) {
      made.account(list.addObject(), "A-%03d".formatted(i));
    }
    return Json.pretty(made.book);
  }

  private void securities() {
    var list = book.putArray("securities");
    for (var symbol : symbols) {
      list.addObject().put("symbol", symbol).put("fractionable", random.nextInt(4) == 0);
    }
  }

  private void models() {
    var list = book.putArray("models");
    for (var i = 1; i <= MODELS; i++) {
      var id = "M-" + i;
      var weights = new TreeMap<String, BigDecimal>();
      var chosen = some(3 + random.nextInt(3));
      split(chosen, random.nextBoolean() ? "1" : "0.95").forEach(weights::put);
      models.put(id, weights);
      var holdings = list.addObject().put("modelId", id).put("version", 1).putArray("holdings");
      weights.forEach(
          (symbol, weight) ->
              holdings.addObject().put("symbol", symbol).put("weight", weight.toPlainString()));
    }
  }

  private void targets() {
    var list = book.putArray("targets");
    for (var i = 1; i <= TARGETS; i++) {
      var target = list.addObject().put("targetId", "T-" + i).put("version", 1);
      target.put("scope", "ENTERPRISE");
      target.put("tradeLogic", random.nextBoolean() ? "BEST_FIT" : "MIN_TRANSACTION");
      components(target.putArray("components"), i == TARGETS);
      targets.put("T-" + i, target);
    }
  }

  private void components(ArrayNode list, boolean withSubtarget) {
    var refs = new ArrayList<String>(some(2 + random.nextInt(4)));
    var modelCount = random.nextInt(3);
    models.keySet().stream().limit(modelCount).forEach(refs::add);
    if (withSubtarget) {
      refs.add("T-1");
    }
    var cash = random.nextInt(5) > 0;
    if (cash) {
      refs.add("CASH");
    }
    var threshold = random.nextInt(4);
    split(refs, "1").forEach((ref, weight) -> component(list.addObject(), ref, weight, threshold));
  }

  private void component(ObjectNode json, String ref, BigDecimal weight, int threshold) {
    var kind =
        models.containsKey(ref)
            ? "MODEL"
            : targets.containsKey(ref) ? "SUBTARGET" : ref.equals("CASH") ? "CASH" : "SECURITY";
    json.put("kind", kind).put("weight", weight.toPlainString());
    if (!kind.equals("CASH")) {
      json.put("ref", ref);
    }
    if (kind.equals("MODEL")) {
      // The same in every target, or a target that has another in it would be invalid.
      var modelRandom = new Random(seed + ref.hashCode());
      json.put("leverage", LEVERAGES.get(modelRandom.nextInt(LEVERAGES.size())));
      json.put("trackManagerLeverage", modelRandom.nextBoolean());
    }
    if (kind.equals("CASH")) {
      json.putObject("threshold").put("absolute", "0.02");
      json.put("triggers", random.nextInt(4) > 0);
    } else if (!kind.equals("SUBTARGET")) {
      threshold(json, threshold);
      json.put("triggers", random.nextInt(12) > 0);
    }
  }

  private static void threshold(ObjectNode json, int kind) {
    switch (kind) {
      case 0 -> json.putObject("threshold").put("relative", "0.25").put("absolute", "0.05");
      case 1 -> json.putObject("threshold").put("relative", "0.10");
      case 2 -> json.putObject("threshold").put("absolute", "0.03");
      default -> json.putObject("threshold").put("relative", "0.20");
    }
  }

  private void account(ObjectNode account, String id) {
    var targetId = random.nextInt(20) == 0 ? null : "T-" + (1 + random.nextInt(TARGETS));
    account.put("accountId", id);
    account.put("custodian", random.nextBoolean() ? "SCHWAB" : "FIDELITY");
    account.put("type", "MARGIN").put("marginEnabled", random.nextInt(6) > 0);
    account.put("rebalancing", random.nextInt(10) > 0);
    account.put("established", random.nextInt(5) > 0);
    if (targetId != null) {
      account.put("targetId", targetId);
    }
    var wealth = 40_000 * Math.exp(random.nextGaussian());
    sleeves(account.putArray("sleeves"), targetId, wealth);
  }

  private void sleeves(ArrayNode list, String targetId, double wealth) {
    var managed = list.addObject().put("sleeveId", "MANAGED").put("kind", "MANAGED");
    var drift = random.nextInt(5) == 0 ? 0.4 : 0.05;
    var holdings = new TreeMap<String, Double>();
    var sleeves = new TreeMap<String, Double>();
    var leverages = new TreeMap<String, String>();
    if (targetId == null) {
      some(2).forEach(symbol -> holdings.put(symbol, wealth / 3));
    } else {
      spread(targets.get(targetId), wealth, drift, holdings, sleeves, leverages);
    }
    var spent = hold(managed.putArray("holdings"), holdings);
    for (var sleeve : sleeves.entrySet()) {
      spent += sleeve.getValue();
      modelSleeve(
          list.addObject(), sleeve.getKey(), sleeve.getValue(), leverages.get(sleeve.getKey()));
    }
    managed.put("cash", money(Math.max(wealth - spent, 25)));
  }

  private void spread(
      ObjectNode target,
      double wealth,
      double drift,
      Map<String, Double> holdings,
      Map<String, Double> sleeves,
      Map<String, String> leverages) {
    for (var component : target.get("components")) {
      var value =
          wealth * component.get("weight").asDouble() * (1 + drift * random.nextGaussian() / 2);
      var ref = component.path("ref").asText();
      switch (component.get("kind").asText()) {
        case "SECURITY" -> holdings.merge(ref, Math.max(value, 0), Double::sum);
        case "MODEL" -> {
          sleeves.merge(ref, Math.max(value, 100), Double::sum);
          leverages.put(ref, random.nextInt(4) == 0 ? "1" : component.path("leverage").asText("1"));
        }
        case "SUBTARGET" -> spread(targets.get(ref), value, drift, holdings, sleeves, leverages);
        default -> {
          // Cash is what is left.
        }
      }
    }
  }

  private void modelSleeve(ObjectNode sleeve, String modelId, double equity, String leverage) {
    sleeve.put("sleeveId", modelId).put("kind", "MODEL").put("modelId", modelId);
    sleeve.put("effectiveLeverage", leverage);
    var wanted = new TreeMap<String, Double>();
    models
        .get(modelId)
        .forEach(
            (symbol, weight) ->
                wanted.put(symbol, equity * weight.doubleValue() * Double.parseDouble(leverage)));
    sleeve.put("cash", money(equity - hold(sleeve.putArray("holdings"), wanted)));
  }

  /** Whole shares for about so many dollars each; gives what they cost. */
  private double hold(ArrayNode holdings, Map<String, Double> dollars) {
    var spent = 0.0;
    for (var wanted : dollars.entrySet()) {
      var price = prices.get(wanted.getKey());
      var shares = BigDecimal.valueOf(wanted.getValue()).divide(price, 0, RoundingMode.HALF_EVEN);
      if (shares.signum() > 0) {
        spent += shares.multiply(price).doubleValue();
        holdings.addObject().put("symbol", wanted.getKey()).put("quantity", shares.toPlainString());
      }
    }
    return spent;
  }

  private List<String> some(int count) {
    var all = new ArrayList<>(symbols);
    Collections.shuffle(all, random);
    return all.subList(0, Math.min(count, all.size()));
  }

  /** Random weights to 4 places that sum to exactly so much. */
  private Map<String, BigDecimal> split(List<String> refs, String sum) {
    var shares =
        refs.stream()
            .mapToDouble(ref -> ref.equals("CASH") ? 0.1 : 0.5 + random.nextDouble())
            .toArray();
    var total = java.util.Arrays.stream(shares).sum();
    var weights = new java.util.LinkedHashMap<String, BigDecimal>();
    var left = new BigDecimal(sum);
    for (var i = 0; i < refs.size(); i++) {
      var last = i == refs.size() - 1;
      var weight =
          last
              ? left
              : BigDecimal.valueOf(shares[i] / total * Double.parseDouble(sum))
                  .setScale(4, RoundingMode.HALF_EVEN);
      weights.put(refs.get(i), weight);
      left = left.subtract(weight);
    }
    return weights;
  }

  private static String money(double dollars) {
    return BigDecimal.valueOf(dollars).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
