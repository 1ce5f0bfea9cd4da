package io.evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.CustodianPositions;
import io.evenkeel.schemas.Model;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.Target;
import io.evenkeel.schemas.TargetScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A file of commands")
class ScriptTest {
  private static final Instant NOON = Instant.parse("2020-03-16T16:00:00Z");
  private static final BookFile BOOK =
      BookFile.read(
          """
          {"targets":[{"targetId":"T","firmId":"F-1","version":7,
             "components":[{"kind":"CASH","weight":"1"}]}],
           "accounts":[
             {"accountId":"A-1","firmId":"F-1","advisorId":"adv-1","custodian":"SCHWAB",
              "type":"MARGIN","targetId":"T","rebalancing":true,
              "sleeves":[{"sleeveId":"MANAGED","cash":"10.00"}]},
             {"accountId":"A-2","custodian":"SCHWAB","rebalancing":true,
              "sleeves":[{"sleeveId":"MANAGED","cash":"10.00"}]}]}
          """,
          Instant.EPOCH,
          "SCHWAB");

  private static final RowTimes TIMES =
      new RowTimes(
          ZoneId.of("America/New_York"),
          List.of(
              LocalDate.parse("2020-03-13"),
              LocalDate.parse("2020-03-16"),
              LocalDate.parse("2020-03-17")));
  private static final InputTopics TOPICS = new InputTopics(new TopicNames("", List.of("SCHWAB")));

  @TempDir private Path directory;

  private Script script(String... lines) throws IOException {
    var file = Files.writeString(directory.resolve("commands.jsonl"), String.join("\n", lines));
    return Script.read(file, TIMES, TOPICS, BOOK);
  }

