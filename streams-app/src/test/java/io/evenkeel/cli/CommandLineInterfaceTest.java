package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The command line")
class CommandLineInterfaceTest {
  @TempDir Path directory;

  static Stream<List<String>> commands() {
    return Stream.concat(
        CommandLineInterface.create().getSubcommands().keySet().stream().map(List::of),
        Stream.of(
            List.of("topics", "create"), List.of("topics", "check"), List.of("book", "import")));
  }

  @ParameterizedTest(name = "{0} --help")
  @MethodSource("commands")
  void explainsEachCommand(List<String> command) {
    var ran = Ran.of(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .startsWith("Usage: evenkeel " + String.join(" ", command))
        .contains("--help");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void isListedWholeInTheReadme() throws IOException {
    var readme = Files.readString(Path.of("../README.md"));

    assertThat(CommandLineInterface.create().getSubcommands().keySet())
        .allSatisfy(command -> assertThat(readme).containsPattern("\\| .*`" + command + "[ `]"));
  }

  @Test
  void explainsItselfWithoutArguments() {
    var ran = Ran.of();

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("demo", "run", "backtest", "doctor", "Exit codes");
  }

  @ParameterizedTest(name = "evenkeel {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dmeo                                 | there is no command dmeo; the nearest one is demo",
        "topics crate                         | there is no command crate; the nearest one is create",
        "demo --acounts 5                     | there is no option --acounts; the nearest one is --accounts",
        "demo --accounts 0                    | --accounts 0 cannot be used; give 1 to 100,000",
        "demo --accounts 100001               | --accounts 100001 cannot be used; give 1 to 100,000",
        "demo --accounts many                 | 'many' is not an int",
        "demo --for soon                      | 'soon' cannot be used: it is a duration such as",
        "demo --leave-custodian NOBODY        | --leave-custodian NOBODY cannot be used; give one of SCHWAB, FIDELITY",
        "topics                               | ./evenkeel topics create, or ./evenkeel topics check",
        "book                                 | ./evenkeel book import FILE.json",
        "produce prices                       | Missing required option: '--file=FILE.jsonl'",
        "consume                              | Missing required parameter: 'TOPIC'",
        "consume prises                       | there is no topic prises; the nearest one is prices",
        "consume prices --max -1              | --max -1 cannot be used; give 0 or more",
        "consume prices extra                 | extra is one argument too many",
        "audit                                | say what to do: ./evenkeel audit verify, or ./evenkeel audit show",
        "halt BRANCH B-1 --reason x           | there is no scope BRANCH; it is FIRM, CUSTODIAN, ACCOUNT or SECURITY",
        "halt FIRM F-1                        | Missing required option: '--reason=TEXT'",
        "topology --set limits.orderNotional=0 | limits.orderNotional=0 cannot be used: it is an amount above 0, such as 25000000.00, or off",
        "topology --set limits.firmPerMinute.ACME=lots | limits.firmPerMinute.ACME=lots cannot be used: it is an amount above 0",
        "topology --set limits.priceCollar=5   | limits.priceCollar=5 cannot be used: it is a decimal, at least 0.000001 and below 1",
        "topology --set limits.ordersPerDay=-1 | limits.ordersPerDay=-1 cannot be used: it is a whole number from 1 to 1000000",
        "topology --set limits.duplicateWindow=2d | limits.duplicateWindow=2d cannot be used: it is a duration from 1 ms to 24 h",
        "config --set a=b                     | there is no option --set",
        "topology --set drift.histeresis=0    | unknown configuration key drift.histeresis; the nearest known one is drift.hysteresis",
        "topology --set drift.hysteresis      | --set drift.hysteresis is not of the form key=value",
        "topology --set drift.hysteresis=2    | drift.hysteresis=2 cannot be used: it is a decimal",
        "topology --config none.properties    | none.properties cannot be read",
        "produce prices --file none.jsonl     | none.jsonl cannot be read; give a readable file with --file",
        "book import none.json                | none.json cannot be read; give a readable book file",
      })
  void answersWrongUsageWithOneSentenceAndCodeTwo(String arguments, String sentence) {
    var ran = Ran.of(arguments.split(" "));

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("evenkeel: ").contains(sentence).doesNotContain("\tat ");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void namesTheLineOfAFileThatIsNoJson() throws IOException {
    var file = Files.writeString(directory.resolve("a.jsonl"), "\n{\"key\":\"R-1\",\n");

    var ran = Ran.of("produce", "rebalance-commands", "--file", file.toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(ran.err()).contains("a.jsonl line 2: not JSON at line 1", "; nothing was sent");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"value\":null}                                | an object with a \"key\"",
        "{\"key\":7,\"value\":null}                      | an object with a \"key\"",
        "{\"key\":\"\",\"value\":null}                   | an object with a \"key\"",
        "{\"key\":\"R-1\"}                               | an object with a \"key\"",
        "{\"key\":\"R-1\",\"valeu\":1,\"value\":null}    | field valeu: unknown field \"valeu\"; the nearest known one is \"value\"",
        "{\"key\":\"R-1\",\"value\":{\"type\":\"SUBMID\"}} | field type: unknown type \"SUBMID\"; it is one of",
      })
  void namesTheFieldOfALineThatIsNoRecord(String line, String sentence) throws IOException {
    var file = Files.writeString(directory.resolve("a.jsonl"), line);

    var ran = Ran.of("produce", "rebalance-commands", "--file", file.toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(ran.err()).contains("a.jsonl line 1", sentence, "; nothing was sent");
  }

  @Test
  void listsAConfigurationThatCanBeReadAgain() throws IOException {
    var ran = Ran.of("config");
    var file = Files.writeString(directory.resolve("a.properties"), ran.out());

    var read = Configuration.read(file);

    assertThat(ran.exitCode()).isZero();
    for (var key : Keys.ALL) {
      assertThat(ran.out()).contains(key.name() + "=", "# " + key.meaning());
    }
    assertThat(read.get(Keys.HYSTERESIS)).isEqualTo(Configuration.defaults().get(Keys.HYSTERESIS));
    assertThat(read.get(Keys.STALE_AFTER)).isEmpty();
  }

  @Test
  void drawsTheTopologyWithoutACluster() {
    var text = Ran.of("topology");
    var mermaid = Ran.of("topology", "--mermaid");

    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).contains("Sub-topology", "drift-events");
    assertThat(mermaid.exitCode()).isZero();
    assertThat(mermaid.out()).startsWith("flowchart LR").contains("topic_prices([prices])");
  }

  @Test
  void saysWhichPortOfTheDemoIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ran =
          Ran.of(
              "demo",
              "--data-dir",
              directory.toString(),
              "--kafka-port",
              String.valueOf(taken.getLocalPort()));

      assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
      assertThat(ran.err()).contains("Port " + taken.getLocalPort(), "--kafka-port");
    }
  }

  @Test
  void saysThatADataDirectoryCannotBeWritten() throws IOException {
    var file = Files.writeString(directory.resolve("file"), "no directory");

    var ran = Ran.of("demo", "--data-dir", file.toString(), "--kafka-port", "0");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(ran.err()).contains("Cannot write to the data directory", "--data-dir");
  }

  @Test
  void saysThatNoBrokerAnswers() {
    var ran =
        Ran.of(
            "topics",
            "check",
            "--set",
            "bootstrap.servers=127.0.0.1:1",
            "--set",
            "admin.default.api.timeout.ms=1000",
            "--set",
            "admin.request.timeout.ms=500");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(ran.err()).contains("the Kafka cluster does not answer", "check bootstrap.servers");
  }

  @Test
  void saysThatAnAddressOfKafkaIsNone() {
    var ran = Ran.of("topics", "check", "--set", "bootstrap.servers=here");

    assertThat(ran.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(ran.err()).contains("bootstrap.servers", "mend it in the configuration");
    assertThat(ran.err().lines()).hasSize(1);
  }
}
