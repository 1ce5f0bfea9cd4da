package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.RecordedStory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("evenkeel explain")
class ExplainCommandTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static RecordedStory story;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void tell() {
    story = RecordedStory.told();
  }

  private static ObjectNode json(IndexedRecord record) {
    return new RecordWriter(NEW_YORK).write(record);
  }

  private int explain(ObjectNode json) {
    return explain(Json.line(json));
  }

  private int explain(String text) {
    try {
      var file = Files.writeString(directory.resolve("record.json"), text);
      return CommandLineInterface.create()
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true))
          .execute("explain", file.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void agreesWithAnEventOfThePipeline() {
    assertThat(explain(json(story.flagged()))).isEqualTo(ExitCodes.DONE);

    assertThat(out.toString())
        .startsWith("FLAGGED event 1 of account A-1")
        .contains("SECURITY:XOM", "MODEL:TECH", "TECH/AAPL", ", ABOVE")
        .endsWith("agrees: its inputs lead to exactly what it says" + System.lineSeparator());
  }

  @Test
  void saysThatAnEventIsComputedFromProvisionalPositions() {
    var event = json(story.flagged());
    ((ObjectNode) event.get("inputs")).putArray("provisionalExecutions").add("E-1").add("E-2");

    assertThat(explain(event)).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString())
        .contains("computed from provisional positions: version 1 with executions E-1, E-2");
  }

  @Test
  void takesTheLineThatConsumePrints() {
    var line = Json.object();
    line.put("key", "A-1").set("value", json(story.flagged()));

    assertThat(explain(line)).isEqualTo(ExitCodes.DONE);
  }

  @Test
  void doesNotAgreeWithAnEventThatWasAltered() {
    var altered = json(story.flagged());
    ((ObjectNode) altered.at("/lines/0")).put("weight", "0.5");

    assertThat(explain(altered)).isEqualTo(ExitCodes.FAILED);
    assertThat(out.toString())
        .contains("The weight of SECURITY:XOM is 0.60", "the event says 0.5000000000")
        .contains("does not agree");
  }

  @Test
  void agreesWithAProposalOfThePipelineAndSaysWhyOfEveryOrder() {
    assertThat(story.proposed().getOrders()).isNotEmpty();

    assertThat(explain(json(story.proposed()))).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString())
        .startsWith("PROPOSED for account A-1 in request R-1 by BEST_FIT")
        .containsPattern(
            "SELL \\d+ XOM at \\$76 for \\$\\d+\\.00 in sleeve MANAGED: SECURITY:XOM weighs 60")
        .containsPattern(
            "BUY \\d+ AAPL at \\$100 for \\$\\d+\\.00 in sleeve TECH: TECH/AAPL weighs ")
        .contains("transfer of $520.00 from sleeve MANAGED to TECH")
        .contains("ACR CHANGE of TECH", "leverage 1 to 1.5, latched on approval: MODEL:TECH weighs")
        .endsWith("agrees: its inputs lead to exactly what it says" + System.lineSeparator());
  }

  @Test
  void doesNotAgreeWithAProposalWhoseQuantityWasAltered() {
    var altered = json(story.proposed());
    ((ObjectNode) altered.at("/orders/0")).put("quantity", "1");

    assertThat(explain(altered)).isEqualTo(ExitCodes.FAILED);
    assertThat(out.toString())
        .contains("The quantity of the order of SECURITY:XOM is", "the proposal says 1.")
        .contains("does not agree");
  }

  @Test
  void doesNotAgreeWithAProposalWhoseInputPriceWasAltered() {
    var altered = json(story.proposed());
    var securities = altered.at("/inputs/securities");
    securities.forEach(
        one -> {
          if (one.get("securityId").textValue().equals("XOM")) {
            ((ObjectNode) one).put("price", "60");
          }
        });

    assertThat(explain(altered)).isEqualTo(ExitCodes.FAILED);
    assertThat(out.toString())
        .contains("The price of the order of SECURITY:XOM is 60, the proposal says 76.")
        .contains("The weight of SECURITY:XOM is");
  }

  @Test
  void doesNotAgreeWithAProposalWhoseInputsWereTakenAway() {
    var altered = json(story.proposed());
    altered.putNull("inputs");

    assertThat(explain(altered)).isEqualTo(ExitCodes.FAILED);
  }

  @Test
  void saysWhyNothingWasBuilt() {
    assertThat(explain(json(story.refused()))).isEqualTo(ExitCodes.DONE);
    assertThat(out.toString())
        .contains("FAILED with ALREADY_PENDING for account A-1 in request R-2")
        .contains("Nothing was built");
  }

  @Test
  void namesTheFieldThatItCannotRead() {
    var altered = json(story.proposed());
    ((ObjectNode) altered.at("/orders/0")).put("quantity", "many");

    assertThat(explain(altered)).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("quantity").contains("record.json");
    assertThat(explain("{")).isEqualTo(ExitCodes.WRONG_USAGE);
  }
}
