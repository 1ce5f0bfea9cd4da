package io.evenkeel.core.book;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A model")
class ModelTest {
  @Test
  void hasNoSlashInItsIdSinceTwoLinesCouldShareANameOtherwise() {
    assertThatThrownBy(() -> new Model("A/B", "F-1", 1, "", new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A/B")
        .hasMessageContaining("no slash");
    var none = Money.of("0");
    assertThatThrownBy(() -> new Sleeve("S", Sleeve.Kind.MODEL, "A/B", none, none, none, List.of()))
        .hasMessageContaining("no slash");
  }

  @Test
  void holdsNoSecurityOfTheNameOfItsCashSinceTwoLinesCouldShareANameOtherwise() {
    var holdings = new TreeMap<>(Map.of("CASH", GivenWeight.of("0.5")));

    assertThatThrownBy(() -> new Model("TECH", "F-1", 1, "", holdings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model TECH holds a security with the id CASH, which is the name of its cash; leave it out, the rest to 100 % is cash");
  }
}
