package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.core.drift.reference.Fraction;
import io.evenkeel.core.drift.reference.ReferenceEvent;
import io.evenkeel.core.drift.reference.ReferenceLine;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A drift event in words that can be compared: as a file has it, or as the reference says it. */
record Told(
    String at,
    String accountId,
    long sequence,
    String kind,
    String causes,
    String tiles,
    String reasons,
    String overallDrift,
    String equity,
    List<String> lines) {
  private static final int WEIGHT_PLACES = 8;
  private static final int CENTS = 2;

  static Told of(JsonNode json) {
    return new Told(
        json.get("at").asText(),
        json.get("accountId").asText(),
        json.get("sequence").asLong(),
        json.get("kind").asText(),
        texts(json.get("causes")),
        texts(json.get("tiles")),
        StreamSupport.stream(json.get("uncheckable").spliterator(), false)
            .map(reason -> reason.get("reason").asText())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" ")),
        number(json.get("overallDrift")),
        number(json.get("equity")),
        StreamSupport.stream(json.get("lines").spliterator(), false).map(Told::line).toList());
  }

  private static String line(JsonNode line) {
    return String.join(
        " ",
        line.get("line").asText(),
        number(line.get("weight")),
        number(line.get("target")),
        number(line.get("low")),
        number(line.get("high")),
        line.get("side").asText(),
        String.valueOf(line.get("triggers").asBoolean()));
  }

  private static String number(JsonNode node) {
    if (node.isNull()) {
      return "-";
    }
    if (!node.isTextual()) {
      throw new AssertionError("a decimal is a string: " + node);
    }
    return plain(new BigDecimal(node.textValue()));
  }

  private static String texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  static Told of(String at, ReferenceEvent event) {
    return new Told(
        at,
        event.accountId(),
        event.sequence(),
        event.kind(),
        sorted(event.causes()),
        sorted(event.tiles()),
        sorted(event.reasons()),
        shown(event.overallDrift(), WEIGHT_PLACES),
        shown(event.equity(), CENTS),
        event.lines().stream().map(Told::line).toList());
  }

  private static String line(ReferenceLine line) {
    return String.join(
        " ",
        line.line(),
        shown(line.weight(), WEIGHT_PLACES),
        shown(line.target(), WEIGHT_PLACES),
        shown(line.low(), WEIGHT_PLACES),
        shown(line.high(), WEIGHT_PLACES),
        line.side(),
        String.valueOf(line.triggers()));
  }

  private static String sorted(Collection<String> names) {
    return names.stream().sorted().collect(Collectors.joining(" "));
  }

  private static String shown(Fraction number, int places) {
    return number == null ? "-" : plain(number.shown(places));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
