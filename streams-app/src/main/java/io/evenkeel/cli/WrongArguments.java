package io.evenkeel.cli;

import io.evenkeel.config.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** What is said of arguments that cannot be read. */
final class WrongArguments {
  private WrongArguments() {}

  static String sentence(CommandLine.ParameterException wrong) {
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unknown(wrong.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong arguments");
  }

  private static String unknown(CommandLine command, String argument) {
    if (argument.startsWith("-")) {
      return "there is no option %s%s"
          .formatted(argument, nearest(argument, command.getCommandSpec().optionsMap().keySet()));
    }
    var commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "%s is one argument too many".formatted(argument)
        : "there is no command %s%s".formatted(argument, nearest(argument, commands));
  }

  private static String nearest(String given, Collection<String> known) {
    return nearestOf(given, Set.copyOf(known)).map(n -> "; the nearest one is " + n).orElse("");
  }

  private static Optional<String> nearestOf(String given, Set<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(name -> Spelling.distance(name, given))
                .thenComparing(Comparator.naturalOrder()));
  }
}
