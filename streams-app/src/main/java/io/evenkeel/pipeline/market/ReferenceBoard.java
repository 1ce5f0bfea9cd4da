package io.evenkeel.pipeline.market;

import io.evenkeel.core.market.Refusal;
import io.evenkeel.core.market.RefusalReason;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest of everything of one kind, by id: securities, models, targets or halts. Values are
 * immutable. Written by the thread that reads the topics, read by any.
 */
public final class ReferenceBoard<T> implements Intake.Taker<T> {
  private static final int CHANGES = 1 << 16;

  private final SymbolTable symbols = new SymbolTable();
  private final ChangeRing changes = new ChangeRing(CHANGES);
  private final Map<String, T> byId = new ConcurrentHashMap<>();
  private final BoardCounts counts;
  private final Guard<T> guard;
  private final Follower<T> follower;
  private @Nullable EditLog edits;
  private String topic = "";

  ReferenceBoard(BoardCounts counts, Guard<T> guard, Follower<T> follower) {
    this.counts = counts;
    this.guard = guard;
    this.follower = follower;
  }

  /** A board that nobody follows but its readers. */
  ReferenceBoard(BoardCounts counts, Guard<T> guard) {
    this(counts, guard, (before, now) -> {});
  }

  /** The same, every change of which is logged as one of that topic; before anybody reads it. */
  ReferenceBoard<T> logging(EditLog log, String ofTopic) {
    edits = log;
    topic = ofTopic;
    return this;
  }

  private void log(String id, @Nullable T before, @Nullable T now, Place place) {
    if (edits != null && !Objects.equals(before, now)) {
      edits.add(topic, new EditLog.Edit(id, before, now, place));
    }
  }

  /** The newest that was taken; {@code null} where there is none. */
  public @Nullable T get(String id) {
    return byId.get(id);
  }

  /** All there are, in no order. */
  public Collection<T> all() {
    return java.util.Collections.unmodifiableCollection(byId.values());
  }

  /** Follows which ids changed. */
  ChangeCursor changes() {
    return new ChangeCursor(changes, symbols, counts::lap);
  }

  @Override
  public @Nullable Refusal take(String id, T value, Place place) {
    var symbol = symbols.intern(id);
    if (symbol == SymbolTable.NONE) {
      return new Refusal(
          RefusalReason.INVALID,
          "There are %d ids already and no room for %s.".formatted(SymbolTable.LIMIT, id));
    }
    var refusal = guard.refusal(byId.get(id), value);
    if (refusal == null) {
      var before = byId.put(id, value);
      follower.changed(before, value);
      changes.publish(symbol);
      log(id, before, value, place);
    }
    return refusal;
  }

  @Override
  public @Nullable Refusal withdraw(String id, Place place) {
    var before = byId.remove(id);
    if (before != null) {
      follower.changed(before, null);
      changes.publish(symbols.intern(id));
      log(id, before, null, place);
    }
    return null;
  }

  /** Says why a value is not taken; {@code null} where it is. */
  interface Guard<T> {
    @Nullable Refusal refusal(@Nullable T known, T next);
  }

  /** Is told what became of an id, before its change is published. */
  interface Follower<T> {
    void changed(@Nullable T before, @Nullable T now);
  }
}
