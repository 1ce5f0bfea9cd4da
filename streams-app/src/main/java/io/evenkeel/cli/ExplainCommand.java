package io.evenkeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Keys;
import io.evenkeel.core.approval.Rebuild;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.drift.Recompute;
import io.evenkeel.core.drift.Side;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import io.evenkeel.json.RecordReader;
import io.evenkeel.pipeline.wire.DriftWire;
import io.evenkeel.pipeline.wire.ProposalWire;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recomputes a drift event, or a proposal, from the inputs that it carries. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Recomputes a drift event or a proposal from the inputs that it carries, and says",
      "whether it agrees. The file holds one such record, as consume or a backtest writes it.",
      "Exit code 0 where it agrees, 1 where it does not."
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "EVENT.json", description = "The file.")
  private Path file;

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var json = record();
    try {
      return json.has("builtAt") ? explainProposal(json) : explainEvent(json);
    } catch (JsonFault fault) {
      throw new UsageException("%s, field %s: %s".formatted(file, fault.field(), fault.sentence()));
    }
  }

  /** The record itself, or the value of a line that consume printed. */
  private JsonNode record() {
    try {
      var json = Json.tree(Files.readString(file));
      return json.path("value").isObject() ? json.get("value") : json;
    } catch (IOException e) {
      throw new UsageException("%s cannot be read; give a readable file".formatted(file));
    } catch (JsonFault fault) {
      throw new UsageException("%s is %s".formatted(file, fault.sentence()));
    }
  }

  private RecordReader reader() {
    return new RecordReader(settings.read().get(Keys.DAY_ZONE), Map.of());
  }

  private int explainEvent(JsonNode json) {
    var event = DriftWire.read(reader().read(io.evenkeel.schemas.DriftEvent.class, json));
    var answer = Recompute.answer(event);
    say(
        "%s event %d of account %s, %s"
            .formatted(event.kind(), event.sequence(), event.subject().accountId(), event.at()));
    if (answer instanceof Recompute.Answer.Agrees agrees) {
      agrees.judgement().lines().forEach(this::line);
      say("agrees: its inputs lead to exactly what it says");
      return ExitCodes.DONE;
    }
    if (answer instanceof Recompute.Answer.Differs differs) {
      differs.sentences().forEach(this::say);
      say("does not agree: its inputs lead elsewhere");
      return ExitCodes.FAILED;
    }
    say(((Recompute.Answer.NothingToCompute) answer).sentence());
    return ExitCodes.DONE;
  }

  private int explainProposal(JsonNode json) {
    var record = reader().read(io.evenkeel.schemas.TradeProposal.class, json);
    say(
        "%s for account %s of request %s, %s"
            .formatted(
                record.getResult(),
                record.getAccountId(),
                record.getRequestId(),
                record.getBuiltAt()));
    var inputs = ProposalWire.inputs(record);
    if (inputs == null || record.getResult() != io.evenkeel.schemas.ProposalResult.PROPOSED) {
      say("nothing was proposed, so there is nothing to build again");
      return ExitCodes.DONE;
    }
    var differences = Rebuild.differences(ProposalWire.read(record), inputs);
    differences.forEach(this::say);
    say(
        differences.isEmpty()
            ? "agrees: its inputs lead to exactly what it says"
            : "does not agree: its inputs lead elsewhere");
    return differences.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void line(Line line) {
    var high = line.band().high();
    say(
        "  %-24s %10s against %s, band %s to %s%s"
            .formatted(
                line.name(),
                percent(line.weight()),
                percent(line.band().target()),
                percent(line.band().low()),
                high == null ? "no limit" : percent(high),
                line.side() == Side.NONE ? "" : ", " + line.side()));
  }

  private static String percent(io.evenkeel.core.money.Rational weight) {
    return weight
            .times(io.evenkeel.core.money.Rational.of(100))
            .toDecimal(4, RoundingMode.HALF_EVEN)
            .toPlainString()
        + " %";
  }

  private void say(String sentence) {
    spec.commandLine().getOut().println(sentence);
    spec.commandLine().getOut().flush();
  }
}
