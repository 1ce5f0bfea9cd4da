package io.evenkeel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An advisor in front of the demo")
class AdvisorStoryTest extends InFrontOfTheDemo {
  private static final String LONELY = "LIVE-1";

  /** Every other one takes the one before back. */
  private static final int TICKS = 20;

  /** States in which nothing more happens to an order. */
  private static final Set<String> OVER = Set.of("FILLED", "REJECTED", "CANCELED", "EXPIRED");

  private static final Map<String, String> FILLS =
      Map.of("FILLED", "Filled", "PARTIAL", "Partly filled", "REJECTED", "Rejected");

  @Test
  void goesFromTheQueueThroughApprovalToHistory() {
    var chosen = demo.accountsThatWouldTrade(2);
    var page = visit(demo.url(), "/");
    chosen.forEach(accountId -> choose(page, accountId));
    assertThat(page.getByText("2 accounts chosen")).isVisible();
    var requestId = comparesAndSubmits(page, chosen);
    approves(page);
    seesInHistoryWhatTheCustodianDid(page, requestId, chosen);
  }

  private static void choose(Page page, String accountId) {
    find(page, accountId);
    row(page, accountId).getByRole(AriaRole.CHECKBOX).check();
  }

  /** Ordered by account, so that of those that hold the text it comes first. */
  private static void find(Page page, String accountId) {
    page.getByLabel("Order").selectOption("accountId");
    page.getByPlaceholder("Account, advisor, target or line").fill(accountId);
    assertThat(row(page, accountId)).isVisible();
  }

  private static String comparesAndSubmits(Page page, List<String> chosen) {
    page.getByText("Compare and submit").click();
    chosen.forEach(
        accountId ->
            assertThat(page.locator("[data-account='" + accountId + "'] h3").nth(1))
                .hasText("Min Transaction", hasTextPatiently()));
    button(page, "Submit as Best Fit").click();
    exactly(page.getByRole(AriaRole.DIALOG), "Submit").click();
    assertThat(page).hasURL(Pattern.compile("#/requests/R-"));
    // The heading may still be that of the page before.
    return page.url().substring(page.url().indexOf("#/requests/") + "#/requests/".length());
  }

  private static void approves(Page page) {
    assertThat(button(page, "Approve…")).isVisible(visiblePatiently());
    button(page, "Approve…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("orders for 2 accounts");
    assertThat(dialog).containsText("It can be approved until");
    dialog.getByLabel("Approved by").fill("advisor-7");
    startingWith(dialog, "Approve ").click();
    assertThat(page.getByText("is approved.")).isVisible(visiblePatiently());
  }

  /** The demo's custodian rejects an order in a hundred, as custodians do. */
  private static void seesInHistoryWhatTheCustodianDid(
      Page page, String requestId, List<String> chosen) {
    var request = demo.await("requests/" + requestId, AdvisorStoryTest::isOver);
    assertThat(page.locator(".title"))
        .containsText(FILLS.get(request.get("fill").asText()), containsPatiently());
    page.locator("[data-step=history]").click();
    var ended = row(page, requestId);
    assertThat(ended.locator("[data-name=Complete]")).hasText("2");
    assertThat(ended.locator("[data-name=Failed]")).hasText("0");
    ended.click();
    chosen.forEach(accountId -> assertThat(row(page, accountId)).containsText("Complete"));
  }

  private static boolean isOver(JsonNode request) {
    for (var row : request.get("rows")) {
      for (var order : row.get("orders")) {
        if (!OVER.contains(order.get("state").asText())) {
          return false;
        }
      }
    }
    return !request.get("result").isNull() && !request.get("fill").asText().equals("NONE");
  }

  @Test
  void seesAnAccountLeaveTheQueueAndComeBackByItself() {
    var accountId = demo.accountsThatWouldTrade(1).get(0);
    var page = visit(demo.url(), "/");
    find(page, accountId);

    rebalancing(accountId, false);

    assertThat(row(page, accountId)).hasCount(0);

    rebalancing(accountId, true);

    assertThat(row(page, accountId)).isVisible();
  }

  private static void rebalancing(String accountId, boolean on) {
    demo.command(
        "account-commands/" + accountId, "{\"type\":\"SET_REBALANCING\",\"on\":" + on + "}");
  }

  /** Of a security that only this account holds, and that the demo's market does not know. */
  @Test
  void seesWhatATickDoesAsItHappens() {
    try (var publisher = demo.publisher()) {
      demo.add(publisher, LONELY, "LIVE");
      var page = visit(demo.url(), "/");
      page.getByPlaceholder("Account, advisor, target or line").fill(LONELY);
      page.evaluate(NOTE_COMING_AND_GOING, LONELY);
      var latencies = new Latencies();
      for (var ticks = 1; ticks <= TICKS; ticks++) {
        var sentAt = System.currentTimeMillis();
        RunningDemo.price(publisher, "LIVE", ticks % 2 == 1 ? "100" : "60");
        page.waitForFunction("ticks => seen.length >= ticks", ticks, patientlyWaiting());
        var seenAt = (Number) page.evaluate("ticks => seen[ticks - 1]", ticks);
        latencies.add(seenAt.longValue() - sentAt);
      }
      System.out.println("tick to page: " + latencies);
      assertThat(row(page, LONELY)).hasCount(0);
    }
  }

  /** When the account's row came and went, by the machine's clock. */
  private static final String NOTE_COMING_AND_GOING =
      """
      (accountId) => {
        window.seen = [];
        let there = false;
        const look = () => {
          const is = document.querySelector(`.list-body .row[data-id="${accountId}"]`) !== null;
          if (is !== there) {
            there = is;
            seen.push(Date.now());
          }
        };
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
      }
      """;

  private static final class Latencies {
    private final List<Long> millis = new ArrayList<>();

    void add(long latency) {
      millis.add(latency);
      Collections.sort(millis);
    }

    @Override
    public String toString() {
      return "median %d ms, longest %d ms of %d"
          .formatted(millis.get(millis.size() / 2), millis.get(millis.size() - 1), millis.size());
    }
  }

  private static Page.WaitForFunctionOptions patientlyWaiting() {
    return new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS);
  }

