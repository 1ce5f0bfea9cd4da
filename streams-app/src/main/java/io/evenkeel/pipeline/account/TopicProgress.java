package io.evenkeel.pipeline.account;

import io.evenkeel.pipeline.market.EndOffsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;

/** How far a partition is written, and how far the application has worked it off, as offsets. */
public interface TopicProgress {
  /** Without a cluster a task is handed every record at once. */
  TopicProgress WITHOUT_CLUSTER =
      new TopicProgress() {
        @Override
        public CompletionStage<Long> end(TopicPartition partition) {
          return CompletableFuture.completedFuture(0L);
        }

        @Override
        public CompletionStage<Long> workedOff(TopicPartition partition) {
          return CompletableFuture.completedFuture(0L);
        }
      };

  /** Where the partition ends now, for readers of committed records. */
  CompletionStage<Long> end(TopicPartition partition);

  /** Below which offset everything was worked off and committed; 0 where nothing was. */
  CompletionStage<Long> workedOff(TopicPartition partition);

  /** As the cluster says of that consumer group. */
  static TopicProgress ofCluster(Admin admin, String group) {
    var ends = EndOffsets.ofCluster(admin);
    return new TopicProgress() {
      @Override
      public CompletionStage<Long> end(TopicPartition partition) {
        return ends.of(List.of(partition)).thenApply(found -> found.get(partition));
      }

      @Override
      public CompletionStage<Long> workedOff(TopicPartition partition) {
        var asked = new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition));
        return admin
            .listConsumerGroupOffsets(Map.of(group, asked))
            .partitionsToOffsetAndMetadata()
            .toCompletionStage()
            .thenApply(found -> found.get(partition))
            .thenApply(committed -> committed == null ? 0L : committed.offset());
      }
    };
  }
}
