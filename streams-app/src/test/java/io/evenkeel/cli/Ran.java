package io.evenkeel.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** A command that was run, with what it printed. */
record Ran(int exitCode, String out, String err) {

  static Ran of(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exitCode =
        CommandLineInterface.create()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /** With {@code --set} before each of the settings, behind the arguments. */
  static Ran with(List<String> settings, String... args) {
    var all = new ArrayList<>(List.of(args));
    settings.forEach(setting -> all.addAll(List.of("--set", setting)));
    return of(all.toArray(String[]::new));
  }
}
