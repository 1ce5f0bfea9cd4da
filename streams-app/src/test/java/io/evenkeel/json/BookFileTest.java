package io.evenkeel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.schemas.SleeveKind;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A book file")
class BookFileTest {
  private static final Instant AT = Instant.parse("2026-11-20T17:00:00Z");

  private static final String BOOK =
      """
      {"securities":[{"symbol":"AAPL","fractionable":false}],
       "models":[{"modelId":"TECH","version":1,"holdings":[{"symbol":"AAPL","weight":"0.60"}]}],
       "targets":[{"targetId":"GROWTH","version":1,"scope":"ENTERPRISE","components":[
          {"kind":"SECURITY","ref":"XOM","weight":"0.28","threshold":{"relative":"0.20"}},
          {"kind":"MODEL","ref":"TECH","weight":"0.70","leverage":"1.5"},
          {"kind":"CASH","weight":"0.02","threshold":{"absolute":"0.02"},"triggers":true}]}],
       "accounts":[{"accountId":"A-1","custodian":"SCHWAB","type":"MARGIN","marginEnabled":true,
          "targetId":"GROWTH","rebalancing":true,"established":true,
          "sleeves":[{"sleeveId":"MANAGED","kind":"MANAGED","cash":"2000.00",
             "holdings":[{"symbol":"XOM","quantity":"310","lots":[]}]},
            {"sleeveId":"TECH","kind":"MODEL","modelId":"TECH","effectiveLeverage":"1.0",
             "cash":"3500.00","holdings":[{"symbol":"AAPL","quantity":"120.5"}]}]}]}
      """;

  @Test
  void givesSecuritiesModelsTargetsAccountsPositionsAndOpeningStates() {
    var book = read(BOOK);

    assertThat(book.securities()).containsOnlyKeys("AAPL");
    assertThat(book.models().get("TECH").getHoldings().get(0).getSecurityId()).isEqualTo("AAPL");
    assertThat(book.targets().get("GROWTH").getComponents()).hasSize(3);
    assertThat(book.accounts().get("A-1").getCustodianId()).isEqualTo("SCHWAB");
    assertThat(book.positions().get("A-1").getSleeves().get(1).getKind())
        .isEqualTo(SleeveKind.MODEL);
    assertThat(book.openings().get("A-1").getOpeningState().getLeverage()).containsKey("TECH");
    assertThat(book.openings().get("A-1").getOpeningState().getEstablished()).isTrue();
  }

  @Test
  void ownsModelsAndTargetsThatNameNoFirmByTheFirmOfAllItsAccounts() {
    var ofOneFirm = read(BOOK.replace("\"custodian\"", "\"firmId\":\"F-1\",\"custodian\""));

    assertThat(ofOneFirm.models().get("TECH").getOwnerFirmId()).isEqualTo("F-1");
    assertThat(ofOneFirm.targets().get("GROWTH").getOwnerFirmId()).isEqualTo("F-1");
    assertThat(read(BOOK).targets().get("GROWTH").getOwnerFirmId())
        .isEqualTo(BookFile.DEFAULT_FIRM);
  }

  @Test
  void givesWhatACustodianSaysWhereItSaysSomething() {
    var said =
        "\"custodianPositions\":{\"cash\":\"5500.00\",\"holdings\":[{\"symbol\":\"XOM\",\"quantity\":\"310\"}]},";
    var book =
        read(
            BOOK.replace(
                "\"targetId\":\"GROWTH\",\"rebalancing\"",
                said + "\"targetId\":\"GROWTH\",\"rebalancing\""));

    var positions = book.custodianPositions().get("A-1");
    assertThat(positions.getAsOf()).isEqualTo(AT);
    assertThat(positions.getSettledCash()).isEqualByComparingTo("5500");
    assertThat(positions.getHoldings().get(0).getSecurityId()).isEqualTo("XOM");
    assertThat(read(BOOK).custodianPositions()).isEmpty();
  }

  @Test
  void namesLineAndFieldOfAnError() {
    assertThatThrownBy(() -> read(BOOK.replace("\"310\"", "\"many\"")))
        .isInstanceOf(JsonFault.class)
        .hasMessage(
            "line 10, field accounts[0].sleeves[0].holdings[0].quantity:"
                + " a decimal such as \"0.25\" was expected, not \"many\"");
  }

  @Test
  void namesLineAndFieldOfAnUnknownField() {
    assertThatThrownBy(() -> read(BOOK.replace("\"marginEnabled\"", "\"marginEnable\"")))
        .hasMessage(
            "line 7, field accounts[0].marginEnable:"
                + " unknown field \"marginEnable\"; the nearest known one is \"marginEnabled\"");
  }

  @Test
  void namesTheLineOfTextThatIsNotJson() {
    assertThatThrownBy(() -> read(BOOK.replace("\"established\":true,", "\"established\":true")))
        .hasMessageContaining("line 9");
  }

  @Test
  void refusesAnAccountThatStandsTwice() {
    var account = "{\"accountId\":\"A-1\",\"sleeves\":[]}";

    assertThatThrownBy(() -> read("{\"accounts\":[" + account + "," + account + "]}"))
        .hasMessageContaining("A-1 stands twice");
  }

  @Test
  void refusesASectionThatNobodyKnows() {
    assertThatThrownBy(() -> read("{\"account\":[]}")).hasMessageContaining("\"accounts\"");
  }

  private static BookFile read(String text) {
    return BookFile.read(text, AT, "SCHWAB");
  }
}
