package io.evenkeel.pipeline.account;

import io.evenkeel.core.account.Stage;
import io.evenkeel.core.drift.Tile;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lists filter and count rows by, a bit for each symbol. */
final class Traits {
  private static final int EACH = 8;
  private static final int TILE = 0;
  private static final int STAGE = EACH;
  private static final int CAUSE = 2 * EACH;
  private static final int STATUS = 3 * EACH;
  private static final int SOME = (1 << EACH) - 1;

  /** A row that has none of these is not in the queue. */
  static final int STAGES = SOME << STAGE;

  private Traits() {}

  static int of(AccountRow row) {
    return bits(TILE, row.tiles())
        | bit(STAGE, row.stage())
        | bits(CAUSE, row.causes())
        | bit(STATUS, row.status());
  }

  /** Those that the rows of a list must have, tile and stage aside. */
  static int listed(AccountQuery query) {
    return bit(CAUSE, query.cause()) | bit(STATUS, query.status());
  }

  /** Those that a row must have besides to be shown. */
  static int shown(AccountQuery query) {
    return bit(TILE, query.tile()) | bit(STAGE, query.stage());
  }

  static boolean hasAll(int traits, int wanted) {
    return (traits & wanted) == wanted;
  }

  private static int bit(int from, @Nullable Enum<?> symbol) {
    if (symbol == null) {
      return 0;
    }
    if (symbol.ordinal() >= EACH) {
      throw new IllegalStateException("%s needs more bits".formatted(symbol.getDeclaringClass()));
    }
    return 1 << (from + symbol.ordinal());
  }

  private static int bits(int from, Collection<? extends Enum<?>> symbols) {
    var bits = 0;
    for (var symbol : symbols) {
      bits |= bit(from, symbol);
    }
    return bits;
  }

  /** How many rows have each tile and each stage. */
  static final class Count {
    private final int[] counts = new int[2 * EACH];

    void add(int traits) {
      for (var left = traits & (SOME << TILE | STAGES); left != 0; left &= left - 1) {
        counts[Integer.numberOfTrailingZeros(left)]++;
      }
    }

    Map<Tile, Integer> tiles() {
      return of(Tile.class, TILE);
    }

    Map<Stage, Integer> stages() {
      return of(Stage.class, STAGE);
    }

    private <E extends Enum<E>> Map<E, Integer> of(Class<E> type, int from) {
      var of = new EnumMap<E, Integer>(type);
      for (var symbol : type.getEnumConstants()) {
        of.put(symbol, counts[from + symbol.ordinal()]);
      }
      return of;
    }
  }
}
