package io.evenkeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types every command of the pages for readers, in their order, beside the demo that the page asks
 * for. A command must succeed, and print what the page shows, in shape.
 */
@DisplayName("A reader who types every command of")
class ReaderPagesTest {
  @TempDir static Path directory;
  private static Desk desk;

  @BeforeAll
  static void sitDown() throws IOException {
    desk = new Desk(directory);
  }

  @AfterAll
  static void getUp() throws IOException {
    desk.close();
  }

  @TestFactory
  Stream<DynamicContainer> seesThemWork() {
    return Page.forReaders().stream()
        .map(page -> DynamicContainer.dynamicContainer(page.name(), tests(page)));
  }

  private static Stream<DynamicTest> tests(Page page) {
    var blocks = page.blocks().stream().filter(block -> !block.isNotRun()).toList();
    return Stream.concat(
        Stream.of(DynamicTest.dynamicTest("turns to it", desk::turnPage)),
        blocks.stream().map(block -> DynamicTest.dynamicTest(name(block), () -> type(block))));
  }

  private static String name(Block block) {
    return "line " + block.line() + ": " + block.commands().get(0);
  }

  private static void type(Block block) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        !block.isPython() || desk.hasPython(),
        "no python3 with confluent-kafka and fastavro here: pip install -r"
            + " samples/python/requirements.txt");
    if (block.isDemo()) {
      desk.demo(block);
    } else if (block.hasOwnTerminal()) {
      desk.terminal(block.script());
    } else {
      var ran = desk.run(block.script());
      var said = String.join("\n", ran.output());
      assertThat(ran.exitCode()).as("%s%n%s", said, desk.terminalsSaid()).isZero();
      assertThat(Shape.notFound(block.shown(), ran.output())).as(said).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> findsAReasonWhereverACommandIsNotRun() {
    return Page.forReaders().stream()
        .map(page -> DynamicTest.dynamicTest(page.name(), () -> holdMarks(page)));
  }

  private static void holdMarks(Page page) {
    var notRun = page.blocks().stream().filter(Block::isNotRun).toList();
    assertThat(notRun)
        .extracting(Block::reason)
        .allSatisfy(r -> assertThat(r).hasSizeGreaterThan(9));
    assertThat(notRun).as("blocks that nobody runs").hasSize(NOT_RUN.of(page));
    assertThat(page.disguisedCommands()).as("commands in a block that is no ```sh").isEmpty();
    assertThat(page.blocks())
        .as("a demo needs the mark of what runs until it is interrupted")
        .allSatisfy(b -> assertThat(b.isDemo() && !b.isNotRun() && !b.hasOwnTerminal()).isFalse());
  }

  /** How many blocks of each page no test can run; one more is to be argued here. */
  private record NotRun(List<String> pages) {
    private int of(Page page) {
      return (int) pages.stream().filter(page.name()::equals).count();
    }
  }

  private static final NotRun NOT_RUN =
      new NotRun(
          List.of(
              "README.md", "README.md", "docs/for-custodians.md", "docs/for-platform-teams.md"));
}
