package io.evenkeel.pipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tuned defaults")
class StreamsDefaultsTest {
  private static final ClientSettings SETTINGS =
      ClientSettings.of("evenkeel", "127.0.0.1:9092", "target/state");

  @Test
  void areExactlyOnceWithAShortRecovery() {
    var config = new StreamsConfig(StreamsDefaults.of(SETTINGS));

    assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
    assertThat(config.getMainConsumerConfigs("g", "c", 1))
        .containsEntry("session.timeout.ms", 6_000)
        .containsEntry("heartbeat.interval.ms", 500)
        .containsEntry("isolation.level", "read_committed");
    assertThat(config.getProducerConfigs("p")).containsEntry("transaction.timeout.ms", 6_000);
    assertThat(config.getGlobalConsumerConfigs("g"))
        .containsEntry("isolation.level", "read_committed");
    assertThat(config.getRestoreConsumerConfigs("r")).containsEntry("fetch.max.wait.ms", 20);
    assertThat(config.originalsWithPrefix("topic."))
        .as("a changelog is restored from what compaction leaves")
        .containsEntry("segment.bytes", 33_554_432);
    assertThat(config.getLong("commit.interval.ms")).isEqualTo(1_000);
    assertThat(config.getLong("probing.rebalance.interval.ms")).isEqualTo(60_000);
    assertThat(config.getLong("poll.ms")).isEqualTo(5);
    assertThat(config.getLong("max.task.idle.ms")).isEqualTo(-1);
  }

  @Test
  void leaveTheSessionToTheBrokersUnderTheStreamsProtocol() {
    var streams =
        new ClientSettings(
            "evenkeel",
            "127.0.0.1:9092",
            "target/state",
            "streams",
            1,
            Duration.ofSeconds(6),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            2,
            Map.of());

    var config = StreamsDefaults.of(streams);

    assertThat(config).containsEntry("group.protocol", "streams");
    assertThat(config).doesNotContainKey("consumer.session.timeout.ms");
    assertThat(config).containsEntry("num.standby.replicas", 1);
  }

  @Test
  void giveWayToWhatIsPassedThrough() {
    var settings =
        new ClientSettings(
            "evenkeel",
            "127.0.0.1:9092",
            "target/state",
            "classic",
            0,
            Duration.ofSeconds(6),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            2,
            Map.of("security.protocol", "SSL", "streams.poll.ms", "20"));

    assertThat(StreamsDefaults.of(settings))
        .containsEntry("security.protocol", "SSL")
        .containsEntry("poll.ms", "20");
  }
}
