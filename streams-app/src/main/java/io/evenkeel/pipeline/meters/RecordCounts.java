package io.evenkeel.pipeline.meters;

import io.evenkeel.core.history.Execution;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * How many records were said on the topics that people watch, by the one field of each that says
 * what kind of record it is, and how often custodians said what. Every count is there from the
 * start, at 0, so there are never more of them than symbols and custodians.
 */
public final class RecordCounts {
  /** Stands for the custodian on topics that are not one custodian's, and for no field. */
  public static final String NONE = "";

  private static final Map<Topic<?>, String> FIELDS =
      Map.of(
          Topics.DRIFT_EVENTS, "kind",
          Topics.ADVISORIES, "code",
          Topics.TRADE_PROPOSALS, NONE,
          Topics.APPROVED_TRADES, "instruction",
          Topics.REJECTIONS, "code",
          Topics.DEAD_LETTERS, "reason");

  private final Map<Topic<?>, Said> said = new LinkedHashMap<>();
  private final Map<String, Symbols> executions = new LinkedHashMap<>();
  private final Symbols replayed;

  /**
   * One count.
   *
   * @param custodian {@link #NONE} where the topic is not one custodian's
   * @param symbol {@link #NONE} where the topic's records are all of one kind
   * @param count grows while it is held
   */
  public record Count(String custodian, String symbol, LongAdder count) {}

  /** What the records of a topic are counted by. */
  private record Said(int field, Map<String, Symbols> byCustodian) {}

  /** A count for each symbol, by its place in the enum. */
  private record Symbols(List<String> names, List<LongAdder> counts) {
    static Symbols of(List<String> names) {
      return new Symbols(names, names.stream().map(name -> new LongAdder()).toList());
    }

    void count(int symbol) {
      counts.get(symbol).increment();
    }

    List<Count> all(String custodian) {
      var all = new ArrayList<Count>();
      for (var i = 0; i < names.size(); i++) {
        all.add(new Count(custodian, names.get(i), counts.get(i)));
      }
      return all;
    }
  }

  RecordCounts(TopicNames names) {
    FIELDS.forEach((topic, field) -> said.put(topic, said(topic, field, names)));
    var types = Arrays.stream(Execution.Type.values()).map(Enum::name).toList();
    names.custodians().forEach(custodian -> executions.put(custodian, Symbols.of(types)));
    replayed = Symbols.of(of(Topics.DEAD_LETTERS).stream().map(Count::symbol).toList());
  }

  private static Said said(Topic<?> topic, String field, TopicNames names) {
    var schema = SpecificData.get().getSchema(topic.value());
    var place = field.isEmpty() ? -1 : schema.getField(field).pos();
    var symbols = field.isEmpty() ? List.of(NONE) : symbols(schema.getField(field).schema());
    var each = topic.perCustodian() == Topic.PerCustodian.ONE_EACH;
    var byCustodian = new LinkedHashMap<String, Symbols>();
    (each ? names.custodians() : List.of(NONE))
        .forEach(custodian -> byCustodian.put(custodian, Symbols.of(symbols)));
    return new Said(place, byCustodian);
  }

  private static List<String> symbols(Schema field) {
    return List.copyOf(field.getEnumSymbols());
  }

  /** A record was handed to its topic. */
  public void said(Outgoing outgoing) {
    var topic = said.get(outgoing.topic());
    var value = outgoing.value();
    if (topic != null && value != null) {
      var custodian = outgoing.custodianId();
      var symbols = topic.byCustodian().get(custodian == null ? NONE : custodian);
      if (symbols != null) {
        symbols.count(symbol(topic.field(), value));
      }
    }
  }

  private static int symbol(int field, SpecificRecord value) {
    return field < 0 ? 0 : ((Enum<?>) value.get(field)).ordinal();
  }

  /** A custodian said something of an order or a batch; the same again counts again. */
  public void heard(Execution execution) {
    var symbols = executions.get(execution.custodianId());
    if (symbols != null) {
      symbols.count(execution.type().ordinal());
    }
  }

  /** Somebody had a dead letter sent again, which was one for this reason. */
  public void replayed(String reason) {
    replayed.count(replayed.names().indexOf(reason));
  }

  /** The counts of dead letters that were sent again. */
  public List<Count> replayed() {
    return replayed.all(NONE);
  }

  /** The counts of what was said on a topic; none where it is not counted. */
  public List<Count> of(Topic<?> topic) {
    var counted = said.get(topic);
    return counted == null ? List.of() : all(counted.byCustodian());
  }

  /** The counts of what custodians said. */
  public List<Count> executions() {
    return all(executions);
  }

  private static List<Count> all(Map<String, Symbols> byCustodian) {
    var all = new ArrayList<Count>();
    byCustodian.forEach((custodian, symbols) -> all.addAll(symbols.all(custodian)));
    return all;
  }
}
