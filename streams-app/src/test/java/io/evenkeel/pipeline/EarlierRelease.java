package io.evenkeel.pipeline;

import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What a release left on its broker and in its registry: topics, changelogs, how far it had read,
 * and the schemas that it wrote with. A zip of the two data directories, and its topology as text.
 * None is ever written again once the release is out.
 */
final class EarlierRelease {
  /** Every release that this one must be able to take over from. */
  static final List<String> ALL = List.of("0.1.0");

  /** Partitions of every topic. */
  static final int PARTITIONS = 2;

  private static final String DIRECTORY = "/upgrade/";
  private static final String KAFKA = "kafka";
  private static final String REGISTRY = "registry";

  private EarlierRelease() {}

  /** The topology that the release had. */
  static String topology(String version) throws IOException {
    try (var file = resource(version + "-topology.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Lays the release's data down, as if its broker and registry had been stopped there. */
  static void unpack(String version, Path directory) throws IOException {
    try (var zip = new ZipInputStream(resource(version + ".zip"))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
          throw new IOException(entry.getName() + " leads out of the directory");
        }
        Files.createDirectories(file.getParent());
        Files.write(file, zip.readAllBytes());
      }
    }
  }

  private static InputStream resource(String name) throws IOException {
    var file = EarlierRelease.class.getResourceAsStream(DIRECTORY + name);
    if (file == null) {
      throw new IOException("there is no resource " + DIRECTORY + name);
    }
    return file;
  }

  /** Packs the data of a broker and a registry that were stopped. */
  static void pack(Path directory, Path zipFile) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(zipFile));
        var files = Files.walk(directory)) {
      zip.setLevel(9);
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.getFileName().toString().endsWith("lock")) {
          zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
  }

  static EmbeddedBroker broker(Path directory) {
    return EmbeddedBroker.start(directory.resolve(KAFKA), 0);
  }

  static EmbeddedRegistry registry(Path directory) {
    return EmbeddedRegistry.start(directory.resolve(REGISTRY), 0);
  }
}
