package io.evenkeel.cli;

import io.evenkeel.backtest.Backtest;
import io.evenkeel.backtest.BacktestFault;
import io.evenkeel.backtest.Policy;
import io.evenkeel.backtest.SummaryTable;
import io.evenkeel.json.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays a book over a history of prices. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Says what would have been flagged, traded and held over a history of prices."
          + " Needs no broker.",
      "Every row is judged at 12:00 of its date, and again after its fills. The same files give the"
          + " same output, byte for byte."
    },
    footer = {
      "",
      "Example:",
      "  ./evenkeel backtest --book docs/examples/backtest/book.json \\",
      "      --prices docs/examples/backtest/prices.csv --policy rebalance --out /tmp/backtest"
    })
@SuppressWarnings("NullAway.Init") // Required options are set before it runs.
final class BacktestCommand implements Runnable {
  @Option(
      names = "--book",
      required = true,
      paramLabel = "FILE.json",
      description = "Securities, models, targets and accounts.")
  private Path book;

  @Option(
      names = "--prices",
      required = true,
      paramLabel = "FILE.csv",
      description =
          "Header date,SYM1,SYM2 and so on, a row a day; an empty cell means no new price.")
  private Path prices;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Gets a file of JSON lines per topic, and summary.json.")
  private Path out;

  @Option(
      names = "--policy",
      paramLabel = "none|rebalance",
      description =
          "rebalance: submit and approve every flagged account, and fill it at the row's prices."
              + " Default: none.")
  private Policy policy = Policy.NONE;

  @Option(
      names = "--commands",
      paramLabel = "FILE.jsonl",
      description = {
        "Records to send after a row's prices, one JSON object a line:",
        "{\"at\":\"2020-03-16\",\"topic\":\"rebalance-commands\",\"key\":\"R-1\",\"value\":{…}}"
      })
  private @Nullable Path commands;

  @Option(names = "--json", description = "Print summary.json instead of a table.")
  private boolean json;

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var input = new Backtest.Input(settings.read(), book, prices, commands, policy, out);
    var result = run(input);
    var printer = spec.commandLine().getOut();
    if (json) {
      printer.println(Json.pretty(result.json()));
    } else {
      SummaryTable.print(result, printer);
    }
  }

  private static Backtest.Result run(Backtest.Input input) {
    try (var told = new ToldLater()) {
      return Backtest.run(input, told::at);
    } catch (BacktestFault fault) {
      throw new UsageException(String.valueOf(fault.getMessage()));
    }
  }

  /** Progress of which the total is known only when work has begun. */
  private static final class ToldLater implements AutoCloseable {
    private @Nullable Progress progress;

    void at(long done, long total) {
      if (progress == null) {
        progress = Progress.of("playing rows", total);
      }
      progress.at(done);
    }

    @Override
    public void close() {
      if (progress != null) {
        progress.close();
      }
    }
  }
}
