package io.evenkeel.cli;

import io.evenkeel.instance.Instance;
import io.evenkeel.logging.LogFormat;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs one instance against a cluster until it is told to end. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the pipeline and the HTTP side against an existing cluster and registry.",
      "Start it again with the same application.id on other machines to share the work.",
      "It checks topics, partitions, replication and transaction version first; it exits with 1 when it"
          + " cannot go on, so let a supervisor restart it."
    })
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var death = new AtomicReference<@Nullable String>();
    var end = new CountDownLatch(1);
    try (var instance =
        Instance.start(
            settings.read(),
            this::tell,
            sentence -> {
              death.set(sentence);
              end.countDown();
            })) {
      Runtime.getRuntime().addShutdownHook(new Thread(instance::close, "shutdown"));
      announceReadiness(instance);
      end.await();
    }
    // Reached only when the pipeline died; Ctrl-C ends the process inside await.
    throw new FailedException(String.valueOf(death.get()));
  }

  private void announceReadiness(Instance instance) {
    var watcher =
        new Thread(
            () -> {
              try {
                if (instance.awaitReady(Duration.ofMinutes(10))) {
                  tell("ready: " + instance.http().url() + "/health/ready");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "readiness");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Where logs are structured, somebody collects them, and what is told belongs there. */
  private void tell(String sentence) {
    if (LogFormat.current() == LogFormat.JSON) {
      LOG.info(sentence);
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(sentence);
    out.flush();
  }
}
