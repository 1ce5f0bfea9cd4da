package io.evenkeel.cli;

import io.evenkeel.cluster.Doctor;
import io.evenkeel.cluster.Finding;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.ConfigurationException;
import io.evenkeel.json.Json;
import io.evenkeel.notify.NotificationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    var configuration = settings.read();
    var findings = new ArrayList<>(new Doctor(configuration).look());
    notifications(configuration).ifPresent(findings::add);
    findings.forEach(this::print);
    return exitCode(findings);
  }

  /** Nothing is said where they are off. */
  private static Optional<Finding> notifications(Configuration configuration) {
    try {
      var known = NotificationSettings.of(configuration);
      return known.isOn()
          ? Optional.of(
              new Finding(
                  Finding.Grade.FINE,
                  "notifications go to " + String.join(", ", known.endpoints().keySet())))
          : Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(new Finding(Finding.Grade.WRONG, String.valueOf(e.getMessage())));
    }
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
