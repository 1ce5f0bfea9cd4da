package io.evenkeel.pipeline.market;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks where partitions end now, for readers of committed records, without waiting. */
public interface EndOffsets {
  /** Without a cluster: boards are never behind, and nobody has to ask. */
  EndOffsets WITHOUT_CLUSTER = partitions -> CompletableFuture.completedFuture(Map.of());

  CompletionStage<Map<TopicPartition, Long>> of(Collection<TopicPartition> partitions);

  /** As the cluster says. */
  static EndOffsets ofCluster(Admin admin) {
    return partitions -> {
      var asked =
          partitions.stream()
              .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
      var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
      return admin
          .listOffsets(asked, options)
          .all()
          .toCompletionStage()
          .thenApply(
              found ->
                  found.entrySet().stream()
                      .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset())));
    };
  }
}
