package io.evenkeel.pipeline.market;

import java.util.Collection;
import java.util.HashMap;
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

/**
 * Asks where partitions end now, without waiting. A partition in which there is nothing to be read
 * ends at 0, whatever was there before.
 */
public interface EndOffsets {
  /** Without a cluster: boards are never behind, and nobody has to ask. */
  EndOffsets WITHOUT_CLUSTER = partitions -> CompletableFuture.completedFuture(Map.of());

  CompletionStage<Map<TopicPartition, Long>> of(Collection<TopicPartition> partitions);

  /** The same, where what is not committed yet counts too. */
  default EndOffsets uncommitted() {
    return this;
  }

  /** As the cluster says, for readers of committed records. */
  static EndOffsets ofCluster(Admin admin) {
    return new OfCluster(admin, IsolationLevel.READ_COMMITTED);
  }

  /** Where partitions of a cluster end. */
  record OfCluster(Admin admin, IsolationLevel isolation) implements EndOffsets {
    /** After so long a broker that has not answered is asked anew. */
    private static final int ANSWERS_WITHIN_MILLIS = 5_000;

    @Override
    public EndOffsets uncommitted() {
      return new OfCluster(admin, IsolationLevel.READ_UNCOMMITTED);
    }

    @Override
    public CompletionStage<Map<TopicPartition, Long>> of(Collection<TopicPartition> partitions) {
      return offsets(partitions, OffsetSpec.earliest())
          .thenCombine(offsets(partitions, OffsetSpec.latest()), OfCluster::ends);
    }

    private CompletionStage<Map<TopicPartition, Long>> offsets(
        Collection<TopicPartition> partitions, OffsetSpec which) {
      var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), p -> which));
      var options = new ListOffsetsOptions(isolation).timeoutMs(ANSWERS_WITHIN_MILLIS);
      return admin
          .listOffsets(asked, options)
          .all()
          .toCompletionStage()
          .thenApply(
              found ->
                  found.entrySet().stream()
                      .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset())));
    }

    private static Map<TopicPartition, Long> ends(
        Map<TopicPartition, Long> first, Map<TopicPartition, Long> last) {
      var ends = new HashMap<>(last);
      first.forEach(
          (partition, begin) ->
              ends.computeIfPresent(partition, (p, end) -> end <= begin ? 0 : end));
      return ends;
    }
  }
}
