package io.evenkeel.core.violations;

import io.evenkeel.schemas.Price;
import org.apache.kafka.common.TopicPartition;

/** Breaks rules on purpose: a decision that knows Kafka and the wire. */
public final class DecidesWithKafka {
  private DecidesWithKafka() {}

  public static boolean isFirst(TopicPartition partition, Price price) {
    return partition.partition() == 0 && price.getPrice().signum() > 0;
  }
}
