package io.evenkeel.chaos.process;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import io.evenkeel.instance.Instance;
import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import io.evenkeel.wireformat.AvroTrust;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Broker, registry and pipeline in one process, as the demo has them, on data that outlives it. */
public final class EmbeddedProcess {
  private EmbeddedProcess() {}

  /** Takes a configuration file, a data directory, the broker's port and the registry's. */
  public static void main(String[] args) throws InterruptedException {
    AvroTrust.establish();
    var data = Path.of(args[1]);
    var configuration = Configuration.read(Path.of(args[0]));
    var dead = new CountDownLatch(1);
    try (var broker = EmbeddedBroker.start(kafka(data), Integer.parseInt(args[2]));
        var registry =
            EmbeddedRegistry.start(data.resolve("registry"), Integer.parseInt(args[3]))) {
      var clients = new Clients(configuration);
      try (var admin = clients.admin()) {
        TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
      }
      try (var instance =
          Instance.start(
              configuration,
              System.out::println,
              sentence -> {
                System.out.println(sentence);
                dead.countDown();
              })) {
        System.out.println(
            "%s: %s, %s, %s"
                .formatted(
                    RegistryProcess.READY,
                    broker.bootstrapServers(),
                    registry.url(),
                    instance.http().url()));
        dead.await();
      }
    }
    System.exit(1);
  }

  static Path kafka(Path data) {
    return data.resolve("kafka");
  }
}
