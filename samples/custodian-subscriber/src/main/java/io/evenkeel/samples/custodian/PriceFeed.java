package io.evenkeel.samples.custodian;

import io.evenkeel.schemas.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Last prices, for {@link PaperMarket}; a real custodian has a market of its own. */
final class PriceFeed implements AutoCloseable {
  private final Consumer<String, Price> consumer;
  private final Map<String, BigDecimal> last = new HashMap<>();

  /** Reads the whole topic, outside any group. */
  PriceFeed(Consumer<String, Price> consumer, String topic) {
    this.consumer = consumer;
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Takes what came since. */
  void refresh() {
    for (var record : consumer.poll(Duration.ZERO)) {
      if (record.value() == null) {
        last.remove(record.key());
      } else {
        last.put(record.key(), record.value().getPrice());
      }
    }
  }

  Optional<BigDecimal> of(String securityId) {
    return Optional.ofNullable(last.get(securityId));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
