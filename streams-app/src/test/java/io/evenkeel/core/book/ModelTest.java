package io.evenkeel.core.book;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.money.Money;
import java.util.List;
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
}
