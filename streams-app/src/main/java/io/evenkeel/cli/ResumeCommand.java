package io.evenkeel.cli;

import io.evenkeel.cluster.Clients;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lifts a halt, whether somebody or a limit set it. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Lifts a halt, whether somebody set it or a limit that was broken.",
      "Nothing is sent by itself: what was refused is to be submitted again."
    })
final class ResumeCommand implements Runnable {
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
    var words = HaltWords.read(new Clients(settings.readForOneCommand()));
    var name = found.name().toLowerCase(Locale.ROOT) + " " + id;
    if (!words.isHalted(found, id)) {
      throw new FailedException(
          name + " is not halted; ./evenkeel halts lists what is, with ids as they are written");
    }
    words.say(found, id, false, why, by);
    spec.commandLine().getOut().printf("%s is resumed; submit again what was refused%n", name);
  }
}
