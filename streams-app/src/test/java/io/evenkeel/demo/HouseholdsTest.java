package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.schemas.AccountType;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo's households")
class HouseholdsTest {
  private static final Universe UNIVERSE = Universe.load();

  @Test
  void makeABookThatCanBeRead() {
    var book = book(500);

    assertThat(book.accounts()).hasSize(500);
    assertThat(book.targets()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(book.models()).hasSize(4);
  }

  @Test
  void areOfEveryKind() {
    var book = book(500);

    assertThat(book.accounts().values())
        .extracting("type")
        .contains(AccountType.CASH, AccountType.MARGIN);
    assertThat(book.accounts().values()).extracting("registration").contains("TAXABLE", "IRA");
    assertThat(book.openings().values())
        .extracting(c -> c.getOpeningState().getTargetId())
        .containsNull()
        .contains("LEVERED-GROWTH");
    assertThat(book.openings().values())
        .extracting(c -> c.getOpeningState().getEstablished())
        .contains(true, false);
  }

  @Test
  void areTheSameForTheSameSeed() {
    assertThat(new Households(UNIVERSE, 7).account(42))
        .isEqualTo(new Households(UNIVERSE, 7).account(42))
        .isNotEqualTo(new Households(UNIVERSE, 8).account(42));
  }

  private static BookFile book(int accounts) {
    var households = new Households(UNIVERSE, 42);
    ObjectNode book = UNIVERSE.book().deepCopy();
    ArrayNode list = book.putArray("accounts");
    IntStream.rangeClosed(1, accounts).mapToObj(households::account).forEach(list::add);
    return BookFile.read(Json.line(book), Instant.EPOCH, "SCHWAB");
  }
}
