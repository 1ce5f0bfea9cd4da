package io.evenkeel.pipeline.market;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells the boards where the consumer stands that feeds them. A transaction's markers take offsets
 * and are never delivered, so from records alone no board would know that it has reached the end.
 *
 * <p>Kafka makes it by class name; the boards come with the consumer's configuration ({@link
 * MarketBoards#streamsProperties}).
 */
public final class PositionInterceptor implements ConsumerInterceptor<byte[], byte[]> {
  static final String BOARDS = "evenkeel.boards";

  private @Nullable MarketBoards boards;

  @Override
  public void configure(Map<String, ?> configs) {
    if (configs.get(BOARDS) instanceof MarketBoards given) {
      boards = given;
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    var told = boards;
    if (told != null) {
      records.nextOffsets().forEach((partition, next) -> tell(told, partition, next, records));
    }
    return records;
  }

  /** Records without a key are not always delivered, so none of them is waited for. */
  private static void tell(
      MarketBoards boards,
      TopicPartition partition,
      OffsetAndMetadata next,
      ConsumerRecords<byte[], byte[]> records) {
    boards.fetched(partition, afterLast(records.records(partition)), next.offset());
  }

  private static long afterLast(List<ConsumerRecord<byte[], byte[]>> records) {
    for (var last = records.size() - 1; last >= 0; last--) {
      if (records.get(last).key() != null) {
        return records.get(last).offset() + 1;
      }
    }
    return -1;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
