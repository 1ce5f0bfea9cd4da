package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The files of the worked example in {@code docs/backtest.md}: made-up securities whose prices walk
 * at random, and the same four households under each of three thresholds. One seed, so always the
 * same files.
 */
final class ExampleFiles {
  private static final long SEED = 24;
  private static final int ROWS = 500;
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 2);
  private static final double DAYS_A_YEAR = 252;

  /** Households by what they invest. */
  private static final List<String> HOUSEHOLDS = List.of("20000", "150000", "600000", "2500000");

  private static final List<Listing> LISTINGS =
      List.of(
          new Listing("ACME", "0.18", 82.50, 0.06, 0.22),
          new Listing("BOLT", "0.14", 46.20, 0.08, 0.30),
          new Listing("CEDAR", "0.12", 128.00, 0.05, 0.18),
          new Listing("DUNE", "0.10", 23.75, 0.04, 0.26),
          new Listing("EMBER", "0.06", 61.40, 0.09, 0.38),
          new Listing("BONDS", "0.38", 50.00, 0.02, 0.06));

  private static final Map<String, ObjectNode> THRESHOLDS = new LinkedHashMap<>();

  static {
    THRESHOLDS.put("FIVE-25", Json.object().put("relative", "0.25").put("absolute", "0.05"));
    THRESHOLDS.put("REL-20", Json.object().put("relative", "0.20"));
    THRESHOLDS.put("REL-10", Json.object().put("relative", "0.10"));
  }

  private ExampleFiles() {}

  /**
   * A security that does not exist.
   *
   * @param weight of every target
   * @param growth a year
   * @param volatility a year
   */
  private record Listing(
      String symbol, String weight, double opening, double growth, double volatility) {
    BigDecimal openingPrice() {
      return cents(opening);
    }
  }

  /** The content of {@code prices.csv}. */
  static String prices() {
    var random = new Random(SEED);
    var text = new StringBuilder("date");
    LISTINGS.forEach(listing -> text.append(',').append(listing.symbol()));
    var prices = LISTINGS.stream().mapToDouble(Listing::opening).toArray();
    var date = FIRST;
    for (var row = 0; row < ROWS; row++) {
      text.append('\n').append(date);
      for (var price : prices) {
        text.append(',').append(cents(price));
      }
      move(prices, random);
      date = nextWeekday(date);
    }
    return text.append('\n').toString();
  }

  /**
   * A day of a market that half of everybody's moves come from. StrictMath: the same everywhere.
   */
  private static void move(double[] prices, Random random) {
    var market = random.nextGaussian();
    for (var i = 0; i < prices.length; i++) {
      var listing = LISTINGS.get(i);
      var together = StrictMath.sqrt(0.5) * (market + random.nextGaussian());
      var daily = listing.volatility() / StrictMath.sqrt(DAYS_A_YEAR);
      prices[i] *= StrictMath.exp(listing.growth() / DAYS_A_YEAR + daily * together);
    }
  }

  private static LocalDate nextWeekday(LocalDate date) {
    return date.plusDays(date.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
  }

  /** The content of {@code book.json}. */
  static String book() {
    var book = Json.object();
    var securities = book.putArray("securities");
    LISTINGS.forEach(listing -> securities.addObject().put("symbol", listing.symbol()));
    var targets = book.putArray("targets");
    THRESHOLDS.forEach((id, threshold) -> target(targets.addObject(), id, threshold));
    var accounts = book.putArray("accounts");
    for (var id : THRESHOLDS.keySet()) {
      for (var household = 0; household < HOUSEHOLDS.size(); household++) {
        account(accounts.addObject(), id, household);
      }
    }
    return Json.pretty(book) + "\n";
  }

  private static void target(ObjectNode target, String id, ObjectNode threshold) {
    target.put("targetId", id);
    var components = target.putArray("components");
    for (var listing : LISTINGS) {
      components
          .addObject()
          .put("kind", "SECURITY")
          .put("ref", listing.symbol())
          .put("weight", listing.weight())
          .set("threshold", threshold);
    }
    components
        .addObject()
        .put("kind", "CASH")
        .put("weight", "0.02")
        .set("threshold", Json.object().put("absolute", "0.02"));
  }

  /** On target at the first prices, to the share. */
  private static void account(ObjectNode account, String targetId, int household) {
    account.put("accountId", "%s-%d".formatted(targetId, household + 1));
    account.put("targetId", targetId);
    account.put("rebalancing", true);
    account.put("established", true);
    var sleeve = account.putArray("sleeves").addObject().put("sleeveId", "MANAGED");
    var cash = new BigDecimal(HOUSEHOLDS.get(household));
    var holdings = Json.object().putArray("holdings");
    for (var listing : LISTINGS) {
      var wanted =
          new BigDecimal(HOUSEHOLDS.get(household)).multiply(new BigDecimal(listing.weight()));
      var shares = wanted.divide(listing.openingPrice(), 0, RoundingMode.DOWN);
      cash = cash.subtract(shares.multiply(listing.openingPrice()));
      holdings.addObject().put("symbol", listing.symbol()).put("quantity", shares.toString());
    }
    sleeve.put("cash", cash.toPlainString());
    sleeve.set("holdings", holdings);
  }

  private static BigDecimal cents(double price) {
    return BigDecimal.valueOf(price).setScale(2, RoundingMode.HALF_EVEN);
  }
}
