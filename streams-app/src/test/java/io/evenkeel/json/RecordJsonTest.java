package io.evenkeel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.TradeLogic;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Records as JSON")
class RecordJsonTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Map<String, JsonNode> ENVELOPE =
      Map.of(
          "commandId", TextNode.valueOf("C-1"),
          "sentBy", TextNode.valueOf("advisor-7"),
          "sentAt", TextNode.valueOf("2026-11-20T12:00:00"),
          "firmId", TextNode.valueOf("FIRM"));

  private final RecordReader reader = new RecordReader(NEW_YORK, ENVELOPE);

  @Test
  void readACommandWhosePayloadStandsBesideItsType() {
    var command =
        reader.read(
            RebalanceCommand.class,
            Json.tree("{\"type\":\"SUBMIT\",\"accounts\":[\"A-1\"],\"tradeLogic\":\"BEST_FIT\"}"));

    assertThat(command.getSubmit().getAccounts()).containsExactly("A-1");
    assertThat(command.getSubmit().getTradeLogic()).isEqualTo(TradeLogic.BEST_FIT);
    assertThat(command.getApprove()).isNull();
    assertThat(command.getSentAt()).isEqualTo(Instant.parse("2026-11-20T17:00:00Z"));
  }

  @Test
  void comeBackAsTheyWereWritten() {
    var text =
        "{\"type\":\"OPENING_STATE\",\"targetId\":\"GROWTH\",\"rebalancing\":true,"
            + "\"established\":true,\"leverage\":{\"TECH\":\"1.5\"}}";
    var command = reader.read(AccountCommand.class, Json.tree(text));

    var json = new RecordWriter(NEW_YORK).write(command);

    assertThat(json.at("/leverage/TECH").textValue()).isEqualTo("1.5");
    assertThat(json.get("sentAt").textValue()).isEqualTo("2026-11-20T12:00:00-05:00");
    assertThat(reader.read(AccountCommand.class, json)).isEqualTo(command);
  }

  @Test
  void showMoneyWithTwoDecimalsAndQuantitiesWithoutTrailingZeros() {
    var text =
        "{\"version\":1,\"asOf\":\"2026-11-20T12:00:00Z\",\"sleeves\":[{\"sleeveId\":\"MANAGED\","
            + "\"kind\":\"MANAGED\",\"settledCash\":\"5000\",\"holdings\":"
            + "[{\"securityId\":\"XOM\",\"quantity\":\"120.500000\"}]}]}";
    var json = new RecordWriter(NEW_YORK).write(reader.read(Positions.class, Json.tree(text)));

    assertThat(json.at("/sleeves/0/settledCash").textValue()).isEqualTo("5000.00");
    assertThat(json.at("/sleeves/0/holdings/0/quantity").textValue()).isEqualTo("120.5");
  }

  @Test
  void answerAnUnknownFieldWithTheNearestKnownOne() {
    assertThatThrownBy(
            () ->
                reader.read(
                    RebalanceCommand.class, Json.tree("{\"type\":\"SUBMIT\",\"acounts\":[]}")))
        .hasMessage("unknown field \"acounts\"; the nearest known one is \"accounts\"");
  }

  @Test
  void answerAnUnknownTypeWithThoseThatThereAre() {
    assertThatThrownBy(
            () -> reader.read(RebalanceCommand.class, Json.tree("{\"type\":\"SUBMITT\"}")))
        .hasMessage("unknown type \"SUBMITT\"; it is one of [SUBMIT, APPROVE, CANCEL]");
  }

  @Test
  void nameTheFieldOfANumberWithTooManyDecimals() {
    var text =
        "{\"type\":\"ALLOCATE_SLEEVE\",\"requestId\":\"R-2\",\"modelId\":\"TECH\","
            + "\"amount\":\"1.00001\"}";

    assertThatThrownBy(() -> reader.read(AccountCommand.class, Json.tree(text)))
        .isInstanceOfSatisfying(
            JsonFault.class,
            fault -> {
              assertThat(fault.field()).isEqualTo("amount");
              assertThat(fault).hasMessage("1.00001 has more than 4 decimals");
            });
  }

  @Test
  void refuseAFieldThatStandsTwice() {
    assertThatThrownBy(() -> Json.tree("{\"a\":1,\n\"a\":2}")).hasMessageContaining("line 2");
  }

  @Test
  void findTheLineOfAFault() {
    var text = "{\n \"accounts\": [\n  {\"type\": \"CASH\"},\n  {\"type\": 7}\n ]\n}";

    assertThat(Json.lineOf(text, "/accounts/1/type")).isEqualTo(4);
  }
}
