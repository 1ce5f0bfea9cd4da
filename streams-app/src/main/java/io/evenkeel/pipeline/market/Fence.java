package io.evenkeel.pipeline.market;

import io.evenkeel.pipeline.state.EarlierSchemas;
import io.evenkeel.pipeline.state.Packing;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far every board had come when a task last said something: kept with the task, and committed
 * with what it said. Whoever goes on must not judge by older boards, or prices, targets and models
 * would go back in time for those who listen.
 *
 * @param byTopic by the name that the board's topic has on the cluster
 */
public record Fence(SortedMap<String, Passed> byTopic) {
  /** Before a task has said anything: any boards will do. */
  public static final Fence NONE = new Fence(Collections.emptySortedMap());

  private static final Packing<Fence> PACKING =
      Packing.of(Fence.class, EarlierSchemas.of(Fence.class));

  /**
   * One board.
   *
   * @param topicId of the topic as it was; of a topic that was made anew nothing is asked
   * @param offsets by partition, that of the next record
   */
  public record Passed(String topicId, List<Long> offsets) {
    public Passed {
      offsets = List.copyOf(offsets);
    }
  }

  public Fence {
    byTopic = Collections.unmodifiableSortedMap(new TreeMap<>(byTopic));
  }

  /** As bytes for a store. */
  public byte[] pack() {
    return PACKING.pack(this);
  }

  /** From what {@link #pack} gave. */
  public static Fence unpack(byte[] packed) {
    return PACKING.unpack(packed);
  }
}
