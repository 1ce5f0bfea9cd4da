package io.evenkeel.cli;

import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.StartupChecks;
import io.evenkeel.config.Keys;
import io.evenkeel.json.BookFile;
import io.evenkeel.json.JsonFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a book file to a cluster. */
@Command(
    name = "book",
    mixinStandardHelpOptions = true,
    description = "Brings a book of securities, models, targets and accounts to a cluster.",
    synopsisSubcommandLabel = "import")
final class BookCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new UsageException("say what to do: ./evenkeel book import FILE.json");
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Splits a book file onto its topics and sends each account's opening state.",
        "The whole file is read first: one with an error in it sends nothing."
      })
  void bring(
      @Parameters(paramLabel = "FILE.json", description = "The book.") Path file,
      @Mixin Settings settings) {
    var configuration = settings.readForOneCommand();
    var book = read(file, configuration.get(Keys.CUSTODIANS).get(0));
    var clients = new Clients(configuration);
    try (var admin = clients.admin()) {
      StartupChecks.requireTopics(admin, BookImport.topics(clients.names()));
    }
    try (var publisher = new Publisher(clients);
        var progress = Progress.of("sending the book", BookImport.size(book))) {
      BookImport.send(publisher, book, progress::at);
    }
    spec.commandLine()
        .getOut()
        .printf(
            "sent %d securities, %d models, %d targets and %d accounts%n",
            book.securities().size(),
            book.models().size(),
            book.targets().size(),
            book.accounts().size());
  }

  static BookFile read(Path file, String custodian) {
    try {
      return BookFile.read(Files.readString(file), Instant.now(), custodian);
    } catch (IOException e) {
      throw new UsageException("%s cannot be read; give a readable book file".formatted(file));
    } catch (JsonFault fault) {
      throw new UsageException("%s, %s; nothing was sent".formatted(file, fault.sentence()));
    }
  }
}
