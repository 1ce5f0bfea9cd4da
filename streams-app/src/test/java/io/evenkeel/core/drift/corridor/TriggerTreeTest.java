package io.evenkeel.core.drift.corridor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A trigger tree")
class TriggerTreeTest {
  private final TriggerTree tree = new TriggerTree();

  private List<Integer> crossedBy(double price) {
    var slots = new ArrayList<Integer>();
    tree.crossed(price, slots::add);
    return slots;
  }

  @Test
  void staysSilentOnItsTriggersAndSpeaksPastThem() {
    tree.set(tree.add(), 9.5f, 10.5f);

    assertThat(crossedBy(9.5)).isEmpty();
    assertThat(crossedBy(10.5)).isEmpty();
    assertThat(crossedBy(Math.nextDown(9.5))).containsExactly(0);
    assertThat(crossedBy(Math.nextUp(10.5))).containsExactly(0);
  }

  @Test
  void speaksOfACrossedTriggerOnceUntilItIsSetAgain() {
    tree.set(tree.add(), 9.5f, 10.5f);

    assertThat(crossedBy(11)).containsExactly(0);
    assertThat(crossedBy(11)).isEmpty();
    assertThat(crossedBy(9)).containsExactly(0);
    tree.set(0, 9.5f, 10.5f);
    assertThat(crossedBy(11)).containsExactly(0);
  }

  @Test
  void staysSilentAboutASlotUntilItIsSet() {
    tree.add();

    assertThat(crossedBy(1e30)).isEmpty();
    assertThat(crossedBy(1e-30)).isEmpty();
  }

  static Stream<Long> seeds() {
    return Stream.of(1L, 2L, 3L, 4L, 5L);
  }

  /** Sizes across several levels of blocks, slots set, added and taken away in any order. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void findsExactlyWhatIsCrossed(long seed) {
    var random = new Random(seed);
    var floors = new ArrayList<Float>();
    var ceilings = new ArrayList<Float>();
    for (var step = 0; step < 30_000; step++) {
      var what = random.nextInt(step < 12_000 ? 3 : 6);
      if (what == 0 || floors.isEmpty()) {
        floors.add(100 - 50 * random.nextFloat());
        ceilings.add(100 + 50 * random.nextFloat());
        tree.set(tree.add(), floors.get(floors.size() - 1), ceilings.get(floors.size() - 1));
      } else if (what == 5) {
        var slot = random.nextInt(floors.size());
        tree.fillWithLast(slot);
        floors.set(slot, floors.get(floors.size() - 1));
        ceilings.set(slot, ceilings.get(floors.size() - 1));
        floors.remove(floors.size() - 1);
        ceilings.remove(ceilings.size() - 1);
      } else {
        var slot = random.nextInt(floors.size());
        floors.set(slot, 100 - 50 * random.nextFloat());
        ceilings.set(slot, 100 + 50 * random.nextFloat());
        tree.set(slot, floors.get(slot), ceilings.get(slot));
      }
      if (step % 50 == 0) {
        var price = 50 + 100 * random.nextDouble();
        assertThat(new TreeSet<>(crossedBy(price)))
            .isEqualTo(new TreeSet<>(crossed(floors, ceilings, price)));
        floors.replaceAll(floor -> price < floor ? Float.NEGATIVE_INFINITY : floor);
        ceilings.replaceAll(ceiling -> price > ceiling ? Float.POSITIVE_INFINITY : ceiling);
      }
    }
    assertThat((double) tree.lowestCeiling()).isLessThanOrEqualTo(least(ceilings));
    assertThat((double) tree.highestFloor()).isGreaterThanOrEqualTo(greatest(floors));
  }

  /** Until a search came for it, the tree takes a trigger to be where it was. */
  @Test
  void isAskedOnceInVainWhereATriggerWentFurtherAway() {
    tree.set(tree.add(), 90, 110);
    tree.set(tree.add(), 80, 120);
    tree.set(0, 70, 130);

    assertThat(tree.lowestCeiling()).isEqualTo(110);
    assertThat(crossedBy(115)).isEmpty();
    assertThat(tree.lowestCeiling()).isEqualTo(120);
    assertThat(crossedBy(85)).isEmpty();
    assertThat(tree.highestFloor()).isEqualTo(80);
  }

  private static List<Integer> crossed(List<Float> floors, List<Float> ceilings, double price) {
    return IntStream.range(0, floors.size())
        .filter(slot -> price < floors.get(slot) || price > ceilings.get(slot))
        .boxed()
        .toList();
  }

  private static double least(List<Float> numbers) {
    return numbers.stream().mapToDouble(Float::doubleValue).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double greatest(List<Float> numbers) {
    return numbers.stream().mapToDouble(Float::doubleValue).max().orElse(Double.NEGATIVE_INFINITY);
  }
}
