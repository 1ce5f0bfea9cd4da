package io.evenkeel.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Believable client accounts: taxable and IRA, cash and margin, most close to their target, some
 * drifted, some levered, some new, some without a target. Account {@code i} of a seed is always the
 * same, whatever their number.
 */
final class Households {
  private static final List<String> CUSTODIANS = List.of("SCHWAB", "FIDELITY");
  private static final Map<String, Integer> TARGETS = new TreeMap<>();
  private static final double MARGIN_SHARE = 0.35;

  static {
    TARGETS.put("CONSERVATIVE", 12);
    TARGETS.put("BALANCED", 22);
    TARGETS.put("GROWTH", 20);
    TARGETS.put("INCOME", 10);
    TARGETS.put("TECH-TILT", 8);
    TARGETS.put("QUALITY-CORE", 8);
    TARGETS.put("ALL-WEATHER", 7);
    TARGETS.put("STOCK-PICKER", 6);
    TARGETS.put("CASH-RESERVE", 4);
  }

  private final Map<String, JsonNode> targets = new HashMap<>();
  private final Map<String, JsonNode> models = new HashMap<>();
  private final Map<String, BigDecimal> prices;
  private final long seed;

  Households(Universe universe, long seed) {
    this.seed = seed;
    this.prices = universe.startPrices();
    universe.book().get("targets").forEach(t -> targets.put(t.get("targetId").asText(), t));
    universe.book().get("models").forEach(m -> models.put(m.get("modelId").asText(), m));
  }

  /** Account number {@code i}, from 1, as a book file has it. */
  ObjectNode account(int i) {
    var random = new Random(seed * 1_000_003 + i);
    random.nextInt();
    return new Household(random, i).account();
  }

  private final class Household {
    private final Random random;
    private final int number;
    private final boolean margin;
    private final boolean levered;
    private final double drift;

    Household(Random random, int number) {
      this.random = random;
      this.number = number;
      this.margin = random.nextDouble() < MARGIN_SHARE;
      this.levered = margin && random.nextDouble() < 0.30;
      this.drift = drift(random.nextDouble());
    }

    /** Some have drifted away, some are close to an edge, most are not. */
    private static double drift(double rank) {
      if (rank < 0.05) {
        return 0.35;
      }
      return rank < 0.35 ? 0.08 : 0.05;
    }

    ObjectNode account() {
      var account = Json.object();
      account.put("accountId", "A-" + number);
      account.put("custodian", CUSTODIANS.get(random.nextInt(CUSTODIANS.size())));
      account.put("advisorId", "advisor-" + (1 + random.nextInt(9)));
      account.put("registration", margin || random.nextBoolean() ? "TAXABLE" : "IRA");
      account.put("type", margin ? "MARGIN" : "CASH");
      account.put("marginEnabled", margin);
      account.put("group", "household-" + (number + 1) / 2);
      var target = levered ? leveredTarget() : plainTarget();
      var unassigned = !levered && random.nextDouble() < 0.02;
      if (!unassigned) {
        account.put("targetId", target);
      }
      account.put("rebalancing", unassigned ? random.nextBoolean() : random.nextDouble() < 0.97);
      account.put("established", random.nextDouble() < 0.95);
      account.set("sleeves", sleeves(target));
      return account;
    }

    private String leveredTarget() {
      return random.nextBoolean() ? "LEVERED-GROWTH" : "LEVERED-TECH";
    }

    private String plainTarget() {
      var pick = random.nextInt(TARGETS.values().stream().mapToInt(Integer::intValue).sum());
      for (var target : TARGETS.entrySet()) {
        pick -= target.getValue();
        if (pick < 0) {
          return target.getKey();
        }
      }
      throw new IllegalStateException("weights of targets do not add up");
    }

