package io.evenkeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An output that a page shows")
class ShapeTest {
  @Test
  void isFoundWithOtherNumbersAndWithAnythingForAnEllipsis() {
    assertThat(
            Shape.notFound(
                List.of("A-17 at 34.1 %: …", "sent: 3"),
                List.of("first", "A-2 at 5 %: XOM and more", "between", "sent: 1,000")))
        .isEmpty();
  }

  @Test
  void isNotFoundWhereALineLacks() {
    assertThat(Shape.notFound(List.of("sent: 3"), List.of("not sent: 3"))).contains("sent: 3");
    assertThat(Shape.notFound(List.of("a"), List.of())).contains("a");
  }

  @Test
  void isNotFoundInAnotherOrder() {
    assertThat(Shape.notFound(List.of("a", "b"), List.of("b", "a"))).contains("b");
    assertThat(Shape.notFound(List.of("a", "a"), List.of("a"))).contains("a");
  }

  @Test
  void mayHaveLinesLeftOut() {
    assertThat(Shape.notFound(List.of("a", "…", "b"), List.of("a", "x", "b"))).isEmpty();
    assertThat(Shape.notFound(List.of("a", "…"), List.of("a"))).isEmpty();
  }
}
