package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.changed;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An advisory")
class AdvisoriesTest {
  /** Exposure 12,000 and a debit of 8,000. */
  private static Story indebted(String maintenanceMargin) {
    var story = Story.begun();
    story.boards.target("ALL", security("AAA", "1"));
    story.account(
        changed("F-1", AccountType.MARGIN, true, maintenanceMargin, "USD", AccountStatus.ACTIVE));
    story.settings =
        new AccountSettings(
            story.settings.drift(),
            story.settings.build(),
            story.settings.calendars(),
            story.settings.maxPriceMove(),
            story.settings.maintenanceMargin(),
            story.settings.custodianMargins(),
            Money.of("10000"),
            story.settings.unacknowledgedAfter(),
            story.settings.waitForAccount(),
            story.settings.tax());
    story.positions(List.of(managed("-8000", "AAA 120")));
    story.command(new Ask.OpeningState("ALL", true, true, new TreeMap<>()));
    return story;
  }

  private static Story levered(String configured, String effective) {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 1");
    story.boards.target("LEVERED", model("TECH", "1", configured));
    story
        .account(Story.ACCOUNT)
        .positions(List.of(managed("0"), following("TECH", "-5000", "AAA 150")));
    var leverage = new TreeMap<>(Map.of("TECH", Leverage.of(effective)));
    story.command(new Ask.OpeningState("LEVERED", true, true, leverage));
    return story.judged();
  }

  @Test
  void marginCallIsNotRaisedWhereEquityCoversMaintenance() {
    assertThat(indebted("0.25").judged().advisories()).isEmpty();
  }

  @Test
  void marginCallNamesWhatIsMissing() {
    var story = indebted("0.40").judged();

    assertThat(story.advisories()).containsExactly("+MARGIN_CALL");
    assertThat(story.said(Output.AdvisoryChanged.class).get(0).advisory().amount())
        .isEqualTo(Money.of("800"));
  }

  @Test
  void marginCallIsClearedOnceEquityCoversMaintenance() {
    var story = indebted("0.40").judged().forgotten();

    // Exposure 13,333.20 asks for 5,333.28 of the 5,333.20 that are there.
    story.boards.price("AAA", "111.11");
    story.judged();
    assertThat(story.advisories()).isEmpty();

    // Exposure 13,333.3333…: prices have six decimals, so a hair above.
    story.boards.price("AAA", "111.111112");
    story.judged();
    assertThat(story.advisories()).containsExactly("-MARGIN_CALL");
  }

  @Test
  void marginCallIsNotRaisedAgainByEveryPrice() {
    var story = indebted("0.40").judged().forgotten();

    story.boards.price("AAA", "99");
    story.judged();

    assertThat(story.advisories()).isEmpty();
  }

  @Test
  void marginCallIsRaisedWhereEquityIsGoneAndTheAccountUncheckable() {
    var story = indebted("0.25");

    story.boards.price("AAA", "50");
    story.judged();

    assertThat(story.status().status()).isEqualTo(MonitoringStatus.UNCHECKABLE);
    assertThat(story.advisories()).containsExactly("+MARGIN_CALL");
    assertThat(story.said(Output.AdvisoryChanged.class).get(0).advisory().amount())
        .isEqualTo(Money.of("3500"));
  }

  @Test
  void marginCallStandsWhileNobodyCanTell() {
    var story = indebted("0.40").judged().forgotten();

    story.boards.withoutPrice("AAA");
    story.judged();

    assertThat(story.advisories()).isEmpty();
    assertThat(story.book.raised()).hasSize(1);
  }

  @Test
  void marginCallFollowsTheCustodianWhereTheAccountSaysNothing() {
    var story = indebted(null);
    story.settings =
        new AccountSettings(
            story.settings.drift(),
            story.settings.build(),
            story.settings.calendars(),
            story.settings.maxPriceMove(),
            story.settings.maintenanceMargin(),
            Map.of("SCHWAB", GivenWeight.of("0.40")),
            story.settings.negativeCashFrom(),
            story.settings.unacknowledgedAfter(),
            story.settings.waitForAccount(),
            story.settings.tax());

    assertThat(story.judged().advisories()).containsExactly("+MARGIN_CALL");
  }

