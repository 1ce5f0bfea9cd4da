package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import io.evenkeel.json.Json;
import java.math.RoundingMode;

/** A judgement as drift events show it: weights to 8 places, money to the cent, half-even. */
final class JudgementJson {
  private static final int WEIGHT_DECIMALS = 8;

  private JudgementJson() {}

  static ObjectNode of(Judgement.Checkable judgement) {
    var json = Json.object();
    json.put("checkable", true);
    json.put("overallDrift", weight(judgement.overallDrift()));
    json.put("equity", Money.rounded(judgement.equity()).dollars().setScale(2).toPlainString());
    json.put("exposure", Money.rounded(judgement.exposure()).dollars().setScale(2).toPlainString());
    var lines = json.putArray("lines");
    judgement.lines().forEach(line -> lines.add(line(line)));
    return json;
  }

  static ObjectNode of(Judgement.NotCheckable judgement) {
    var json = Json.object();
    json.put("checkable", false);
    var reasons = json.putArray("reasons");
    judgement
        .reasons()
        .forEach(
            r -> reasons.addObject().put("reason", r.reason().name()).put("subject", r.subject()));
    return json;
  }

  private static ObjectNode line(Line line) {
    var json = Json.object();
    json.put("line", line.name());
    json.put("value", Money.rounded(line.value()).dollars().setScale(2).toPlainString());
    json.put("weight", weight(line.weight()));
    json.put("target", weight(line.band().target()));
    json.put("low", weight(line.band().low()));
    var high = line.band().high();
    json.put("high", high == null ? null : weight(high));
    json.put("side", line.side().name());
    json.put("triggers", line.triggers());
    return json;
  }

  private static String weight(Rational weight) {
    var shown = weight.toDecimal(WEIGHT_DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return shown.scale() < 0 ? shown.setScale(0).toPlainString() : shown.toPlainString();
  }
}
