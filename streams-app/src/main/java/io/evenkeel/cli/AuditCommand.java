package io.evenkeel.cli;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.cluster.AuditReading;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.StartupChecks;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.core.audit.AuditLink;
import io.evenkeel.core.audit.AuditVerifier.Report;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.AuditWire;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the audit, and looks whether anybody tampered with it. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Shows who commanded what, and looks whether anybody tampered with that.",
    synopsisSubcommandLabel = "(show | verify)")
final class AuditCommand implements Runnable {
  private static final int SHOWN = 20;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new UsageException("say what to do: ./evenkeel audit verify, or ./evenkeel audit show");
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints one chain as it stands there: who, what, when, before and after.")
  int show(
      @Mixin Settings settings,
      @Parameters(paramLabel = "KEY", description = "Of the chain, such as ACCOUNT/A-1.")
          String key,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    var configuration = settings.readForOneCommand();
    var links = new ArrayList<AuditLink>();
    reading(configuration).read(key, links::add);
    if (links.isEmpty()) {
      throw unknown(key);
    }
    var zone = configuration.get(Keys.DAY_ZONE);
    var writer = new RecordWriter(zone);
    for (var link : links) {
      if (json) {
        var record = Objects.requireNonNull(AuditWire.write(link).value());
        out().println(Json.line(writer.write(record)));
      } else {
        words(link, zone).forEach(out()::println);
      }
    }
    return ExitCodes.DONE;
  }

  private static List<String> words(AuditLink link, ZoneId zone) {
    var entry = link.entry();
    return List.of(
        "%d  %s  %s  %s  %s%s"
            .formatted(
                link.sequence(),
                ISO_OFFSET_DATE_TIME.format(entry.at().atZone(zone)),
                entry.who().isEmpty() ? "(nobody said who)" : entry.who(),
                entry.action(),
                entry.outcome(),
                entry.sentence() == null ? "" : ": " + entry.sentence()),
        "   asked   " + entry.content(),
        "   before  " + Objects.requireNonNullElse(entry.before(), "-"),
        "   after   " + Objects.requireNonNullElse(entry.after(), "-"));
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Reads the topic audit whole and says of every chain whether a record of it was altered,"
            + " removed, moved or put in, and whether its end is as the pipeline itself remembers"
            + " it.",
        "Exit code 1 where one is not whole."
      })
  int verify(
      @Mixin Settings settings,
      @Option(
              names = "--key",
              paramLabel = "KEY",
              description = "One chain alone, such as ACCOUNT/A-1.")
          @Nullable String key,
      @Option(names = "--json", description = "One line of JSON.") boolean json) {
    var report = reading(settings.readForOneCommand()).verified(key);
    if (key != null && report.keys() == 0) {
      throw unknown(key);
    }
    if (json) {
      out().println(Json.line(line(report)));
    } else {
      tell(report);
    }
    return report.isWhole() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private static AuditReading reading(Configuration configuration) {
    var clients = new Clients(configuration);
    try (var admin = clients.admin()) {
      StartupChecks.requireTopics(admin, List.of(clients.names().of(Topics.AUDIT)));
    }
    return new AuditReading(clients, configuration.get(Keys.APPLICATION_ID));
  }

  private static FailedException unknown(String key) {
    return new FailedException(
        "there is no chain %s; keys are such as ACCOUNT/A-1, REQUEST/R-1 or TARGET/GROWTH"
            .formatted(key));
  }

  private static ObjectNode line(Report report) {
    var json =
        Json.object()
            .put("whole", report.isWhole())
            .put("records", report.records())
            .put("keys", report.keys());
    var faults = json.putArray("faults");
    report.faults().forEach(faults::add);
    return json;
  }

  private void tell(Report report) {
    if (!report.isWhole()) {
      report.faults().stream().limit(SHOWN).forEach(out()::println);
      throw new FailedException(
          "the audit is not whole: %d of %d chains were tampered with; keep the cluster's disks as they are, and find out who could write to the topic"
              .formatted(report.faults().size(), report.keys()));
    }
    out()
        .printf("the audit is whole: %,d records of %,d chains%n", report.records(), report.keys());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
