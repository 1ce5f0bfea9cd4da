package io.evenkeel.cli;

import java.util.List;
import picocli.CommandLine;

/** Command lines that stand in files, read as the product would read them. */
public final class ParsedCommand {
  private ParsedCommand() {}

  /**
   * The innermost command that such arguments name, as its names in order.
   *
   * @throws CommandLine.ParameterException where the product would refuse them
   */
  public static List<String> names(List<String> arguments) {
    return CommandLineInterface.create()
        .parseArgs(arguments.toArray(String[]::new))
        .asCommandLineList()
        .stream()
        .skip(1)
        .map(CommandLine::getCommandName)
        .toList();
  }
}
