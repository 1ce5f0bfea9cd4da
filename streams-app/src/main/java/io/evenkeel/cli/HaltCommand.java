package io.evenkeel.cli;

import io.evenkeel.cluster.Clients;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The kill switch. */
@Command(
    name = "halt",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps everything of a firm, custodian, account or security from custodians, from now on.",
      "What was sent before is not called back: cancel its batches. Cancellations pass every halt."
    })
final class HaltCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "SCOPE",
      description = "FIRM, CUSTODIAN, ACCOUNT, SECURITY.")
  private String scope;

  @Parameters(index = "1", paramLabel = "ID", description = "Such as SCHWAB.")
  private String id;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(names = "--by", paramLabel = "NAME", description = "Who. Default: the system's user.")
  private String by = System.getProperty("user.name", "cli");

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var found = HaltScopeArgument.find(scope);
    var why = HaltScopeArgument.reason(reason);
    HaltWords.read(new Clients(settings.readForOneCommand())).say(found, id, true, why, by);
    spec.commandLine()
        .getOut()
        .printf(
            "%s %s is halted; ./evenkeel resume %s %s --reason TEXT lifts it%n",
            found.name().toLowerCase(Locale.ROOT), id, found, id);
  }
}
