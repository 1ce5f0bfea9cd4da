package io.evenkeel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One reader's window, which remembers whatever went wrong in it. */
final class Visit implements AutoCloseable {
  /** Where pictures for the documentation go; none are taken where it is not set. */
  private static final String FIGURES = System.getProperty("evenkeel.figures");

  /** What a page counts beside what it shows has come by then. */
  private static final int WHOLE_AFTER_MILLIS = 2_500;

  private static final int PATIENCE_MILLIS = 60_000;

  private final String url;
  private final BrowserContext context;
  private final Page page;
  private final List<String> faults = new CopyOnWriteArrayList<>();

  private Visit(String url, BrowserContext context) {
    this.url = url;
    this.context = context;
    this.page = context.newPage();
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page.onPageError(faults::add);
    page.onConsoleMessage(
        message -> {
          // A refused or failed request is the server's to explain; a test that wants none says so.
          if (message.type().equals("error")
              && !message.text().startsWith("Failed to load resource")) {
            faults.add(message.text());
          }
        });
  }

  static Visit desktop(Browser browser, String url, ColorScheme scheme) {
    return sized(browser, url, 1280, 800, scheme);
  }

  static Visit phone(Browser browser, String url, ColorScheme scheme) {
    return sized(browser, url, 360, 780, scheme);
  }

  private static Visit sized(
      Browser browser, String url, int width, int height, ColorScheme scheme) {
    var options =
        new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    return new Visit(url, browser.newContext(options));
  }

  Page page() {
    return page;
  }

  /** Opens a page by what follows the # in its address. */
  Page open(String route) {
    page.navigate(url + "#" + route);
    return page;
  }

  /** Anything that a script threw, or that the content security policy stopped. */
  List<String> faults() {
    return faults;
  }

  /** Keeps what is seen as a picture for the documentation. */
  void picture(String name) {
    if (FIGURES != null) {
      page.waitForTimeout(WHOLE_AFTER_MILLIS);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(FIGURES, "dashboard-" + name + ".png")));
    }
  }

  /** What axe finds that is serious or critical, one sentence each. */
  @SuppressWarnings("unchecked")
  List<String> seriousFindings() {
    page.evaluate(axe());
    return (List<String>)
        page.evaluate(
            """
            async () => (await axe.run(document)).violations
              .filter((found) => ['serious', 'critical'].includes(found.impact))
              .map((found) => found.id + ': ' + found.nodes.map((node) => node.html + ' ' + (node.any[0]?.message ?? '')).join(' | '))
            """);
  }

  private static String axe() {
    try (var script = Visit.class.getResourceAsStream("/axe/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How much wider the page is than its window. */
  int overflow() {
    return (Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth");
  }

  /** Milliseconds from asking for the page until something of it is painted, and bytes fetched. */
  Map<String, Object> weight() {
    @SuppressWarnings("unchecked")
    var measured =
        (Map<String, Object>)
            page.evaluate(
                """
                () => ({
                  firstPaintMillis: Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime),
                  files: performance.getEntriesByType('resource').filter((r) => !r.name.includes('/api/')).length + 1,
                  bytes: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                    .filter((r) => !r.name.includes('/api/')).reduce((sum, r) => sum + r.decodedBodySize, 0),
                })
                """);
    return measured;
  }

  @Override
  public void close() {
    context.close();
    assertThat(faults).as("what went wrong in the browser").isEmpty();
  }

  static void directoryForFigures() throws IOException {
    if (FIGURES != null) {
      Files.createDirectories(Path.of(FIGURES));
    }
  }
}
