package io.evenkeel.chaos.fault;

import java.time.Instant;

/**
 * No fault but work: positions of accounts are told again and again, each of which changes a book
 * and so adds a record to a changelog.
 *
 * @param records how many
 */
public record Told(int records) implements Fault {
  @Override
  public void fire(Stage stage) {
    var at = Instant.now();
    stage.book().sendPositions(stage.sent(), records);
    stage.fired("positions told", "all accounts", at, "%d records".formatted(records));
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%,d positions told", records);
  }
}
