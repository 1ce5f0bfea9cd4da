package io.evenkeel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.CorporateAction;
import io.evenkeel.schemas.CustodianPositions;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.Restrictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The JSON that the docs show")
class DocumentedJsonTest {
  private static final String SENT_AT = "2026-11-20T17:00:00Z";
  private static final Pattern COMMAND = Pattern.compile("^\\| `(\\{.*?})` \\|", Pattern.MULTILINE);
  private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  private static final Map<String, Class<? extends SpecificRecord>> TYPES =
      Map.of(
          "restrictions", Restrictions.class,
          "custodian-positions", CustodianPositions.class,
          "controls", Control.class,
          "corporate-actions", CorporateAction.class,
          "account-commands", AccountCommand.class,
          "rebalance-commands", RebalanceCommand.class,
          "market-commands", MarketCommand.class);

  @ParameterizedTest
  @CsvSource({
    "restrictions,3",
    "custodian-positions,2",
    "controls,2",
    "corporate-actions,3",
    "account-commands,17",
    "rebalance-commands,4",
    "market-commands,1"
  })
  void ofEveryCommandIsOneThatCanBeSent(String topic, int commands) throws IOException {
    var shown = commands(topic);

    assertThat(shown).hasSize(commands);
    assertThat(shown)
        .allSatisfy(
            text ->
                assertThatCode(() -> reader().read(TYPES.get(topic), Json.tree(text)))
                    .doesNotThrowAnyException());
  }

  @Test
  void ofABookIsOneThatCanBeImported() throws IOException {
    var block = BLOCK.matcher(page("book.md"));

    assertThat(block.find()).isTrue();
    var book = BookFile.read(block.group(1), Instant.parse(SENT_AT), "SCHWAB");
    assertThat(book.accounts()).containsOnlyKeys("A-1");
    assertThat(book.targets()).containsOnlyKeys("GROWTH");
    assertThat(book.restrictions().get("A-1").getRestrictions()).hasSize(2);
    assertThat(book.custodianPositions().get("A-1").getHoldings()).hasSize(2);
  }

  private static List<String> commands(String topic) throws IOException {
    var section = page("commands.md").split("## `" + topic + "`", 2)[1].split("\n## ", 2)[0];
    return COMMAND.matcher(section).results().map(match -> match.group(1)).toList();
  }

  private static RecordReader reader() {
    var envelope =
        Map.<String, JsonNode>of(
            "commandId", TextNode.valueOf("C-1"),
            "sentBy", TextNode.valueOf("docs"),
            "sentAt", TextNode.valueOf(SENT_AT));
    return new RecordReader(ZoneOffset.UTC, envelope);
  }

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("..", "docs", name));
  }
}
