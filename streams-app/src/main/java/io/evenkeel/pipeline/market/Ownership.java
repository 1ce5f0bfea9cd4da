package io.evenkeel.pipeline.market;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Which account task speaks for a security: the one that commands about it come to. Where prices
 * has as many partitions as there are tasks, that is the task with the number of its partition.
 *
 * @param tasks how many account tasks there are in the whole application
 */
public record Ownership(int task, int tasks) {
  boolean owns(String securityId) {
    return owns(securityId.getBytes(UTF_8), 0);
  }

  /** A record without a key goes by its partition. */
  boolean owns(byte @Nullable [] key, int partition) {
    var number = key == null ? partition : Utils.toPositive(Utils.murmur2(key));
    return number % tasks == task;
  }
}
