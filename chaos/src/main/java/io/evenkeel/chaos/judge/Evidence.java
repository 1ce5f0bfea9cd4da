package io.evenkeel.chaos.judge;

import io.evenkeel.config.Configuration;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run leaves behind for whoever judges it.
 *
 * @param configuration of the cluster and the registry
 * @param custodianBook JSON lines: what the custodians got, and what they executed
 * @param sentRecords JSON lines: every input record that the cluster took
 * @param faults that fired
 * @param skipped faults that were planned and could not fire, and why
 * @param logDirs the brokers' data directories; empty where they are not at hand
 */
public record Evidence(
    Configuration configuration,
    Path custodianBook,
    Path sentRecords,
    List<FiredFault> faults,
    List<String> skipped,
    List<Path> logDirs) {
  public Evidence {
    faults = List.copyOf(faults);
    skipped = List.copyOf(skipped);
    logDirs = List.copyOf(logDirs);
  }
}
