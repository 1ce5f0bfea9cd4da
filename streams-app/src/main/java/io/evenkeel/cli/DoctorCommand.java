package io.evenkeel.cli;

import io.evenkeel.cluster.Doctor;
import io.evenkeel.cluster.Finding;
import io.evenkeel.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong with a machine, a configuration or a cluster. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says what is wrong with machine, configuration, cluster and registry, and how to mend it.",
      "Exit code 2 where something is wrong, 0 where there are warnings at most."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One JSON object a finding.")
  private boolean json;

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var findings = new Doctor(settings.read()).look();
    findings.forEach(this::print);
    return exitCode(findings);
  }

  private void print(Finding finding) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.line(
              Json.object()
                  .put("grade", finding.grade().name())
                  .put("sentence", finding.sentence())));
    } else {
      out.printf("%-8s %s%n", word(finding.grade()), finding.sentence());
    }
    out.flush();
  }

  private static String word(Finding.Grade grade) {
    return switch (grade) {
      case FINE -> "fine";
      case WARNING -> "warning";
      case WRONG -> "WRONG";
    };
  }

  private static int exitCode(List<Finding> findings) {
    var wrong = findings.stream().anyMatch(f -> f.grade() == Finding.Grade.WRONG);
    return wrong ? ExitCodes.WRONG_USAGE : ExitCodes.DONE;
  }
}
