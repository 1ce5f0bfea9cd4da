package io.evenkeel.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who waits to be judged")
class WaitingTest {
  private final Waiting waiting = new Waiting(3);

  @Test
  void isNextInTheOrderOfComing() {
    waiting.add(List.of("B", "A"));
    waiting.add(List.of("C"));

    assertThat(next()).containsExactly("B", "A", "C");
    assertThat(next()).isEmpty();
  }

  @Test
  void waitsOnceHoweverOftenItIsNamed() {
    waiting.add(List.of("A", "B"));
    waiting.add(List.of("A"));

    assertThat(next()).containsExactly("A", "B");
  }

  @Test
  void takesTurnsWhereItComesInACrowd() {
    waiting.add(crowd(7));

    assertThat(next()).containsExactly("X1", "X2", "X3");
    assertThat(next()).containsExactly("X4", "X5", "X6");
    assertThat(next()).containsExactly("X7");
  }

  @Test
  void isNextBeforeTheCrowdWhereItComesInFew() {
    waiting.add(crowd(7));
    next();
    waiting.add(List.of("A"));

    assertThat(next()).containsExactly("A", "X4", "X5", "X6");
  }

  @Test
  void staysInTheCrowdHoweverOftenItIsNamedAgain() {
    waiting.add(crowd(7));
    waiting.add(List.of("X6"));
    waiting.add(crowd(7));

    assertThat(next()).containsExactly("X1", "X2", "X3");
    assertThat(next()).containsExactly("X4", "X5", "X6");
  }

  @Test
  void isNotLostInACrowdThatIsNamedAgainTogetherWithIt() {
    waiting.add(crowd(7));
    next();
    var again = new ArrayList<>(crowd(7).subList(3, 7));
    again.add("A");
    waiting.add(again);

    assertThat(next()).startsWith("A");
  }

  @Test
  void staysAmongTheFewWhereACrowdNamesItToo() {
    waiting.add(List.of("X2"));
    waiting.add(crowd(4));

    var everyone = new ArrayList<>(next());
    assertThat(everyone).startsWith("X2").doesNotHaveDuplicates();
    everyone.addAll(next());
    assertThat(everyone).containsExactlyInAnyOrder("X1", "X2", "X3", "X4");
  }

  @Test
  void goesOnWithTheCrowdOnlyWhileTimeIsLeftButWithOneInAnyCase() {
    waiting.add(crowd(7));
    var first = new ArrayList<String>();
    waiting.next(() -> false, first::add);
    assertThat(first).containsExactly("X1");

    waiting.add(List.of("A", "B"));
    var then = new ArrayList<String>();
    waiting.next(() -> then.size() < 4, then::add);
    assertThat(then).containsExactly("A", "B", "X2", "X3");
  }

  /** Everyone whose turn it is while time does not matter. */
  private List<String> next() {
    var next = new ArrayList<String>();
    waiting.next(() -> true, next::add);
    return next;
  }

  private static List<String> crowd(int size) {
    return IntStream.rangeClosed(1, size).mapToObj(i -> "X" + i).toList();
  }
}
