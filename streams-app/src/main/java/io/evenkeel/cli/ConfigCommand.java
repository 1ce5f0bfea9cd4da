package io.evenkeel.cli;

import io.evenkeel.config.Keys;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists every configuration key with its default and meaning. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Lists every configuration key with its default and what it means.")
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    Keys.ALL.forEach(key -> print(out, key.name(), key.defaultText(), key.meaning()));
    out.println("# Passed through to Kafka's and the registry's clients as written:");
    out.println("#   " + String.join("*, ", Keys.PASSED_THROUGH) + "*");
    out.println(
        "# Any value may hold ${env:NAME} or ${file:/path}, for what should not stand here.");
  }

  private static void print(PrintWriter out, String name, String value, String meaning) {
    out.printf("# %s%n%s%s=%s%n%n", meaning, name.endsWith("*") ? "#" : "", name, value);
  }
}
