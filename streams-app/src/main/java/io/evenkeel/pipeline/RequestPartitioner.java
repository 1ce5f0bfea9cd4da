package io.evenkeel.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Puts the rows of a request where the request itself is: keyed {@code requestId/accountId}, by the
 * requestId alone. An accountId holds no slash; a requestId may.
 */
final class RequestPartitioner<V> implements StreamPartitioner<Object, V> {
  @Override
  public Optional<Set<Integer>> partitions(String topic, Object key, V value, int partitions) {
    var text = key.toString();
    var requestId = text.substring(0, text.lastIndexOf('/'));
    var bytes = requestId.getBytes(StandardCharsets.UTF_8);
    return Optional.of(Set.of(BuiltInPartitioner.partitionForKey(bytes, partitions)));
  }
}