  private <T extends SpecificRecord> T only(Class<T> type, String topic, String key, String value)
      throws IOException {
    var line =
        "{\"at\":\"2020-03-16\",\"topic\":\"%s\",\"key\":\"%s\",\"value\":%s}"
            .formatted(topic, key, value);
    var sent = script("", line).after(1);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).key()).isEqualTo(key);
    return type.cast(sent.get(0).value());
  }

  private static String at(String at) {
    return "{\"at\":\"%s\",\"topic\":\"targets\",\"key\":\"%s\",\"value\":null}".formatted(at, at);
  }

  @Test
  void isSentAfterTheRowOfItsDateOrTheNextOneInTheOrderOfTheFile() throws IOException {
    var script =
        script(
            at("2020-03-17"),
            at("2020-03-14"),
            at("2020-03-16T12:00:01"),
            at("2020-03-16"),
            at("2020-03-16T12:00:00-04:00"),
            at("2020-03-13"));

    assertThat(script.after(0)).extracting(ScriptedRecord::key).containsExactly("2020-03-13");
    assertThat(script.after(1))
        .extracting(ScriptedRecord::key)
        .containsExactly("2020-03-14", "2020-03-16", "2020-03-16T12:00:00-04:00");
    assertThat(script.after(2))
        .extracting(ScriptedRecord::key)
        .containsExactly("2020-03-17", "2020-03-16T12:00:01");
  }

  @Test
  void isGivenWhatAnAccountCommandMayLeaveOut() throws IOException {
    var command =
        only(
            AccountCommand.class,
            "account-commands",
            "A-1",
            "{\"type\":\"SET_REBALANCING\",\"on\":false}");

    assertThat(command.getCommandId()).isEqualTo("line-2");
    assertThat(command.getSentBy()).isEqualTo("backtest");
    assertThat(command.getSentAt()).isEqualTo(NOON);
    assertThat(command.getFirmId()).isEqualTo("F-1");
  }

  @Test
  void keepsWhatACommandSaysItself() throws IOException {
    var command =
        only(
            AccountCommand.class,
            "account-commands",
            "A-1",
            "{\"type\":\"REMOVE_TARGET\",\"commandId\":\"C\",\"sentBy\":\"me\",\"firmId\":\"F-9\"}");

    assertThat(command.getCommandId()).isEqualTo("C");
    assertThat(command.getSentBy()).isEqualTo("me");
    assertThat(command.getFirmId()).isEqualTo("F-9");
  }

  @Test
  void sendsARequestInTheNameOfTheFirmOfItsFirstAccount() throws IOException {
    var submit = "{\"type\":\"SUBMIT\",\"accounts\":[\"A-1\"]}";
    var line =
        "{\"at\":\"2020-03-16\",\"topic\":\"rebalance-commands\",\"key\":\"R\",\"value\":%s}";
    var sent =
        script(
                line.formatted(submit),
                line.formatted("{\"type\":\"APPROVE\"}"),
                line.formatted("{\"type\":\"CANCEL\"}").replace("\"R\"", "\"other\""))
            .after(1);

    assertThat(sent)
        .extracting(record -> ((RebalanceCommand) record.value()).getFirmId())
        .containsExactly("F-1", "F-1", BookFile.DEFAULT_FIRM);
  }

  @Test
  void givesATargetTheNextVersionItsOwnerAndTheTimeOfTheRow() throws IOException {
    var target =
        only(
            Target.class,
            "targets",
            "T",
            "{\"targetId\":\"T\",\"components\":[{\"kind\":\"CASH\",\"weight\":\"1\"}]}");

    assertThat(target.getVersion()).isEqualTo(8);
    assertThat(target.getOwnerFirmId()).isEqualTo("F-1");
    assertThat(target.getCreatedAt()).isEqualTo(NOON);
    assertThat(target.getScope()).isEqualTo(TargetScope.ENTERPRISE);
  }

  @Test
  void understandsTheNamesThatABookUses() throws IOException {
    var model =
        only(Model.class, "models", "M", "{\"holdings\":[{\"symbol\":\"KO\",\"weight\":\"1\"}]}");
    var positions =
        only(
            Positions.class,
            "positions",
            "A-1",
            """
            {"sleeves":[{"sleeveId":"MANAGED","cash":"5.00"},
             {"sleeveId":"M","holdings":[{"symbol":"KO","quantity":"3"}]}]}
            """
                .replace("\n", ""));

    assertThat(model.getHoldings().get(0).getSecurityId()).isEqualTo("KO");
    assertThat(positions.getSleeves().get(0).getSettledCash()).isEqualByComparingTo("5");
    assertThat(positions.getSleeves().get(1).getKind()).isEqualTo(SleeveKind.MODEL);
    assertThat(positions.getSleeves().get(1).getModelId()).isEqualTo("M");
    assertThat(positions.getAsOf()).isEqualTo(NOON);
  }

  @Test
  void owesAVersionToPositionsThatNameNone() throws IOException {
    var line =
        "{\"at\":\"2020-03-16\",\"topic\":\"positions\",\"key\":\"A-1\",\"value\":{%s\"sleeves\":[]}}";
    var sent = script(line.formatted(""), line.formatted("\"version\":9,")).after(1);

    assertThat(sent).extracting(ScriptedRecord::versionOwed).containsExactly(true, false);
  }

  @Test
  void completesAnAccountFromTheBook() throws IOException {
    var account = only(Account.class, "accounts", "A-1", "{\"status\":\"FROZEN\"}");

    assertThat(account.getFirmId()).isEqualTo("F-1");
    assertThat(account.getAdvisorId()).isEqualTo("adv-1");
    assertThat(account.getCustodianId()).isEqualTo("SCHWAB");
    assertThat(account.getType().name()).isEqualTo("MARGIN");
    assertThat(account.getStatus().name()).isEqualTo("FROZEN");
  }

  @Test
  void sendsATombstoneWhereTheValueIsNull() throws IOException {
    var sent = script(at("2020-03-16")).after(1).get(0);

    assertThat(sent.value()).isNull();
    assertThat(sent.to().topic()).isEqualTo(Topics.TARGETS);
  }

  @Test
  void mayWriteToACustodiansTopic() throws IOException {
    var line =
        "{\"at\":\"2020-03-16\",\"topic\":\"execution-results.SCHWAB\",\"key\":\"A-1\","
            + "\"value\":{\"executionId\":\"E\",\"execType\":\"ACK\",\"batchId\":\"B\"}}";

    assertThat(script(line).after(1).get(0).to().name()).isEqualTo("execution-results.SCHWAB");
    assertThat(only(Price.class, "prices", "KO", "{\"price\":\"1.5\"}").getAsOf()).isEqualTo(NOON);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{^at^:^2020-03-16^|line 1: not JSON",
        "[1]|line 1: an object such as",
        "{^at^:^soon^,^topic^:^targets^,^key^:^T^,^value^:null}|line 1, field at: \"soon\" is not a date",
        "{^at^:^2020-03-12^,^topic^:^targets^,^key^:^T^,^value^:null}|line 1, field at: 2020-03-12 is before the first row, 2020-03-13",
        "{^at^:^2020-03-18^,^topic^:^targets^,^key^:^T^,^value^:null}|line 1, field at: 2020-03-18 is after the last row, 2020-03-17",
        "{^at^:^2020-03-16^,^topic^:^target^,^key^:^T^,^value^:null}|line 1, field topic: \"target\" is no topic that can be written to; the nearest one is \"targets\"",
        "{^at^:^2020-03-16^,^topic^:^drift-events^,^key^:^T^,^value^:null}|line 1, field topic: \"drift-events\" is no topic",
        "{^at^:^2020-03-16^,^topic^:^targets^,^value^:null}|line 1, field key: a text was expected",
        "{^at^:^2020-03-16^,^topic^:^targets^,^key^:^T^}|line 1: field value is missing",
        "{^at^:^2020-03-16^,^topic^:^targets^,^key^:^T^,^value^:3}|line 1, field value: an object was expected, not 3",
        "{^at^:^2020-03-16^,^topic^:^targets^,^key^:^T^,^value^:null,^to^:1}|line 1, field to: unknown field \"to\"",
        "{^at^:^2020-03-16^,^topic^:^prices^,^key^:^KO^,^value^:{^price^:^x^}}|line 1, field value.price: a decimal",
        "{^at^:^2020-03-16^,^topic^:^account-commands^,^key^:^A-1^,^value^:{^type^:^JUMP^}}|line 1, field value.type: unknown type \"JUMP\""
      })
  void namesTheLineAndFieldOfItsFirstFault(String line, String sentence) {
    assertThatThrownBy(() -> script(line.replace('^', '"')))
        .isInstanceOf(BacktestFault.class)
        .hasMessageContaining("commands.jsonl")
        .hasMessageContaining(sentence);
  }

  @Test
  void thatCannotBeReadIsNamed() {
    var missing = directory.resolve("missing.jsonl");

    assertThatThrownBy(() -> Script.read(missing, TIMES, TOPICS, BOOK))
        .hasMessage(
            missing + " cannot be read; give a readable file of JSON lines with --commands");
  }

  @Test
  void understandsWhatACustodianSays() throws IOException {
    var said =
        only(
            CustodianPositions.class,
            "custodian-positions",
            "A-1",
            "{\"cash\":\"10.00\",\"holdings\":[{\"symbol\":\"XOM\",\"quantity\":\"3\"}]}");

    assertThat(said.getAsOf()).isEqualTo(NOON);
    assertThat(said.getSettledCash()).isEqualByComparingTo("10");
    assertThat(said.getHoldings().get(0).getSecurityId()).isEqualTo("XOM");
  }
}
