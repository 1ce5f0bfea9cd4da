package io.evenkeel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.demo.Demo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An advisor in front of the demo")
class AdvisorStoryTest {
  private static final int ACCOUNTS = 200;
  private static final int PATIENCE_MILLIS = 90_000;
  private static final String LISTENS = "HTTP listens at ";

  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void goesFromTheQueueThroughApprovalToHistoryWithoutEverReloading(@TempDir Path directory)
      throws InterruptedException {
    try (var chromium = Chromium.start();
        var demo = start(directory);
        var visit = Visit.desktop(chromium.browser(), url(), ColorScheme.LIGHT)) {
      var page = visit.open("/");
      var chosen = choosesTwoAccounts(page);
      comparesAndSubmits(page, chosen);
      approves(page);
      seesThemFilledInHistory(page, chosen);

      assertThat((Integer) page.evaluate("performance.getEntriesByType('navigation').length"))
          .isOne();
      org.assertj.core.api.Assertions.assertThat(demo.summary().get("deadLetters").asInt())
          .isZero();
    }
  }

  /** Those that are farthest out: the market moves, and brings others back meanwhile. */
  private static List<String> choosesTwoAccounts(Page page) {
    var rows = page.locator(".list-body .row");
    assertThat(rows.nth(8)).isAttached(attachedPatiently());
    page.getByLabel("Stage").selectOption("QUEUED");
    assertThat(rows.nth(1)).isVisible();
    var chosen = List.of(rows.nth(0).getAttribute("data-id"), rows.nth(1).getAttribute("data-id"));
    chosen.forEach(accountId -> row(page, accountId).getByRole(AriaRole.CHECKBOX).check());
    assertThat(page.getByText("2 accounts chosen")).isVisible();
    return chosen;
  }

  private static void comparesAndSubmits(Page page, List<String> chosen) {
    page.getByText("Compare and submit").click();
    chosen.forEach(
        accountId ->
            assertThat(page.locator("[data-account='" + accountId + "'] h3").nth(1))
                .hasText(
                    "Min Transaction",
                    new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS)));
    button(page, "Submit as Best Fit").click();
    page.getByRole(AriaRole.DIALOG)
        .getByText("Submit", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(page).hasURL(Pattern.compile("#/requests/R-"));
  }

  private static void approves(Page page) {
    assertThat(button(page, "Approve…")).isVisible(patiently());
    button(page, "Approve…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("orders for");
    assertThat(dialog).containsText("It can be approved until");
    dialog.getByLabel("Approved by").fill("advisor-7");
    dialog
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Approve ")))
        .click();
    assertThat(page.getByText("is approved.")).isVisible(patiently());
  }

  private static void seesThemFilledInHistory(Page page, List<String> chosen) {
    assertThat(page.locator(".title"))
        .containsText(
            "Filled", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    var requestId = page.locator("h1").textContent();
    page.locator("[data-step=history]").click();
    var ended = row(page, requestId);
    assertThat(ended.locator("[data-name=Complete]")).hasText("2");
    assertThat(ended.locator("[data-name=Failed]")).hasText("0");
    ended.click();
    chosen.forEach(accountId -> assertThat(row(page, accountId)).containsText("Complete"));
  }

  private static Locator row(Page page, String id) {
    return page.locator(".list-body .row[data-id='" + id + "']");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static LocatorAssertions.IsVisibleOptions patiently() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
  }

  private static LocatorAssertions.IsAttachedOptions attachedPatiently() {
    return new LocatorAssertions.IsAttachedOptions().setTimeout(PATIENCE_MILLIS);
  }

  private String url() {
    return told.stream()
            .filter(sentence -> sentence.startsWith(LISTENS))
            .findFirst()
            .orElseThrow()
            .substring(LISTENS.length())
        + "/";
  }

  private Demo start(Path directory) throws InterruptedException {
    return Demo.start(
        new Demo.Options(ACCOUNTS, 42, 0, 0, 0, directory, /* autoApprove= */ false),
        Configuration.defaults().with(Keys.PARTITIONS, 2),
        Instant.now(),
        told::add,
        new Demo.BookProgress() {
          @Override
          public void begin(int records) {}

          @Override
          public void at(int sent) {}

          @Override
          public void end() {}
        },
        told::add);
  }
}