    /** Wealth is log-normal around 250,000 dollars. */
    private ArrayNode sleeves(String target) {
      var wealth = 250_000 * Math.exp(0.9 * random.nextGaussian());
      var holdings = new TreeMap<String, Double>();
      var sleeves = new TreeMap<String, Double>();
      spread(target, wealth, holdings, sleeves);
      var list = Json.object().putArray("sleeves");
      var spent = 0.0;
      var managed = list.addObject();
      managed.put("sleeveId", "MANAGED");
      spent += hold(managed, holdings);
      for (var sleeve : sleeves.entrySet()) {
        list.add(modelSleeve(target, sleeve.getKey(), sleeve.getValue()));
        spent += sleeve.getValue();
      }
      managed.put("cash", dollars(Math.max(0, wealth - spent)));
      return list;
    }

    /** Dollars by security and by model, each off its target by some noise; cash takes the rest. */
    private void spread(
        String target, double dollars, Map<String, Double> holdings, Map<String, Double> sleeves) {
      for (var component : known(targets, target).get("components")) {
        var part = dollars * component.get("weight").asDouble();
        var ref = component.path("ref").asText();
        switch (component.get("kind").asText()) {
          case "SECURITY" -> holdings.merge(ref, part * noise(), Double::sum);
          case "MODEL" -> sleeves.merge(ref, part * noise(), Double::sum);
          case "SUBTARGET" -> spread(ref, part, holdings, sleeves);
          default -> {}
        }
      }
    }

    private ObjectNode modelSleeve(String target, String modelId, double equity) {
      var leverage = leverage(target, modelId);
      var sleeve = Json.object();
      sleeve.put("sleeveId", modelId);
      sleeve.put("kind", "MODEL");
      sleeve.put("modelId", modelId);
      sleeve.put("effectiveLeverage", String.valueOf(leverage));
      var holdings = new TreeMap<String, Double>();
      var weights = known(models, modelId).get("holdings");
      var sum = 0.0;
      for (var holding : weights) {
        sum += holding.get("weight").asDouble();
      }
      var scale = tracks(target, modelId) ? leverage : leverage / sum;
      for (var holding : weights) {
        var weight = holding.get("weight").asDouble();
        holdings.put(holding.get("symbol").asText(), equity * scale * weight * noise());
      }
      sleeve.put("cash", dollars(equity - hold(sleeve, holdings)));
      return sleeve;
    }

    /** Whole shares of each, with one tax lot; gives what they cost at the start prices. */
    private double hold(ObjectNode sleeve, Map<String, Double> dollarsBySymbol) {
      var holdings = sleeve.putArray("holdings");
      var spent = 0.0;
      for (var holding : dollarsBySymbol.entrySet()) {
        var price = known(prices, holding.getKey());
        var shares = (long) (holding.getValue() / price.doubleValue());
        if (shares > 0) {
          var row = holdings.addObject();
          row.put("symbol", holding.getKey());
          row.put("quantity", String.valueOf(shares));
          row.set("lots", lots(shares, price));
          spent += shares * price.doubleValue();
        }
      }
      return spent;
    }

    private ArrayNode lots(long shares, BigDecimal price) {
      var lots = Json.object().putArray("lots");
      if (random.nextDouble() < 0.9) {
        var lot = lots.addObject();
        lot.put("quantity", String.valueOf(shares));
        lot.put(
            "costBasis", dollars(shares * price.doubleValue() * (0.6 + 0.6 * random.nextDouble())));
        lot.put(
            "acquired",
            "20%02d-%02d-15".formatted(15 + random.nextInt(11), 1 + random.nextInt(12)));
      }
      return lots;
    }

    private double noise() {
      return Math.max(0.2, 1 + drift * random.nextGaussian());
    }

    private double leverage(String target, String modelId) {
      return component(target, modelId).path("leverage").asDouble(1.0);
    }

    private boolean tracks(String target, String modelId) {
      return component(target, modelId).path("trackManagerLeverage").asBoolean(true);
    }

    private JsonNode component(String target, String modelId) {
      for (var component : known(targets, target).get("components")) {
        if (component.path("ref").asText().equals(modelId)) {
          return component;
        }
      }
      throw new IllegalStateException(target + " does not name " + modelId);
    }

    private String dollars(double amount) {
      return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
  }

  private static <T> T known(Map<String, T> all, String id) {
    return Objects.requireNonNull(all.get(id), id);
  }
}
