package io.evenkeel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A halt")
class HaltBannerTest {
  private static Chromium chromium;
  private final FixtureDesk desk = new FixtureDesk(8);
  private FixtureServer server;
  private Visit visit;

  @BeforeAll
  static void startChromium() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void endChromium() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void serve() {
    server = new FixtureServer(desk);
    visit = Visit.desktop(chromium.browser(), server.url(), ColorScheme.LIGHT);
  }

  @AfterEach
  void leave() {
    try {
      visit.close();
    } finally {
      server.close();
    }
  }

  private static Locator banner(Page page) {
    return page.locator("#halted");
  }

  @Test
  void isShownWithItsScopeReasonAndWhoSetItUntilItIsLifted() {
    var page = visit.open("/");
    assertThat(page.locator("#pulse")).hasText("Live");
    assertThat(banner(page)).isHidden();

    desk.halt("CUSTODIAN", "SCHWAB", "ops-1", "fills look wrong");
    assertThat(banner(page)).isVisible();
    assertThat(banner(page))
        .hasText(
            Pattern.compile(
                "^Nothing of custodian SCHWAB is sent to custodians\\. Halted by ops-1 .+:"
                    + " fills look wrong$"));

    desk.halt("FIRM", "F-1", "ops-2", "a drill");
    assertThat(banner(page).locator("p")).hasCount(2);
    desk.resume("CUSTODIAN", "SCHWAB");
    assertThat(banner(page).locator("p")).hasCount(1);
    assertThat(banner(page)).containsText("Nothing of firm F-1 is sent to custodians.");

    desk.resume("FIRM", "F-1");
    assertThat(banner(page)).isHidden();
    assertThat(banner(page)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/pending", "/history", "/market", "/operations", "/accounts/A-1"})
  void standsAboveEveryPage(String route) {
    desk.halt("SECURITY", "XOM", "ops-1", "a drill");

    var page = visit.open(route);

    assertThat(banner(page)).containsText("Nothing of security XOM is sent to custodians.");
  }

  @Test
  void ofManyFiveAreNamedAndTheOthersCounted() {
    for (var n = 1; n <= 7; n++) {
      desk.halt("ACCOUNT", "A-" + n, "ops-1", "a drill");
    }

    var page = visit.open("/");

    assertThat(banner(page).locator("strong")).hasCount(5);
    assertThat(banner(page).getByRole(AriaRole.LINK)).hasText("and 2 more");
  }

  @Test
  void showsAReasonAsTextWhateverItSays() {
    desk.halt("ACCOUNT", "A-1", "ops-1", "<img src=x onerror=alert(1)> & \"more\"");

    var page = visit.open("/");

    assertThat(banner(page)).containsText("<img src=x onerror=alert(1)> & \"more\"");
    assertThat(banner(page).locator("img")).hasCount(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void isAnAlertThatEverybodyCanRead(ColorScheme scheme) {
    desk.halt("CUSTODIAN", "SCHWAB", "ops-1", "a drill");
    try (var reader = Visit.desktop(chromium.browser(), server.url(), scheme)) {
      var page = reader.open("/");

      assertThat(
              page.getByRole(AriaRole.ALERT)
                  .filter(new Locator.FilterOptions().setHasText("Halted by")))
          .isVisible();
      assertThat(reader.seriousFindings()).isEmpty();
    }
  }
}
