package io.evenkeel.platform;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a broker that was alone and crashed left behind: a controller that takes it for alive.
 *
 * <p>Started as it is, it would load its transactions as the leader that it was, lose all
 * leaderships for a moment once its old session is over, and skip, for good, the markers of
 * transactions that ended in between: their readers would wait for ever. So the controller runs
 * alone first, until it has given the old broker up; the new one then finds leaderships and
 * transactions together, and need not wait for the old session. See
 * docs/decisions/0105-a-broker-that-is-alone.md.
 */
final class CrashedBroker {
  private static final Logger LOG = LoggerFactory.getLogger(CrashedBroker.class);
  private static final String CLEAN = ".kafka_cleanshutdown";
  private static final String METADATA = "__cluster_metadata-0";
  private static final String FENCED =
      "kafka.controller:type=KafkaController,name=FencedBrokerCount";
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 20;

  private CrashedBroker() {}

  /** Has the controller give the broker up, where the data in this directory is a crash's. */
  static void giveUp(Path logs) {
    if (!Files.exists(logs.resolve(METADATA)) || Files.exists(logs.resolve(CLEAN))) {
      return;
    }
    var port = LoopbackPort.available(0, "--kafka-port");
    var config = new KafkaConfig(BrokerSettings.ofController(logs, port), false);
    var controller = new KafkaRaftServer(config, Time.SYSTEM);
    controller.startup();
    try {
      awaitFenced();
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  private static void awaitFenced() {
    var until = System.nanoTime() + WITHIN.toNanos();
    while (fenced() == 0) {
      if (System.nanoTime() > until) {
        LOG.warn(
            "The broker that ran here before was not given up within {} s; transactions that its"
                + " crash cut off may hold their readers up.",
            WITHIN.toSeconds());
        return;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static int fenced() {
    try {
      var value =
          ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(FENCED), "Value");
      return ((Number) value).intValue();
    } catch (InstanceNotFoundException e) {
      return 0; // The controller has not come so far.
    } catch (JMException e) {
      throw new IllegalStateException("Kafka's controller does not tell of its brokers", e);
    }
  }
}
