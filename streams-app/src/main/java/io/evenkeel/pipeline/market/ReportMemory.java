package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.ReleaseAnswer;
import io.evenkeel.core.market.ReleaseCommand;
import io.evenkeel.pipeline.state.EarlierSchemas;
import io.evenkeel.pipeline.state.Packing;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What a task has said of the boards so far, in a store of its own, so that it says everything
 * once: committed together with what was said.
 */
final class ReportMemory {
  private static final String WRITTEN = "written/";
  private static final String AUDITED = "audited/";
  private static final String HOLD = "hold/";
  private static final String STALE = "stale/";
  private static final String WAITING = "waiting/";
  private static final String ANSWERED = "answered/";
  private static final String END = "\uffff";
  private static final byte[] YES = {1};

  private static final Packing<PriceHold> HOLDS = packing(PriceHold.class);
  private static final Packing<ReleaseCommand> COMMANDS = packing(ReleaseCommand.class);
  private static final Packing<Answer> ANSWERS = packing(Answer.class);

  private final KeyValueStore<String, byte[]> store;

  private static <T> Packing<T> packing(Class<T> type) {
    return Packing.of(type, EarlierSchemas.of(type));
  }

  /**
   * How a command was answered.
   *
   * @param rejected {@code null} where it was accepted
   */
  record Answer(Instant at, ReleaseAnswer.@Nullable Rejected rejected) {}

  ReportMemory(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /** Refused records of that partition are written to dead-letters up to, and without, this. */
  long writtenUpTo(RefusalLog.Source source) {
    var offset = store.get(key(source));
    return offset == null ? 0 : ByteBuffer.wrap(offset).getLong();
  }

  void writtenUpTo(RefusalLog.Source source, long offset) {
    store.put(key(source), ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
  }

  /**
   * Changes of that partition are in the audit up to, and without, this.
   *
   * @param topicId a topic that is made anew is another one
   */
  long auditedUpTo(String topicId, int partition) {
    var offset = store.get(auditKey(topicId, partition));
    return offset == null ? 0 : ByteBuffer.wrap(offset).getLong();
  }

  void auditedUpTo(String topicId, int partition, long offset) {
    var packed = ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
    store.put(auditKey(topicId, partition), packed);
  }

  private static String auditKey(String topicId, int partition) {
    return AUDITED + topicId + "/" + partition;
  }

  private static String key(RefusalLog.Source source) {
    return WRITTEN + source.topic() + "/" + source.partition();
  }

  /** What was last said to price-holds of a hold that is not over, as far as was said. */
  @Nullable PriceHold hold(String securityId) {
    var packed = store.get(HOLD + securityId);
    return packed == null ? null : HOLDS.unpack(packed);
  }

  void hold(String securityId, @Nullable PriceHold hold) {
    put(HOLD + securityId, hold == null ? null : HOLDS.pack(hold));
  }

  List<String> securitiesWithHolds() {
    return idsUnder(HOLD);
  }

  boolean isStale(String securityId) {
    return store.get(STALE + securityId) != null;
  }

  void stale(String securityId, boolean stale) {
    put(STALE + securityId, stale ? YES : null);
  }

  List<String> staleSecurities() {
    return idsUnder(STALE);
  }

  /** Commands wait, in the order of their arrival, until boards may be asked. */
  void await(long order, ReleaseCommand command) {
    store.put(WAITING + "%019d".formatted(order), COMMANDS.pack(command));
  }

  /** Takes every waiting command out, first come first. */
  List<ReleaseCommand> takeWaiting() {
    var commands = new ArrayList<ReleaseCommand>();
    var keys = new ArrayList<String>();
    forEachUnder(
        WAITING,
        (key, packed) -> {
          keys.add(key);
          commands.add(COMMANDS.unpack(packed));
        });
    keys.forEach(store::delete);
    return commands;
  }

  @Nullable Answer answer(ReleaseCommand command) {
    return answer(store.get(key(command)));
  }

  static @Nullable Answer answer(byte @Nullable [] packed) {
    return packed == null ? null : ANSWERS.unpack(packed);
  }

  void answer(ReleaseCommand command, Answer answer) {
    store.put(key(command), ANSWERS.pack(answer));
  }

  void forgetAnswersBefore(Instant oldest) {
    var old = new ArrayList<String>();
    forEachUnder(
        ANSWERED,
        (key, packed) -> {
          if (ANSWERS.unpack(packed).at().isBefore(oldest)) {
            old.add(key);
          }
        });
    old.forEach(store::delete);
  }

  private static String key(ReleaseCommand command) {
    return answerKey(command.securityId(), command.commandId());
  }

  static String answerKey(String securityId, String commandId) {
    return ANSWERED + securityId + "/" + commandId;
  }

  private void put(String key, byte @Nullable [] value) {
    if (value == null) {
      store.delete(key);
    } else {
      store.put(key, value);
    }
  }

  private List<String> idsUnder(String prefix) {
    var ids = new ArrayList<String>();
    forEachUnder(prefix, (key, value) -> ids.add(key.substring(prefix.length())));
    return ids;
  }

  private void forEachUnder(String prefix, BiConsumer<String, byte[]> each) {
    var found = new ArrayList<KeyValue<String, byte[]>>();
    try (var range = store.range(prefix, prefix + END)) {
      range.forEachRemaining(found::add);
    }
    found.forEach(entry -> each.accept(entry.key, entry.value));
  }
}
