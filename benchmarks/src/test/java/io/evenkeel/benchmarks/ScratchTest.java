package io.evenkeel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The scratch directory of a run")
class ScratchTest {
  @Test
  void isGoneWithAllThatIsInIt() throws IOException {
    var scratch = Scratch.create("evenkeel-test-");
    fill(scratch);

    scratch.close();

    assertThat(scratch.path()).doesNotExist();
  }

  @Test
  void isLeftWhereSomebodyWantsToLookIntoIt() throws IOException {
    var scratch = Scratch.create("evenkeel-test-");
    fill(scratch);
    scratch.keep();

    scratch.close();

    assertThat(scratch.path().resolve("in/file")).exists();
    Files.delete(scratch.path().resolve("in/file"));
    Files.delete(scratch.path().resolve("in"));
    Files.delete(scratch.path());
  }

  @Test
  void isGoneAlsoWhenTheRunIsInterrupted() throws Exception {
    var run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Interrupted.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var path = Path.of(run.inputReader().readLine());
    assertThat(path.resolve("in/file")).exists();

    run.destroy(); // As Ctrl-C does.

    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(path).doesNotExist();
  }

  private static void fill(Scratch scratch) throws IOException {
    Files.createDirectory(scratch.path().resolve("in"));
    Files.writeString(scratch.path().resolve("in/file"), "text");
  }

  /** A run that does not end by itself. */
  static final class Interrupted {
    private Interrupted() {}

    public static void main(String[] args) throws Exception {
      try (var scratch = Scratch.create("evenkeel-test-")) {
        fill(scratch);
        System.out.println(scratch.path());
        Thread.sleep(600_000);
      }
    }
  }
}
