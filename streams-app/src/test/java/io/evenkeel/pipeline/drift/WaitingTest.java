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

    assertThat(waiting.next()).containsExactly("B", "A", "C");
    assertThat(waiting.next()).isEmpty();
  }

  @Test
  void waitsOnceHoweverOftenItIsNamed() {
    waiting.add(List.of("A", "B"));
    waiting.add(List.of("A"));

    assertThat(waiting.next()).containsExactly("A", "B");
  }

  @Test
  void takesTurnsWhereItComesInACrowd() {
    waiting.add(crowd(7));

    assertThat(waiting.next()).containsExactly("X1", "X2", "X3");
    assertThat(waiting.next()).containsExactly("X4", "X5", "X6");
    assertThat(waiting.next()).containsExactly("X7");
  }

  @Test
  void isNextBeforeTheCrowdWhereItComesInFew() {
    waiting.add(crowd(7));
    waiting.next();
    waiting.add(List.of("A"));

    assertThat(waiting.next()).containsExactly("A", "X4", "X5", "X6");
  }

  @Test
  void leavesTheCrowdWhereItIsNamedAlone() {
    waiting.add(crowd(4));
    waiting.add(List.of("X4"));

    assertThat(waiting.next()).containsExactly("X4", "X1", "X2", "X3");
    assertThat(waiting.next()).isEmpty();
  }

  @Test
  void staysAmongTheFewWhereACrowdNamesItToo() {
    waiting.add(List.of("X2"));
    waiting.add(crowd(4));

    var everyone = new ArrayList<>(waiting.next());
    assertThat(everyone).startsWith("X2").doesNotHaveDuplicates();
    everyone.addAll(waiting.next());
    assertThat(everyone).containsExactlyInAnyOrder("X1", "X2", "X3", "X4");
  }

  private static List<String> crowd(int size) {
    return IntStream.rangeClosed(1, size).mapToObj(i -> "X" + i).toList();
  }
}
