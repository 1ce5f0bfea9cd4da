package io.evenkeel.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.wireformat.AvroTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A backtest from its files: reads and checks all of them before anything is written, plays the
 * rows, and sums up. The same files give the same output, byte for byte.
 */
public final class Backtest {
  private static final int ONE_PARTITION = 1;

  private Backtest() {}

  /**
   * What to play.
   *
   * @param commands {@code null} where nothing is scripted
   * @param out is made; an earlier backtest there is replaced
   */
  public record Input(
      Configuration configuration,
      Path book,
      Path prices,
      @Nullable Path commands,
      Policy policy,
      Path out) {}

  /** What came of it, beside the files. */
  public record Result(Summary summary) {
    /** The content of {@code summary.json}. */
    public JsonNode json() {
      return summary.json();
    }
  }

  /**
   * Runs it.
   *
   * @throws BacktestFault if a file is at fault, with place and fix
   */
  public static Result run(Input input, RowsPlayed progress) {
    AvroTrust.establish();
    var prices = PriceFile.check(input.prices());
    var text = read(input.book());
    var zone = zone(input, text);
    var times = new RowTimes(zone, prices.dates());
    var book = book(input, text, times);
    var configuration = configuration(input.configuration(), book);
    var names = names(configuration);
    var topics = new InputTopics(names);
    var script =
        input.commands() == null
            ? Script.EMPTY
            : Script.read(input.commands(), times, topics, book);
    try (var directory = OutputDirectory.open(input.out(), OutputTopics.fileNames(names));
        var output = new RowOutput(directory, new RecordWriter(zone));
        var pipeline = new VirtualPipeline(configuration, names, times.opening())) {
      var thresholds = new Thresholds(book.targets());
      var tallies = new Tallies(thresholds, book);
      var play =
          new Play(
              pipeline,
              new Post(pipeline, names, book, thresholds, PaperFees.of(configuration)),
              output,
              script,
              input.policy(),
              times,
              tallies);
      prices.forEach(row -> progress.at(play.row(row), prices.dates().size()));
      output.finish();
      var summary = tallies.summary(span(prices, input.policy()));
      directory.summary(Json.pretty(summary.json()));
      return new Result(summary);
    }
  }

  private static Summary.Span span(PriceFile prices, Policy policy) {
    var dates = prices.dates();
    return new Summary.Span(dates.size(), dates.get(0), dates.get(dates.size() - 1), policy.word());
  }

  private static String read(Path file) {
    try {
      var text = Files.readString(file);
      if (text.isBlank()) {
        throw new BacktestFault("%s is empty; give a book with --book".formatted(file));
      }
      return text;
    } catch (IOException e) {
      throw new BacktestFault(
          "%s cannot be read; give a readable book with --book".formatted(file));
    }
  }

  private static BookFile book(Input input, String text, RowTimes times) {
    return book(input, text, times.opening());
  }

  private static BookFile book(Input input, String text, java.time.Instant at) {
    var custodians = input.configuration().get(Keys.CUSTODIANS);
    try {
      return BookFile.read(text, at, custodians.get(0));
    } catch (JsonFault fault) {
      throw new BacktestFault("%s %s".formatted(input.book(), fault.sentence()));
    }
  }

  /** That of the custodians of the book where they agree, and the business day's where not. */
  private static ZoneId zone(Input input, String text) {
    var own = input.configuration().family(Keys.DAY_ZONE_CUSTODIAN);
    var standard = input.configuration().get(Keys.DAY_ZONE);
    var zones =
        book(input, text, java.time.Instant.EPOCH).accounts().values().stream()
            .map(account -> own.getOrDefault(account.getCustodianId(), standard))
            .collect(Collectors.toSet());
    return zones.size() == 1 ? zones.iterator().next() : standard;
  }

  /** As given, but for what a driver without a broker needs: one partition, every custodian. */
  private static Configuration configuration(Configuration given, BookFile book) {
    var custodians = new LinkedHashSet<>(given.get(Keys.CUSTODIANS));
    book.accounts().values().forEach(account -> custodians.add(account.getCustodianId()));
    return given
        .with(Keys.PARTITIONS, ONE_PARTITION)
        .with(Keys.CUSTODIANS, String.join(",", custodians));
  }

  private static TopicNames names(Configuration configuration) {
    return new TopicNames(
        configuration.get(Keys.TOPIC_PREFIX), List.copyOf(configuration.get(Keys.CUSTODIANS)));
  }
}
