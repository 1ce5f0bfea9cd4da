package io.evenkeel.cli;

import io.evenkeel.cluster.ClusterException;
import io.evenkeel.config.ConfigurationException;
import io.evenkeel.platform.StartupException;
import java.io.PrintWriter;
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
      TopicsCommand.class,
      TopologyCommand.class,
      DoctorCommand.class,
      ExplainCommand.class,
      ConfigCommand.class
    })
public final class CommandLineInterface implements Runnable {
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
        .setExecutionExceptionHandler((e, command, parsed) -> tell(e, command.getErr()));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
    var command = wrong.getCommandLine();
    command
        .getErr()
        .printf(
            "evenkeel: %s; see %s --help%n",
            wrong.getMessage(), command.getCommandSpec().qualifiedName());
    return ExitCodes.WRONG_USAGE;
  }

  private static int tell(Exception e, PrintWriter err) {
    err.println("evenkeel: " + sentence(e));
    return isWrongUsage(e) ? ExitCodes.WRONG_USAGE : ExitCodes.FAILED;
  }

  private static boolean isWrongUsage(Exception e) {
    return e instanceof UsageException
        || e instanceof ConfigurationException
        || e instanceof StartupException
        || e instanceof ClusterException;
  }

  private static String sentence(Exception e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
