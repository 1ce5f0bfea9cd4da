package io.evenkeel.benchmarks.peers;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Lets a flag through only where it is another than was said last: some value, or none. */
final class OnChange extends ContextualFixedKeyProcessor<String, Boolean, byte @Nullable []> {
  private static final byte[] FLAGGED = {1};

  private final String store;
  private @Nullable KeyValueStore<String, Boolean> said;

  OnChange(String store) {
    this.store = store;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, byte @Nullable []> context) {
    super.init(context);
    said = context.getStateStore(store);
  }

  @Override
  public void process(FixedKeyRecord<String, Boolean> flag) {
    var last = Boolean.TRUE.equals(requireNonNull(said).get(flag.key()));
    if (flag.value() != last) {
      said.put(flag.key(), flag.value());
      context().forward(flag.withValue(flag.value() ? FLAGGED : null));
    }
  }
}
