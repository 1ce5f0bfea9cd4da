package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.pipeline.ChildProcess;
import io.evenkeel.benchmarks.pipeline.Platform;
import io.evenkeel.cluster.Clients;
import io.evenkeel.config.Configuration;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The broker of a whole run, with a schema registry, in a process of its own. */
final class Broker implements AutoCloseable {
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);

  private final int kafkaPort = freePort();
  private final int registryPort = freePort();
  private final ChildProcess process;

  Broker(Path directory) throws IOException, InterruptedException {
    this.process =
        ChildProcess.start(
            "platform",
            directory,
            List.of("-Xmx2g", "-Djava.io.tmpdir=" + directory),
            Platform.class,
            directory.resolve("platform").toString(),
            Integer.toString(kafkaPort),
            Integer.toString(registryPort));
    process.awaitReady(STARTED_WITHIN);
  }

  String address() {
    return "127.0.0.1:" + kafkaPort;
  }

  /** Clients for topics of this prefix, with these settings besides. */
  Configuration configuration(String prefix, int partitions, Map<String, String> besides) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("bootstrap.servers", address());
    settings.put("schema.registry.url", "http://127.0.0.1:" + registryPort);
    settings.put("topics.prefix", prefix);
    settings.put("topics.partitions", Integer.toString(partitions));
    settings.put("topics.replication", "1");
    settings.put("producer.batch.size", "262144");
    settings.put("consumer.max.poll.records", "10000");
    settings.putAll(besides);
    return Configuration.of(settings);
  }

  /** Deletes every topic whose name begins so. */
  void forget(Clients clients, String prefix) {
    try (var admin = clients.admin()) {
      var names = admin.listTopics().names().get();
      admin
          .deleteTopics(names.stream().filter(name -> name.startsWith(prefix)).toList())
          .all()
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
