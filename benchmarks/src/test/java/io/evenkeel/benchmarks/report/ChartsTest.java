package io.evenkeel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chart of a run")
class ChartsTest {
  private static BarChart chart(Recording recording) {
    return Charts.of(Results.of(recording.json(true)));
  }

  private static Recording recording(String benchmark) {
    return new Recording(benchmark, "./benchmarks/run " + benchmark, null);
  }

  @Test
  void ofHttpShowsHowLongEachKindOfQuestionTook() {
    var recording = recording("http");
    recording.add("streamP50", "ms", 3);
    for (var question : new String[] {"all", "queue"}) {
      recording.add("http." + question + ".answers", "", 100);
      recording.add("http." + question + ".p50", "ms", 4);
      recording.add("http." + question + ".p90", "ms", 7);
      recording.add("http." + question + ".p99", "ms", 9);
    }

    var chart = chart(recording);

    assertThat(chart.title()).isEqualTo("Milliseconds until a question is answered");
    assertThat(chart.groups()).containsOnlyKeys("p50", "p99");
    assertThat(chart.groups().get("p99"))
        .extracting(bar -> bar.name() + " " + bar.spread().median())
        .containsExactly("all of them 9.0", "queue 9.0");
  }

  @Test
  void ofThePipelineShowsItsLatencies() {
    var recording = recording("pipeline");
    recording.add("eventP50", "ms", 3);
    recording.add("loadSeconds", "s", 88);

    var chart = chart(recording);

    assertThat(chart.title())
        .isEqualTo("Milliseconds from tick to drift event at a read_committed consumer");
    assertThat(chart.groups().get("")).hasSize(1);
  }

  @Test
  void ofContendersShowsTheirTicksInGroups() {
    var recording = recording("engine");
    recording.title("large", "100,000 accounts");
    recording.add("large.corridor.ticksPerSecond", "ticks/s", 1e6);
    recording.add("large.naive.ticksPerSecond", "ticks/s", 1e3);

    var chart = chart(recording);

    assertThat(chart.isLogarithmic()).isTrue();
    assertThat(chart.groups().get("100,000 accounts")).hasSize(2);
  }
}
