package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.PricedHolding;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What events were computed from really was said, and never goes back: a task that moves to an
 * instance whose boards lag must wait instead of telling old news.
 */
final class NewsOrder {
  private final Case before;
  private final Set<String> withdrawn = new HashSet<>();
  private final Set<String> published = new HashSet<>();
  private final boolean isWhole;

  private NewsOrder(Case before) {
    this.before = before;
    this.isWhole = before.rows().isWhole(before.rows().names().of(Topics.PRICES));
    for (var row : before.rows().all(Topics.PRICES)) {
      if (row.value() == null) {
        withdrawn.add(row.key());
      } else {
        published.add(
            words(row.key(), row.said().getPrice().stripTrailingZeros(), row.said().getAsOf()));
      }
    }
    before.rows().all(Topics.POSITIONS).stream()
        .filter(row -> row.value() == null)
        .forEach(row -> withdrawn.add("positions of " + row.key()));
  }

  private static String words(Object... words) {
    return java.util.List.of(words).toString();
  }

  static Finding neverGoesBack(Case before) {
    return new NewsOrder(before).order();
  }

  static Finding wasSaid(Case before) {
    return new NewsOrder(before).existence();
  }

  private Finding order() {
    var tally = new Tally("news-never-goes-back", Kind.WRONG);
    var prices = new HashMap<String, Instant>();
    var versions = new HashMap<String, Long>();
    for (var row : before.rows().of(Topics.DRIFT_EVENTS)) {
      if (row.said().getInputs() != null) {
        prices(row, prices, tally);
        positions(row, versions, tally);
      }
    }
    return tally.finding();
  }

  private void prices(Row<DriftEvent> row, Map<String, Instant> newest, Tally tally) {
    for (var sleeve : row.said().getInputs().getSleeves()) {
      for (var held : sleeve.getHoldings()) {
        var asOf = held.getPriceAsOf();
        if (asOf != null && !withdrawn.contains(held.getSecurityId())) {
          var key = row.key() + "/" + held.getSecurityId();
          var last = newest.getOrDefault(key, Instant.MIN);
          tally.check(
              !asOf.isBefore(last),
              "event %d of account %s at %s is of %s's price of %s, an earlier one was of %s",
              row.said().getSequence(),
              row.key(),
              row.place(),
              held.getSecurityId(),
              asOf,
              last);
          newest.merge(key, asOf, (a, b) -> a.isAfter(b) ? a : b);
        }
      }
    }
  }

  private void positions(Row<DriftEvent> row, Map<String, Long> newest, Tally tally) {
    var version = row.said().getInputs().getPositionsVersion();
    if (version != null && !withdrawn.contains("positions of " + row.key())) {
      var last = newest.getOrDefault(row.key(), Long.MIN_VALUE);
      tally.check(
          version >= last,
          "event %d of account %s at %s is of positions version %d, an earlier one was of %d",
          row.said().getSequence(),
          row.key(),
          row.place(),
          version,
          last);
      newest.merge(row.key(), version, Math::max);
    }
  }

  private Finding existence() {
    var tally = new Tally("events-come-from-what-was-said", Kind.WRONG);
    if (!isWhole) {
      tally.note("prices were compacted before they could be read");
      return tally.finding();
    }
    for (var row : before.rows().of(Topics.DRIFT_EVENTS)) {
      if (row.said().getInputs() != null) {
        row.said()
            .getInputs()
            .getSleeves()
            .forEach(sleeve -> sleeve.getHoldings().forEach(held -> wasSaid(row, held, tally)));
      }
    }
    return tally.finding();
  }

  private void wasSaid(Row<DriftEvent> row, PricedHolding held, Tally tally) {
    var price = held.getPrice();
    var asOf = held.getPriceAsOf();
    if (price != null && asOf != null) {
      tally.check(
          published.contains(words(held.getSecurityId(), price.stripTrailingZeros(), asOf)),
          "event %d of account %s at %s is of price %s of %s for %s, which nobody published",
          row.said().getSequence(),
          row.key(),
          row.place(),
          price,
          asOf,
          held.getSecurityId());
    }
  }
}
