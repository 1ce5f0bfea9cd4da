package io.evenkeel.backtest;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Writes the files of the worked example: {@code mvn -pl streams-app -am test -Dtest=ExampleWriter
 * -Dsurefire.failIfNoSpecifiedTests=false}. Its name keeps it out of every other run;
 * docs/backtest.md shows what comes of them and is edited in the same commit.
 */
class ExampleWriter {
  @Test
  void writesBookAndPricesAsTheyAreMade() throws IOException {
    Files.createDirectories(ExampleTest.DIRECTORY);
    Files.writeString(ExampleTest.BOOK, ExampleFiles.book());
    Files.writeString(ExampleTest.PRICES, ExampleFiles.prices());
  }
}
