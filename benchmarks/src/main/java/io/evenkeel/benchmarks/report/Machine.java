package io.evenkeel.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run ran on.
 *
 * @param cpu the model, as the system names it
 * @param memoryGB of the whole machine, in 10<sup>9</sup> bytes
 */
record Machine(String cpu, int cores, double memoryGB, String os, String java) {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  static Machine here() {
    return new Machine(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        memoryBytes() / 1e9,
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vm.vendor")));
  }

  /** Elsewhere than on Linux only the architecture is known. */
  private static String cpuModel() {
    try (var lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static long memoryBytes() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  /** How many wanted a processor in the last minute, on average; negative where nobody knows. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  ObjectNode json() {
    return Json.object()
        .put("cpu", cpu)
        .put("cores", cores)
        .put("memoryGB", memoryGB)
        .put("os", os)
        .put("java", java);
  }

  static Machine of(JsonNode tree) {
    return new Machine(
        tree.path("cpu").asText(),
        tree.path("cores").asInt(),
        tree.path("memoryGB").asDouble(),
        tree.path("os").asText(),
        tree.path("java").asText());
  }

  @Override
  public String toString() {
    return "%s, %d cores, %s GB; %s; Java %s"
        .formatted(cpu, cores, Numbers.plain(memoryGB), os, java);
  }
}
