package io.evenkeel.cli;

import io.evenkeel.logging.LogFormat;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole: which commands there are, and how their errors are told. */
@Command(
    name = "evenkeel",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Watches client accounts drift from their targets, continuously, and trades nothing before an"
          + " advisor says so.",
      ""
    },
    footer = {
      "",
      "New here? ./evenkeel demo shows the whole story in one process.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration."
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      BacktestCommand.class,
      BookCommand.class,
      ProduceCommand.class,
      ConsumeCommand.class,
      HaltCommand.class,
      ResumeCommand.class,
      HaltsCommand.class,
      AuditCommand.class,
      TopicsCommand.class,
      TopologyCommand.class,
      DoctorCommand.class,
      WebhookCommand.class,
      ExplainCommand.class,
      ExplainAcrCommand.class,
      ConfigCommand.class
    })
public final class CommandLineInterface implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLineInterface.class);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs the command that the arguments name, and gives its exit code. */
  public static int run(String... args) {
    return create().execute(args);
  }

  static CommandLine create() {
    return new CommandLine(new CommandLineInterface())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(CommandLineInterface::wrongUsage)
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command.getErr()));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
    var command = wrong.getCommandLine();
    tell(
        command.getErr(),
        "%s; see %s --help"
            .formatted(WrongArguments.sentence(wrong), command.getCommandSpec().qualifiedName()));
    return ExitCodes.WRONG_USAGE;
  }

  private static int failed(Exception e, PrintWriter err) {
    if (LogFormat.current() == LogFormat.JSON) {
      LOG.error(Faults.sentence(e));
    } else {
      tell(err, Faults.sentence(e));
    }
    return Faults.exitCode(e);
  }

  private static void tell(PrintWriter err, String sentence) {
    err.println("evenkeel: " + sentence);
    err.flush();
  }
}
