package io.evenkeel.chaos.judge;

import io.evenkeel.config.Configuration;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that a run leaves behind for whoever judges it.
 *
 * @param configuration where the cluster and the registry are, and what the instances are bound by
 * @param custodianBook JSON lines; what happened outside, as custodians wrote it down themselves
 * @param sentRecords JSON lines; every input record that a broker acknowledged to the load
 * @param faults that fired
 * @param skipped a sentence for each fault that was planned and could not be tried
 * @param logDirs the brokers' log directories; empty where the judge may not look into them
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
