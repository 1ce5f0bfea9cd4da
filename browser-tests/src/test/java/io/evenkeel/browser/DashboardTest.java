package io.evenkeel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The dashboard")
class DashboardTest {
  private static final int MANY = 10_000;

  /** What the fixture says while it fails. */
  private static final String FAULT = "This is a fault of ours; the log says more.";

  private static Chromium chromium;
  private FixtureDesk desk;
  private FixtureServer server;
  private Visit visit;

  @BeforeAll
  static void startChromium() throws Exception {
    chromium = Chromium.start();
    Visit.directoryForFigures();
  }

  @AfterAll
  static void endChromium() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void leave() {
    // The reader leaves before the server does, or what it still fetches would be a fault.
    try {
      visit.close();
    } finally {
      server.close();
    }
  }

  private Page desktop(int accounts, String route) {
    serve(accounts);
    visit = Visit.desktop(chromium.browser(), server.url(), ColorScheme.LIGHT);
    return visit.open(route);
  }

  private void serve(int accounts) {
    desk = new FixtureDesk(accounts);
    server = new FixtureServer(desk);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator row(Page page, String accountId) {
    return page.locator(".list-body .row[data-id='" + accountId + "']");
  }

  @Test
  void saysOfEveryAccountWhyItIsThere() {
    var page = desktop(8, "/");

    assertThat(row(page, "A-4")).containsText("XOM 34.11 % against 28.00 %");
    assertThat(row(page, "A-4"))
        .containsText("▲ above · +6.11 pp · band 22.40 %–33.60 % · also AAPL in TECH");
    assertThat(row(page, "A-2")).containsText("Cash 0.41\u00a0%");
    assertThat(row(page, "A-3")).containsText("Rebalancing was switched on");
    assertThat(page.locator("#pulse")).hasText("Live");
  }

  @Test
  void filtersByTile() {
    var page = desktop(40, "/");
    assertThat(page.locator(".title")).containsText("40 accounts");

    page.locator("[data-tile=HIGH_CASH]").click();

    assertThat(page.locator(".title")).containsText("10 accounts");
    assertThat(page.locator("[data-tile=HIGH_CASH]")).hasAttribute("aria-pressed", "true");
    assertThat(page.locator("[data-tile=LOW_CASH] .figure")).hasText("10");
    page.getByPlaceholder("Account, advisor, target or line").fill("A-13");
    assertThat(page.locator(".list-body .row")).hasCount(1);
  }

  @Test
  void scrollsTenThousandAccountsOfWhichOnlyThoseInSightExist() {
    var page = desktop(MANY, "/");
    assertThat(page.locator(".title")).hasText(Pattern.compile("10,000 accounts$"));

    var longestFrame = (Integer) page.evaluate(SCROLL_TO_THE_END);

    assertThat(page.locator(".list-body .row").count()).isLessThan(60);
    assertThat(page.locator(".list-body .row[aria-rowindex='10001']")).isInViewport();
    System.out.println("10,000 rows: longest frame while scrolling " + longestFrame + " ms");
    assertThat(longestFrame).isLessThan(5_000);
  }

  /** A hundred steps from top to bottom; the longest time that one frame took. */
  private static final String SCROLL_TO_THE_END =
      """
      () => new Promise((resolve) => {
        const height = document.documentElement.scrollHeight;
        let step = 0, longest = 0, before = performance.now();
        const frame = (now) => {
          longest = Math.max(longest, now - before);
          before = now;
          if (++step > 101) return resolve(Math.round(longest));
          scrollTo(0, (height * step) / 100);
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      })
      """;

  @Test
  void saysThatEveryAccountIsWithinItsBands() {
    var page = desktop(0, "/");

    assertThat(page.getByText("Every account is within its bands")).isVisible();
    visit.picture("empty");
  }

  @Test
  void saysWhyTheQueueCannotBeShownAndTriesAgain() {
    serve(3);
    desk.fail(true);
    visit = Visit.desktop(chromium.browser(), server.url(), ColorScheme.LIGHT);
    var page = visit.open("/");
    assertThat(page.getByText(FAULT)).isVisible();

    desk.fail(false);
    button(page, "Try again").click();

    assertThat(page.locator(".list-body .row")).hasCount(3);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"/pending", "/history", "/requests/R-1"})
  void saysWhyAListCannotBeShownAndTriesAgain(String route) {
    serve(5);
    desk.fail(true);
    visit = Visit.desktop(chromium.browser(), server.url(), ColorScheme.LIGHT);
    var page = visit.open(route);
    assertThat(page.getByText(FAULT)).isVisible();

    desk.fail(false);
    button(page, "Try again").click();

    assertThat(page.getByText(FAULT)).hasCount(0);
    assertThat(page.locator("main")).containsText("R-");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"/accounts/A-1", "/market", "/operations"})
  void saysWhyWhatItFollowsCannotBeShownAndGoesOnByItself(String route) {
    serve(5);
    desk.fail(true);
    visit = Visit.desktop(chromium.browser(), server.url(), ColorScheme.LIGHT);
    var page = visit.open(route);
    assertThat(page.getByText(FAULT).first()).isVisible();

    desk.fail(false);

    assertThat(page.locator("main .figures").first()).isVisible();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/pending,Nothing waits for approval",
    "/history,Nothing has ended yet",
    "/market,No security is known yet",
    "/operations,No dead letters",
    "/submit,No account is chosen"
  })
  void saysThatThereIsNothingToShow(String route, String sentence) {
    serve(0);
    desk.hasNothing();
    visit = Visit.desktop(chromium.browser(), server.url(), ColorScheme.LIGHT);
    var page = visit.open(route);

    assertThat(page.getByText(sentence)).isVisible();
    assertThat(page.locator(".shimmer")).hasCount(0);
  }

  @Test
  void bringsAnAccountThatIsFlaggedIntoTheQueueByItself() {
    var page = desktop(3, "/");
    assertThat(page.locator(".list-body .row")).hasCount(3);
    assertThat(page.locator("#pulse")).hasText("Live");
    var flagged = FixtureBook.row(77);

    var toldAt = System.nanoTime();
    server.tell("account-status", "A-77", FixtureBook.status(flagged));

    assertThat(row(page, "A-77")).isVisible();
    System.out.printf("event to row: %d ms%n", (System.nanoTime() - toldAt) / 1_000_000);
    var cleared = FixtureBook.status(flagged);
    cleared.putNull("stage");
    server.tell("account-status", "A-77", cleared);
    assertThat(row(page, "A-77")).hasCount(0);
  }

  @Test
  void tellsThatTheConnectionIsLostAndResumesWhereItWas() {
    var page = desktop(3, "/");
    assertThat(page.locator("#pulse")).hasText("Live");
    assertThat(page.locator(".list-body .row")).hasCount(3);
    server.tell("account-status", "A-50", FixtureBook.status(FixtureBook.row(50)));
    assertThat(row(page, "A-50")).isVisible();

    server.goAway();
    assertThat(page.getByText("The connection is lost.")).isVisible();
    assertThat(page.locator(".list-body .row")).hasCount(4);
    visit.picture("connection-lost");

    server.tell("account-status", "A-51", FixtureBook.status(FixtureBook.row(51)));
    server.comeBack();
    assertThat(page.locator("#pulse")).hasText("Live");
    assertThat(page.getByText("The connection is lost.")).isHidden();
    assertThat(server.resumedAfter()).contains("1");
  }

  @Test
  void loadsAgainWhatItHadLoadedBeforeEventsWereFollowed() {
    serve(3);
    server.holdStreams();
    visit = Visit.desktop(chromium.browser(), server.url(), ColorScheme.LIGHT);
    var page = visit.open("/");
    assertThat(page.locator(".list-body .row")).hasCount(3);
    assertThat(page.locator("#pulse")).hasText("Connecting…");

    desk.holds(4);
    server.letStreamsGo();

    assertThat(page.locator(".list-body .row")).hasCount(4);
    assertThat(page.locator("#pulse")).hasText("Live");
  }

  @Test
  void loadsAnewWhereTheServerDoesNotKnowWhatItSawLast() {
    var page = desktop(3, "/");
    assertThat(page.locator("#pulse")).hasText("Live");
    assertThat(page.locator(".list-body .row")).hasCount(3);
    server.tell("account-status", "A-50", FixtureBook.status(FixtureBook.row(50)));
    assertThat(row(page, "A-50")).isVisible();

    server.goAway();
    assertThat(page.getByText("The connection is lost.")).isVisible();
    desk.holds(2);
    server.isMadeAnew();
    server.comeBack();

    assertThat(page.locator(".list-body .row")).hasCount(2);
    assertThat(page.locator("#pulse")).hasText("Live");
    assertThat(page.getByText("The connection is lost.")).isHidden();
  }

  @Test
  void keepsWhatWasHeardWhileItLoadedAnOlderList() {
    var page = desktop(3, "/pending");
    assertThat(page.locator("#pulse")).hasText("Live");
    assertThat(page.locator("[data-request=R-1]")).isVisible();
    desk.holdAnswers();
    page.evaluate("location.hash = '/history'");
    page.evaluate("location.hash = '/pending'");
    desk.awaitHeldAnswer();

    // Whatever is heard has the page count anew, so that request says that it was.
    page.waitForRequest(
        request -> request.url().contains("status=PENDING_APPROVAL"),
        () -> server.tell("rebalance-history", "R-9", desk.waiting("R-9")));
    desk.letAnswersGo();

    assertThat(page.locator("[data-request=R-1]")).isVisible();
    assertThat(page.locator("[data-request=R-9]")).isVisible();
  }

  @Test
  void showsTheFirstTwentyThousandOfALargerQueueAndSaysSo() {
    var openedAt = System.nanoTime();
    var page = desktop(100_000, "/");
    assertThat(page.locator(".list-body .row").first()).isVisible();
    var shownAt = System.nanoTime();

    assertThat(page.locator(".title"))
        .hasText(Pattern.compile("20,000 accounts shown of 100,000 accounts$"));
    System.out.printf(
        "100,000 in the queue: first rows after %d ms, all 20,000 after %d ms%n",
        (shownAt - openedAt) / 1_000_000, (System.nanoTime() - openedAt) / 1_000_000);
    assertThat(page.locator(".list-body .row").count()).isLessThan(60);
  }

  @Test
  void saysWhatACashMovementWillDoAndWhyItIsRefused() {
    var page = desktop(5, "/accounts/A-1");
    button(page, "Deposit or withdraw…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.locator("[data-effect]")).containsText("State an amount.");
    dialog.getByLabel("Direction").selectOption("WITHDRAWAL");
    dialog.getByLabel("Amount in dollars").fill("300");
    dialog.getByLabel("How").selectOption("CUSTOM");
    dialog.getByLabel("When").selectOption("DAY");
    dialog.getByLabel("Day", new Locator.GetByLabelOptions().setExact(true)).fill("2031-01-15");
    dialog.getByLabel("Cash of the managed sleeve").fill("100");
    assertThat(dialog.locator("[data-effect]")).containsText("Named so far: $100.00 of $300.00.");
    dialog.getByLabel("XOM").fill("200.00");
    assertThat(dialog.locator("[data-effect]"))
        .containsText("It begins a business day before 2031-01-15.");
    assertThat(visit.seriousFindings()).isEmpty();
    visit.picture("cash-movement");

    desk.refuse("2031-01-15 is more than 3 years away.");
    button(page, "Plan it").click();
    assertThat(dialog.locator(".dialog-said")).hasText("2031-01-15 is more than 3 years away.");
    desk.refuse(null);
    button(page, "Plan it").click();

    assertThat(page.getByText("is planned.")).isVisible();
    assertThat(desk.posted()).hasSize(2);
    var planned = desk.posted().get(1);
    assertThat(planned.get("parts")).hasSize(2);
    org.assertj.core.api.Assertions.assertThat(planned.at("/parts/1/securityId").asText())
        .isEqualTo("XOM");
    org.assertj.core.api.Assertions.assertThat(planned.get("date").asText())
        .isEqualTo("2031-01-15");
    org.assertj.core.api.Assertions.assertThat(planned.get("movementId"))
        .isEqualTo(desk.posted().get(0).get("movementId"));
    org.assertj.core.api.Assertions.assertThat(planned.get("commandId"))
        .isNotEqualTo(desk.posted().get(0).get("commandId"));
  }

  @Test
  void letsSomebodyAnswerForWhatTheCustodianSaysOtherwise() {
    var page = desktop(5, "/accounts/A-1");
    button(page, "Answer for it…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Waived by").fill("ops-3");
    dialog.getByLabel("Reason").fill("The custodian corrects it tonight.");
    button(page, "Waive it").click();

    assertThat(page.getByText("The difference is waived.")).isVisible();
    org.assertj.core.api.Assertions.assertThat(desk.posted().get(0).get("differenceId").asText())
        .isEqualTo("D-1f6c0a2b9d3e");
  }

  @Test
  void fitsAPhoneAlsoWhereAnInstructionIsGiven() {
    serve(5);
    visit = Visit.phone(chromium.browser(), server.url(), ColorScheme.DARK);
    var page = visit.open("/accounts/A-1");
    for (var name :
        new String[] {
          "Deposit or withdraw…", "Assign a target…", "Allocate…", "Restrict a security…"
        }) {
      button(page, name).first().click();
      assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();

      assertThat(visit.overflow()).isZero();
      assertThat(visit.seriousFindings()).isEmpty();
      page.keyboard().press("Escape");
      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }
  }

  @Test
  void showsBothWaysSideBySideAndSubmitsOne() {
    var page = desktop(5, "/");
    row(page, "A-1").getByRole(AriaRole.CHECKBOX).check();
    row(page, "A-2").getByRole(AriaRole.CHECKBOX).check();
    assertThat(page.getByText("2 accounts chosen")).isVisible();
    page.getByText("Compare and submit").click();

    assertThat(page.locator("[data-logic=BEST_FIT]")).containsText("2 of 2");
    assertThat(page.locator("[data-logic=MIN_TRANSACTION]")).containsText("1 of 2");
    visit.picture("compare");
    button(page, "Submit as Best Fit").click();
    page.getByRole(AriaRole.DIALOG)
        .getByText("Submit", new Locator.GetByTextOptions().setExact(true))
        .click();

    assertThat(page).hasURL(Pattern.compile("#/requests/R-"));
    assertThat(button(page, "Approve…")).isVisible();
    var submitted = desk.posted().get(0);
    org.assertj.core.api.Assertions.assertThat(submitted.get("tradeLogic").asText())
        .isEqualTo("BEST_FIT");
    assertThat(submitted.get("accounts")).hasSize(2);
  }

  @Test
  void saysWhatAnApprovalWillDoAndUntilWhenAndSendsItOnce() {
    var page = desktop(5, "/requests/R-1");
    row(page, "A-2").getByRole(AriaRole.CHECKBOX).check();
    button(page, "Approve…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog)
        .containsText(
            "2 orders for 1 account go to SCHWAB: sells of $6,351.52, then buys of $6,352.18");
    assertThat(dialog).containsText("1 account left out.");
    assertThat(dialog).containsText("It can be approved until");
    visit.picture("approve");

    dialog.getByLabel("Approved by").fill("advisor-7");
    button(page, "Approve 1 account").dblclick();

    assertThat(page.getByText("R-1 is approved.")).isVisible();
    assertThat(page.getByText("Complete with errors")).isVisible();
    assertThat(desk.posted()).hasSize(1);
    assertThat(desk.posted().get(0).get("except").get(0).asText()).isEqualTo("A-2");
    assertThat(desk.posted().get(0).get("hashes").get("A-1").asText()).isEqualTo("hash-of-A-1");
    assertThat(desk.posted().get(0).get("approvedBy").asText()).isEqualTo("advisor-7");
  }

  @Test
  void showsWhyAnApprovalWasRefused() {
    var page = desktop(5, "/requests/R-1");
    desk.refuse("R-1 is still building: 1 account has not answered; approve it in a moment.");

    button(page, "Approve…").click();
    page.getByLabel("Approved by").fill("advisor-7");
    button(page, "Approve 2 accounts").click();

    assertThat(page.locator(".dialog-said"))
        .hasText("R-1 is still building: 1 account has not answered; approve it in a moment.");
    visit.picture("refused");
    desk.refuse(null);
    button(page, "Approve 2 accounts").click();
    assertThat(page.getByText("R-1 is approved.")).isVisible();
  }

  @Test
  void showsAnAccountWithItsLinesSleevesAndWhatToDo() {
    var page = desktop(5, "/accounts/A-1");

    assertThat(page.locator("[data-line='SECURITY:XOM'] svg"))
        .hasAttribute(
            "aria-label",
            "XOM: 34.11\u00a0% against 28.00\u00a0%, band 22.40\u00a0% to 33.60\u00a0%");
    assertThat(page.locator("[data-sleeve=TECH]"))
        .containsText("leverage 1.0× effective, 1.5× configured");
    assertThat(page.locator("[data-advisory=LEVERAGE_PENDING]"))
        .containsText("What to do: Submit a rebalance that trades in the sleeve");
    assertThat(page.getByText("Last fills")).isVisible();
    assertThat(page.getByText("It waits for its cash in the FUNDING sleeve.")).isVisible();
  }

  @Test
  void hasColumnsForWhatIsCompleteAndWhatFailed() {
    var page = desktop(5, "/history");

    assertThat(page.locator(".requests .row").first()).containsText("Complete");
    assertThat(row(page, "R-0").locator("[data-name=Complete]")).hasText("2");
    assertThat(row(page, "R-0").locator("[data-name=Failed]")).hasText("1");
    row(page, "R-0").click();
    assertThat(row(page, "A-3")).containsText("Margin is not enabled");
  }

  @Test
  void releasesAQuarantinedPrice() {
    var page = desktop(5, "/market");

    page.locator("[data-held=MSFT]").getByRole(AriaRole.BUTTON).click();
    button(page, "Use 41.51").click();

    assertThat(page.getByText("The price of MSFT is released.")).isVisible();
    assertThat(desk.posted().get(0).get("heldPrice").asText()).isEqualTo("41.51");
  }

  @Test
  void showsHowEachInstanceKeepsUpAndWhichDoesNotAnswer() {
    var page = desktop(5, "/operations");

    assertThat(page.locator("main")).containsText("Ticks per second998.7");
    assertThat(page.locator("main")).containsText("Tick to event, p50 / p997.3 / 41.9 ms");
    assertThat(page.locator("main")).containsText("book 200 entries, 393 KiB");
    assertThat(page.locator("[data-instance='127.0.0.1:8080']")).containsText("answers youready");
    assertThat(page.locator("[data-instance='127.0.0.1:8081']"))
        .containsText("does not answerThe instance did not answer in time.");
    assertThat(page.locator("main")).containsText("accounts-0, positions-0");
    assertThat(page.locator(".chart canvas")).isVisible();
    button(page, "Replay…").click();
    button(page, "Send again").click();
    assertThat(page.getByText("It was sent to prices again.")).isVisible();
  }

  @Test
  void canBeUsedByKeyboardAlone() {
    var page = desktop(40, "/");
    assertThat(page.locator(".list-body .row").first()).isVisible();
    page.locator(".list-body .row[tabindex='0']").focus();

    page.keyboard().press("ArrowDown");
    page.keyboard().press("Space");
    page.keyboard().press("End");
    page.keyboard().press("Home");
    page.keyboard().press("ArrowDown");

    assertThat(page.locator(".row:focus")).hasAttribute("aria-rowindex", "3");
    assertThat(page.locator(".row:focus")).hasAttribute("aria-selected", "true");
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile("#/accounts/A-"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "/,LIGHT",
    "/,DARK",
    "/submit,LIGHT",
    "/pending,LIGHT",
    "/pending,DARK",
    "/requests/R-1,LIGHT",
    "/requests/R-0,DARK",
    "/history,LIGHT",
    "/history,DARK",
    "/accounts/A-1,LIGHT",
    "/accounts/A-1,DARK",
    "/market,LIGHT",
    "/market,DARK",
    "/operations,LIGHT",
    "/operations,DARK"
  })
  void hasNoSeriousAxeFinding(String route, ColorScheme scheme) {
    serve(40);
    visit = Visit.desktop(chromium.browser(), server.url(), scheme);
    settled(visit.open(route));

    assertThat(visit.seriousFindings()).isEmpty();
    visit.picture(name(route) + (scheme == ColorScheme.DARK ? "-dark" : ""));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/",
        "/submit",
        "/pending",
        "/requests/R-1",
        "/history",
        "/accounts/A-1",
        "/market",
        "/operations"
      })
  void fitsAPhone(String route) {
    serve(40);
    visit = Visit.phone(chromium.browser(), server.url(), ColorScheme.LIGHT);
    settled(visit.open(route));

    assertThat(visit.overflow()).isZero();
    assertThat(visit.seriousFindings()).isEmpty();
    visit.picture("phone-" + name(route));
  }

  @Test
  void isLightAndPaintsSoon() {
    var page = desktop(40, "/");
    settled(page);

    var weight = visit.weight();

    System.out.println("page weight and first paint: " + weight);
    assertThat((Integer) weight.get("bytes")).isLessThan(150_000);
    assertThat((Integer) weight.get("firstPaintMillis"))
        .isLessThan((int) Duration.ofSeconds(20).toMillis());
  }

  private static void settled(Page page) {
    assertThat(page.locator("h1")).isVisible();
    assertThat(page.locator(".shimmer")).hasCount(0);
  }

  private static String name(String route) {
    return route.equals("/")
        ? "queue"
        : route.substring(1).replace("/", "-").toLowerCase(java.util.Locale.ROOT);
  }
}
