package io.evenkeel.pipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A transaction of a thread")
class FencedProducerTest {
  private static final TopicPartition FENCE = new TopicPartition("nobody-reads-it", 0);
  private static final TopicPartition INPUT = new TopicPartition("accounts", 3);
  private static final ConsumerGroupMetadata GROUP = new ConsumerGroupMetadata("evenkeel");

  private final List<Map<TopicPartition, OffsetAndMetadata>> asked = new ArrayList<>();
  private FencedProducer producer;

  @BeforeEach
  void begin() {
    var recorded =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public void sendOffsetsToTransaction(
              Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            asked.add(offsets);
            super.sendOffsetsToTransaction(offsets, group);
          }
        };
    producer = new FencedProducer(recorded, FENCE);
    producer.initTransactions();
    producer.beginTransaction();
  }

  @Test
  void thatReadNothingAsksItsGroupAllTheSame() {
    producer.sendOffsetsToTransaction(Map.of(), GROUP);
    producer.commitTransaction();

    assertThat(asked).containsExactly(Map.of(FENCE, new OffsetAndMetadata(0)));
  }

  @Test
  void thatReadSomethingCommitsThatAlone() {
    var read = Map.of(INPUT, new OffsetAndMetadata(7));

    producer.sendOffsetsToTransaction(read, GROUP);

    assertThat(asked).containsExactly(read);
  }
}