  @Test
  void negativeManagedCashIsRaisedBelowItsThresholdAndClearedAtIt() {
    var story = Story.begun();
    story.boards.target("ALL", security("AAA", "1"));
    story.opened("ALL", List.of(managed("-0.01", "AAA 100")));
    assertThat(story.advisories()).containsExactly("+NEGATIVE_MANAGED_CASH");

    story.positions(List.of(managed("0", "AAA 100"))).judged();

    assertThat(story.advisories())
        .containsExactly("+NEGATIVE_MANAGED_CASH", "-NEGATIVE_MANAGED_CASH");
  }

  @Test
  void noTargetHeldToCashStandsWhileNoTargetIsAssigned() {
    var story = Story.begun().opened(null, List.of(managed("1000")));
    assertThat(story.advisories()).containsExactly("+NO_TARGET_HELD_TO_CASH");

    story.boards.target("CASH", cash("1"));
    story.assign("CASH").judged();

    assertThat(story.advisories())
        .containsExactly("+NO_TARGET_HELD_TO_CASH", "-NO_TARGET_HELD_TO_CASH");
  }

  @Test
  void leveragePendingStandsWhileConfiguredAndEffectiveDiffer() {
    var story = levered("1.5", "1.2");

    var raised = story.said(Output.AdvisoryChanged.class).get(0).advisory();
    assertThat(raised.key()).isEqualTo(new Advisory.Key(AdvisoryCode.LEVERAGE_PENDING, "TECH"));
    assertThat(raised.sentence())
        .isEqualTo("Sleeve TECH is configured at leverage 1.5 and judged at 1.2.");

    story.boards.target("LEVERED", model("TECH", "1", "1.2"));
    story.judged();
    assertThat(story.advisories()).containsExactly("+LEVERAGE_PENDING", "-LEVERAGE_PENDING");
  }

  @Test
  void leveragePendingIsRaisedAgainWhenItSaysSomethingElse() {
    var story = levered("1.5", "1.2").forgotten();

    story.boards.target("LEVERED", model("TECH", "1", "1.4"));
    story.judged();

    assertThat(story.advisories()).containsExactly("+LEVERAGE_PENDING");
  }

  @Test
  void leveragePendingIsNotRaisedForASleeveThatIsYetToBeOpened() {
    var story = Story.begun();
    story.boards.model("TECH", "AAA 1");
    story.boards.target("LEVERED", model("TECH", "1", "1.5"));

    story.opened("LEVERED", List.of(managed("1000")));

    assertThat(story.advisories()).isEmpty();
  }

  @Test
  void marginNotEnabledStandsWhileTheTargetIsLeveredAndTheAccountMayNotBorrow() {
    var story = levered("1.5", "1.5").forgotten();

    story
        .account(changed("F-1", AccountType.MARGIN, false, null, "USD", AccountStatus.ACTIVE))
        .judged();
    assertThat(story.advisories()).containsExactly("+MARGIN_NOT_ENABLED");

    story.account(Story.ACCOUNT).judged();
    assertThat(story.advisories()).containsExactly("+MARGIN_NOT_ENABLED", "-MARGIN_NOT_ENABLED");
  }

  @Test
  void ofAMonitoredAccountIsClearedWhenMonitoringStops() {
    var story = levered("1.5", "1.2").forgotten();

    story.rebalancing(false).judged();

    assertThat(story.advisories()).containsExactly("-LEVERAGE_PENDING");
    assertThat(story.book.raised()).isEmpty();
  }

  @Test
  void saysWhatToDo() {
    var story = levered("1.5", "1.2");

    assertThat(story.said(Output.AdvisoryChanged.class))
        .allSatisfy(a -> assertThat(a.advisory().whatToDo()).isNotBlank());
  }
}
