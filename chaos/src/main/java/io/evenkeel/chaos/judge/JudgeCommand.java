package io.evenkeel.chaos.judge;

import io.evenkeel.config.Configuration;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges any cluster, from outside. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = {
      "Reads every topic of a cluster that has come to rest and says of each invariant whether it"
          + " holds.",
      "It changes nothing. Exit code 0 where all hold, 1 where one does not."
    })
public final class JudgeCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration of the instances. Default: the defaults.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "One setting over the file; may be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Brokers, in the place of bootstrap.servers.")
  private @Nullable String bootstrap;

  @Option(
      names = "--book",
      paramLabel = "FILE",
      description = "What custodians wrote down themselves. Without it their side is not checked.")
  private Path book = Path.of("custodian-book.jsonl");

  @Option(
      names = "--sent",
      paramLabel = "FILE",
      description = "What the load sent. Without it nothing is known to have been sent.")
  private Path sent = Path.of("sent.jsonl");

  @Option(
      names = "--log-dir",
      paramLabel = "DIR",
      description = "A broker's log directory, to see transactions; may be repeated.")
  private List<Path> logDirs = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the verdict there.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var verdict =
        Judge.judge(new Evidence(configuration(), book, sent, List.of(), List.of(), logDirs));
    var out = spec.commandLine().getOut();
    VerdictForm.lines(verdict).forEach(out::println);
    out.flush();
    if (json != null) {
      Files.writeString(json, Json.line(VerdictForm.json(verdict)) + "\n");
    }
    return verdict.isClean() ? 0 : 1;
  }

  private Configuration configuration() {
    var read =
        (file == null ? Configuration.defaults() : Configuration.read(file)).with(assignments);
    return bootstrap == null ? read : read.with(List.of("bootstrap.servers=" + bootstrap));
  }
}
