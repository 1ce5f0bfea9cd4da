package io.evenkeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Keys;
import io.evenkeel.core.account.RecomputeProposal;
import io.evenkeel.core.drift.DriftEvent;
import io.evenkeel.core.drift.Recompute;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import io.evenkeel.json.RecordReader;
import io.evenkeel.pipeline.wire.DriftWire;
import io.evenkeel.pipeline.wire.ProposalWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Recomputes a drift event or a proposal from the inputs that it carries. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Recomputes a drift event or a trade proposal from the inputs that it carries.",
      "It says whether the record agrees: of an event every line, of a proposal every order with the"
          + " line that asked for it. The file holds one such record, as consume or a backtest writes it.",
      "Exit code 0 where it agrees, 1 where it does not."
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "EVENT.json", description = "The file: a drift event or a proposal.")
  private Path file;

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var json = record();
    try {
      return json.has("result") ? explainProposal(json) : explainEvent(json);
    } catch (JsonFault fault) {
      throw new UsageException("%s, field %s: %s".formatted(file, fault.field(), fault.sentence()));
    }
  }

  /** The record itself, or the value of a line that consume printed. */
  private JsonNode record() {
    try {
      var json = Json.tree(Files.readString(file));
      if (!json.isObject()) {
        throw new UsageException(
            "%s holds no record; give a drift event or a proposal, as consume prints it"
                .formatted(file));
      }
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
    sayProvisional(event);
    if (answer instanceof Recompute.Answer.Agrees agrees) {
      agrees.judgement().lines().forEach(line -> say(LineWords.row(line)));
      return agrees();
    }
    if (answer instanceof Recompute.Answer.Differs differs) {
      return differs(differs.sentences());
    }
    say(((Recompute.Answer.NothingToCompute) answer).sentence());
    return ExitCodes.DONE;
  }

  private void sayProvisional(DriftEvent event) {
    var inputs = event.inputs();
    if (inputs != null && !inputs.provisional().isEmpty()) {
      say(
          "computed from provisional positions: version %s with executions %s, which it does not cover"
              .formatted(inputs.positionsVersion(), String.join(", ", inputs.provisional())));
    }
  }

  private int explainProposal(JsonNode json) {
    var proposal =
        ProposalWire.readBuilt(reader().read(io.evenkeel.schemas.TradeProposal.class, json));
    var answer = RecomputeProposal.answer(proposal);
    ProposalWords.of(proposal).forEach(this::say);
    if (answer instanceof RecomputeProposal.Answer.Agrees) {
      return agrees();
    }
    if (answer instanceof RecomputeProposal.Answer.Differs differs) {
      return differs(differs.sentences());
    }
    say(((RecomputeProposal.Answer.NothingToCompute) answer).sentence());
    return ExitCodes.DONE;
  }

  private int agrees() {
    say("agrees: its inputs lead to exactly what it says");
    return ExitCodes.DONE;
  }

  private int differs(List<String> sentences) {
    sentences.forEach(this::say);
    say("does not agree: its inputs lead elsewhere");
    return ExitCodes.FAILED;
  }

  private void say(String sentence) {
    spec.commandLine().getOut().println(sentence);
    spec.commandLine().getOut().flush();
  }
}
