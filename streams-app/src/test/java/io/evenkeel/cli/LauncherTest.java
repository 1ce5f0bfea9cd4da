package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The launcher")
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "evenkeel").toAbsolutePath().normalize();

  @Test
  void isAScriptThatBashUnderstands() throws IOException, InterruptedException {
    var bash = new ProcessBuilder("bash", "-n", LAUNCHER.toString()).redirectErrorStream(true);
    var check = bash.start();

    var said = new String(check.getInputStream().readAllBytes());

    assertThat(check.waitFor()).as(said).isZero();
    assertThat(Files.isExecutable(LAUNCHER)).isTrue();
  }
}