  /** Somebody else cancels the request while this advisor reads what an approval will do. */
  @Test
  void isToldWhyAnApprovalIsRefused() {
    var accountId = demo.accountsThatWouldTrade(1).get(0);
    var requestId = demo.submitted("R-refused", accountId);
    var page = visit(demo.url(), "/requests/" + requestId);
    button(page, "Approve…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Approved by").fill("advisor-7");

    demo.command("rebalance-commands/" + requestId, "{\"type\":\"CANCEL\"}");
    startingWith(dialog, "Approve ").click();

    assertThat(dialog.locator(".dialog-said")).containsText("cancel", containsPatiently());
    assertThat(dialog).isVisible();
    button(page, "Not now").click();
    assertThat(page.locator(".title")).containsText("Canceled");
    assertThat(demo.get("accounts/" + accountId).get("batch").isNull()).isTrue();
  }

  @Test
  void isToldThatTheConnectionIsLostAndMissesNothingOfWhatHappenedMeanwhile() {
    var accounts = demo.accountsThatWouldTrade(2);
    var before = accounts.get(0);
    var meanwhile = accounts.get(1);
    try (var line = new Line(demo.url())) {
      var page = visit(line.url(), "/");
      find(page, before);
      rebalancing(before, false);
      assertThat(row(page, before)).hasCount(0);
      var resumedAfter = new CopyOnWriteArrayList<String>();
      page.onRequest(
          request -> {
            if (request.url().contains("/api/v1/stream")) {
              resumedAfter.add(request.headers().getOrDefault("last-event-id", ""));
            }
          });
      find(page, meanwhile);

      line.cut();
      assertThat(page.getByText("The connection is lost.")).isVisible();
      assertThat(row(page, meanwhile)).isVisible();
      rebalancing(meanwhile, false);
      assertThat(row(page, meanwhile)).isVisible();
      line.mend();

      assertThat(page.getByText("The connection is lost.")).isHidden(hiddenPatiently());
      assertThat(page.locator("#pulse")).hasText("Live");
      assertThat(row(page, meanwhile)).hasCount(0);
      assertThat(resumedAfter).isNotEmpty().doesNotContain("");
      rebalancing(meanwhile, true);
      assertThat(row(page, meanwhile)).isVisible();
    }
  }

  @Test
  void seesTheInstanceAndSendsADeadLetterAgain() {
    var page = visit(demo.url(), "/operations");
    var instance = page.locator("[data-instance]");
    assertThat(instance).hasCount(1);
    assertThat(instance).containsText("answers you");
    assertThat(instance).containsText("ready");
    assertThat(page.getByText("does not answer")).hasCount(0);
    assertThat(instance)
        .containsText(Pattern.compile("Ticks per second[1-9]"), containsPatiently());
    assertThat(instance).containsText(Pattern.compile("book \\d+ entries, \\d+ KiB"));
    assertThat(page.getByText("No dead letters")).isVisible();

    try (var publisher = demo.publisher()) {
      RunningDemo.price(publisher, "BAD", "-1");
    }
    var letters = page.locator("tr", new Page.LocatorOptions().setHasText("BAD"));
    assertThat(letters).hasCount(1, hasCountPatiently());
    assertThat(page.getByText("Dead letters: 1")).isVisible();

    letters.getByRole(AriaRole.BUTTON).click();
    button(page, "Send again").click();

    assertThat(page.getByText("It was sent to prices again.")).isVisible();
    assertThat(letters).hasCount(2, hasCountPatiently());
    assertThat(page.getByText("Dead letters: 2")).isVisible();
  }

  /** The pages are looked at in front of a fixture most of the time. */
  @Test
  void isAnsweredInTheShapeThatTheFixtureHas() {
    var promises = new Promises(demo.openApi());
    var desk = new FixtureDesk(5);
    desk.halt("FIRM", "F-1", "ops-1", "a drill");
    visit = Visit.desktop(chromium.browser(), demo.url(), ColorScheme.LIGHT);
    visit.open("/");
    var broken =
        Stream.of(
                "queue",
                "accounts",
                "accounts/A-1",
                "accounts/A-1/preview",
                "requests",
                "requests/R-0",
                "requests/R-1",
                "requests/R-1/proposals/A-1",
                "history",
                "rebalance-commands/R-1/C-1",
                "targets",
                "prices",
                "market",
                "halts",
                "pipeline",
                "dead-letters")
            .flatMap(path -> promises.brokenBy(path, desk.get(path, Map.of()).body()).stream());

    assertThat(broken).isEmpty();
  }
}
