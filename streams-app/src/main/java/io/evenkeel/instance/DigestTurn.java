package io.evenkeel.instance;

import io.evenkeel.pipeline.runtime.PipelineQueries;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Which instance makes the digests: the one whose task would have a request of that name. Kafka
 * Streams sees to it that there is one, and that another follows where it ends.
 */
final class DigestTurn implements BooleanSupplier {
  private static final String NAME = "digests";

  private final PipelineQueries queries;
  private final HostInfo self;

  /**
   * @param advertised where other instances find this one
   */
  DigestTurn(PipelineQueries queries, String advertised) {
    this.queries = queries;
    this.self = HostInfo.buildFromEndpoint(advertised);
  }

  @Override
  public boolean getAsBoolean() {
    try {
      return self.equals(queries.whoHasRequest(NAME).activeHost());
    } catch (InvalidStateStoreException e) {
      return false; // Tasks are moving; it is asked again in a moment.
    }
  }
}
