package io.evenkeel.pipeline.runtime;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.wireformat.LastPoll;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The Kafka Streams settings that the pipeline was tuned with, for low latency and a short
 * recovery.
 *
 * <p>Commits are asked for when something was said, so the interval only bounds what is repeated
 * after a crash. With Kafka's own timeouts an instance that is killed is missed for 43 s; with
 * these for about 6 s.
 */
public final class StreamsDefaults {
  private static final String CLASSIC = "classic";
  private static final int POLL_MILLIS = 5;

  /**
   * A rebalance is told to the others in the answer to a heartbeat, so that each waits up to one
   * more interval once an instance is given up.
   */
  private static final int HEARTBEATS_PER_SESSION = 12;

  private static final long RETRY_MILLIS = 5;
  private static final int FETCH_WAIT_MILLIS = 20;

  /**
   * An instance that came back is given tasks once it has caught up, which is looked for this
   * often; Kafka's ten minutes leave the work of two to one. Kafka allows no less.
   */
  private static final long PROBING_MILLIS = 60_000;

  private StreamsDefaults() {}

  /** What the settings come to; what is passed through wins. */
  public static Properties of(ClientSettings settings) {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    config.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MILLIS);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    config.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
    // Inputs come in any order anyhow. Waiting for a topic would not make it sure, and Streams
    // words a sentence about every empty partition each time it looks whether to wait.
    config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) settings.transactionTimeout().toMillis());
    // A transaction that follows another within milliseconds meets its markers: the broker says
    // CONCURRENT_TRANSACTIONS, and Kafka's default would wait 100 ms before asking again.
    config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_MILLIS);
    // Meanwhile a second request for the same partition would arrive out of order, which the broker
    // logs as an error each time, and be sent again anyway.
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    putGroup(config, settings);
    // Boards are restored one partition after another, and each waits for the fetch of the one
    // before; with Kafka's 500 ms that is minutes for a few hundred partitions.
    config.put(
        StreamsConfig.globalConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        FETCH_WAIT_MILLIS);
    // A changelog that is assigned while a fetch of others waits for records is fetched after it.
    config.put(
        StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        FETCH_WAIT_MILLIS);
    config.put(
        StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), Topic.Kept.SEGMENT_BYTES);
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        LastPoll.class.getName());
    settings.passedThrough().forEach((name, value) -> config.put(streamsName(name), value));
    return config;
  }

  private static void putGroup(Properties config, ClientSettings settings) {
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.groupProtocol());
    if (settings.groupProtocol().equals(CLASSIC)) {
      var session = (int) settings.sessionTimeout().toMillis();
      config.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
      config.put(
          StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
          session / HEARTBEATS_PER_SESSION);
    }
  }

  /** {@code streams.poll.ms} is Kafka's {@code poll.ms}; every other name is Kafka's already. */
  private static String streamsName(String name) {
    return name.startsWith("streams.") ? name.substring("streams.".length()) : name;
  }
}
