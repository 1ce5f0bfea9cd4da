package io.evenkeel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A reader in front of the demo. One demo and one Chromium serve all tests that look at them; a
 * visit ends without a reload and without a fault.
 */
abstract class InFrontOfTheDemo {
  static final double PATIENCE_MILLIS = 90_000;

  @RegisterExtension static final Shared SHARED = new Shared();

  static Chromium chromium;
  static RunningDemo demo;
  Visit visit;

  /** Starts both with the first class that needs them; JUnit ends them after the last test. */
  static final class Shared implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      var kept =
          context.getRoot().getStore(ExtensionContext.Namespace.create(InFrontOfTheDemo.class));
      chromium = kept.computeIfAbsent(Chromium.class, c -> Chromium.start(), Chromium.class);
      demo = kept.computeIfAbsent(RunningDemo.class, d -> RunningDemo.start(), RunningDemo.class);
    }
  }

  @AfterEach
  void leaveWithoutEverHavingReloaded() {
    if (visit == null) {
      return; // Something failed before anybody looked.
    }
    try {
      assertThat(
              (Integer) visit.page().evaluate("performance.getEntriesByType('navigation').length"))
          .isOne();
    } finally {
      visit.close();
    }
  }

  Page visit(String url, String route) {
    visit = Visit.desktop(chromium.browser(), url, ColorScheme.LIGHT);
    var page = visit.open(route);
    assertThat(page.locator("#pulse")).hasText("Live", hasTextPatiently());
    assertThat(page.locator(".shimmer")).hasCount(0, hasCountPatiently());
    return page;
  }

  static Locator row(Page page, String id) {
    return page.locator(".list-body .row[data-id='" + id + "']");
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  static Locator exactly(Locator within, String name) {
    return within.getByText(name, new Locator.GetByTextOptions().setExact(true));
  }

  static Locator startingWith(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  static LocatorAssertions.IsVisibleOptions visiblePatiently() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
  }

  static LocatorAssertions.IsHiddenOptions hiddenPatiently() {
    return new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MILLIS);
  }

  static LocatorAssertions.HasTextOptions hasTextPatiently() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);
  }

  static LocatorAssertions.HasCountOptions hasCountPatiently() {
    return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS);
  }

  static LocatorAssertions.ContainsTextOptions containsPatiently() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
  }
}
