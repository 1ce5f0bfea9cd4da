package io.evenkeel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The recording of a run")
class RecordingTest {
  @TempDir private Path directory;
  private Path file;
  private Recording recording;

  @BeforeEach
  void begin() {
    file = directory.resolve("engine.json");
    recording = new Recording("engine", "./benchmarks/run engine", file);
  }

  @Test
  void keepsEveryRepeatInItsOrderWithUnitAndGoal() throws IOException {
    recording.add("200k.corridor.ticksPerSecond", "ticks/s", Goal.atLeast(4), 5);
    recording.add("200k.corridor.ticksPerSecond", "ticks/s", Goal.atLeast(4), 3);

    recording.save(true);

    assertThat(Results.read(file).figures())
        .containsEntry(
            "200k.corridor.ticksPerSecond",
            new Figure("ticks/s", Goal.atLeast(4), List.of(5.0, 3.0)));
  }

  @Test
  void keepsWhatCouldNotBeMeasured() throws IOException {
    recording.add("p99", "ms", Double.NaN);

    recording.save(true);

    assertThat(Results.read(file).figures().get("p99").repeats()).containsExactly(Double.NaN);
  }

  @Test
  void tellsWhatItRanOnAndHowToRepeatIt() throws IOException {
    recording.setting("repeats", 5).version("flink", "2.3.0");

    recording.save(true);

    var results = Results.read(file);
    assertThat(results.command()).isEqualTo("./benchmarks/run engine");
    assertThat(results.machine()).isEqualTo(Machine.here());
    assertThat(results.machine().cores()).isPositive();
    assertThat(results.machine().memoryGB()).isPositive();
    assertThat(results.tree().path("load").has("before")).isTrue();
    assertThat(results.circumstances()).contains("repeats 5", "flink 2.3.0", "kafka ");
  }

  @Test
  void showsOnThePageThatItIsNotComplete() throws IOException {
    recording.add("p99", "ms", 1);
    recording.save(false);

    assertThat(PageCommand.page(List.of(file)).text()).contains("ended before it was complete");
    recording.save(true);
    assertThat(PageCommand.page(List.of(file)).text()).doesNotContain("ended before");
  }

  @Test
  void putsItsHeadlineAtTheTopLevel() throws IOException {
    recording.headline().put("eventsEqual", true);

    recording.save(true);

    assertThat(Results.read(file).tree().path("eventsEqual").asBoolean()).isTrue();
  }
}
