package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import io.evenkeel.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/** A judgement as drift events show it: weights to 8 places, money to the cent, half-even. */
final class JudgementJson {
  private static final int WEIGHT_DECIMALS = 8;

  private JudgementJson() {}

  static ObjectNode of(Judgement.Checkable judgement) {
    var json = Json.object();
    json.put("checkable", true);
    json.put("overallDrift", weight(judgement.overallDrift()));
    json.put("equity", money(judgement.equity()));
    json.put("exposure", money(judgement.exposure()));
    var lines = json.putArray("lines");
    judgement.lines().forEach(line -> lines.add(line(line)));
    return json;
  }

  static ObjectNode of(Judgement.NotCheckable judgement) {
    var json = Json.object();
    json.put("checkable", false);
    json.set("reasons", reasons(judgement.reasons()));
    return json;
  }

  static ArrayNode reasons(Collection<Uncheckable> uncheckable) {
    var reasons = Json.object().putArray("reasons");
    uncheckable.forEach(
        r -> reasons.addObject().put("reason", r.reason().name()).put("subject", r.subject()));
    return reasons;
  }

  static ObjectNode line(Line line) {
    var json = Json.object();
    json.put("line", line.name());
    json.put("value", money(line.value()));
    json.put("weight", weight(line.weight()));
    json.put("target", weight(line.band().target()));
    json.put("low", weight(line.band().low()));
    var high = line.band().high();
    json.put("high", high == null ? null : weight(high));
    json.put("side", line.side().name());
    json.put("triggers", line.triggers());
    return json;
  }

  static String weight(Rational weight) {
    return plain(weight.toDecimal(WEIGHT_DECIMALS, RoundingMode.HALF_EVEN));
  }

  static String money(Rational dollars) {
    return Money.rounded(dollars).dollars().setScale(2).toPlainString();
  }

  static String plain(BigDecimal decimal) {
    var shown = decimal.stripTrailingZeros();
    return shown.scale() < 0 ? shown.setScale(0).toPlainString() : shown.toPlainString();
  }
}
