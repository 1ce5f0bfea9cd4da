package io.evenkeel.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.Positions;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The demo's book: the universe's reference data and so many households. */
final class DemoBook {
  /** Accounts that are made and read at a time, so that a large book needs no large tree. */
  private static final int CHUNK = 1_000;

  private final Universe universe;
  private final Households households;
  private final int accounts;
  private final Instant positionsAsOf;
  private final Map<String, Account> known = new LinkedHashMap<>();
  private final Map<String, Positions> positions = new LinkedHashMap<>();
  private final Map<String, AccountCommand> openings = new LinkedHashMap<>();

  /**
   * A book, not yet made.
   *
   * @param positionsAsOf the close that its positions are of
   */
  DemoBook(Universe universe, long seed, int accounts, Instant positionsAsOf) {
    this.universe = universe;
    this.positionsAsOf = positionsAsOf;
    this.households = new Households(universe, seed);
    this.accounts = accounts;
  }

  /** Writes the book, and gives it as read. */
  BookFile write(Appendable out) throws IOException {
    var head = Json.line(universe.book());
    out.append(head.substring(0, head.length() - 1)).append(",\"accounts\":[\n");
    for (var first = 1; first <= accounts; first += CHUNK) {
      add(chunk(first, out));
    }
    out.append("\n]}\n");
    return whole();
  }

  private BookFile chunk(int first, Appendable out) throws IOException {
    var book = Json.object();
    var list = book.putArray("accounts");
    for (var i = first; i < first + CHUNK && i <= accounts; i++) {
      var account = households.account(i);
      list.add(account);
      out.append(i == 1 ? "" : ",\n").append(Json.line(account));
    }
    return read(book);
  }

  private void add(BookFile chunk) {
    known.putAll(chunk.accounts());
    chunk.positions().values().forEach(each -> each.setAsOf(positionsAsOf));
    positions.putAll(chunk.positions());
    openings.putAll(chunk.openings());
  }

  private BookFile whole() {
    var reference = read(universe.book());
    return new BookFile(
        reference.securities(),
        reference.models(),
        reference.targets(),
        known,
        positions,
        openings,
        Map.of(),
        Map.of());
  }

  private static BookFile read(JsonNode book) {
    return BookFile.read(Json.line(book), Instant.now(), "SCHWAB");
  }
}
