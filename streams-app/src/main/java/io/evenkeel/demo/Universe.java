package io.evenkeel.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The securities, models and targets of the demo, all invented: {@code demo/universe.json}.
 *
 * @param listings what the market simulator needs of every security, in the file's order
 * @param book securities, models and targets as a book file has them
 */
record Universe(List<Listing> listings, ObjectNode book) {
  private static final String FILE = "/demo/universe.json";

  /**
   * How one security moves.
   *
   * @param price at the start, in dollars
   * @param volatility standard deviation of a year's log return
   */
  record Listing(String symbol, String sector, BigDecimal price, double volatility) {}

  static Universe load() {
    try (var file = Objects.requireNonNull(Universe.class.getResourceAsStream(FILE))) {
      var tree = Json.tree(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      return new Universe(listings(tree.get("market")), (ObjectNode) tree.get("book"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The price at the start by symbol. */
  Map<String, BigDecimal> startPrices() {
    var prices = new LinkedHashMap<String, BigDecimal>();
    listings.forEach(l -> prices.put(l.symbol(), l.price()));
    return prices;
  }

  private static List<Listing> listings(JsonNode market) {
    var listings = new ArrayList<Listing>();
    for (var row : market) {
      listings.add(
          new Listing(
              row.get("symbol").asText(),
              row.get("sector").asText(),
              new BigDecimal(row.get("price").asText()),
              row.get("volatility").asDouble()));
    }
    return List.copyOf(listings);
  }
}
