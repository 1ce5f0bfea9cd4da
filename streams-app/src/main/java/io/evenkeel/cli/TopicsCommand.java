package io.evenkeel.cli;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Retention;
import io.evenkeel.cluster.StartupChecks;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import java.util.ArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Creates or checks the topics of a cluster. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Creates the topics that are missing on a cluster, or checks all of them.",
    synopsisSubcommandLabel = "(create | check)")
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new UsageException(
        "say what to do: ./evenkeel topics create, or ./evenkeel topics check");
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Creates the topics that are missing and leaves the others alone.",
        "topics.partitions is for life: every key would move if it changed."
      })
  int create(@Mixin Settings settings) {
    var configuration = settings.read();
    var clients = new Clients(configuration);
    var plan = TopicPlan.of(configuration, clients.names());
    try (var admin = clients.admin()) {
      var created = TopicCreation.createMissing(admin, plan);
      created.forEach(name -> out().println("created " + name));
      out()
          .printf(
              "%d created, %d were there%n", created.size(), plan.topics().size() - created.size());
    }
    return ExitCodes.DONE;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Says what is wrong with the topics, and how to mend it; exit code 2 if any.")
  int check(@Mixin Settings settings) {
    var configuration = settings.read();
    var clients = new Clients(configuration);
    var plan = TopicPlan.of(configuration, clients.names());
    try (var admin = clients.admin()) {
      var findings = new ArrayList<>(StartupChecks.findings(admin, plan));
      findings.addAll(Retention.findings(admin, plan));
      findings.forEach(finding -> spec.commandLine().getErr().println("evenkeel: " + finding));
      if (findings.isEmpty()) {
        out().printf("all %d topics are as they should be%n", plan.topics().size());
      }
      return findings.isEmpty() ? ExitCodes.DONE : ExitCodes.WRONG_USAGE;
    }
  }

  private java.io.PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
