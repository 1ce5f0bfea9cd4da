package io.evenkeel.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium; nothing is ever downloaded. */
final class Chromium implements AutoCloseable {
  /** A machine that builds at the same time is slow, and nothing here is about that. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it; the tests are skipped, and say so, where there is none. */
  static Chromium start() {
    var executable = find();
    Assumptions.assumeTrue(
        executable.isPresent(),
        "no Chromium on this machine: install one, or name it in the environment as CHROMIUM");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options = new BrowserType.LaunchOptions().setExecutablePath(executable.get());
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  Browser browser() {
    return browser;
  }

  private static Optional<Path> find() {
    var named = System.getenv("CHROMIUM");
    return named != null
        ? Optional.of(Path.of(named))
        : Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
            .flatMap(Chromium::onPath)
            .filter(Files::isExecutable)
            .findFirst();
  }

  private static Stream<Path> onPath(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, name));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
