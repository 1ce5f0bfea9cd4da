package io.evenkeel.cluster;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.platform.EmbeddedBroker;
import io.evenkeel.platform.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.List;

/** A broker and a registry on free ports, for the tests of one class. */
public final class EmbeddedCluster implements AutoCloseable {
  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;
  private final Path directory;

  private EmbeddedCluster(EmbeddedBroker broker, EmbeddedRegistry registry, Path directory) {
    this.broker = broker;
    this.registry = registry;
    this.directory = directory;
  }

  public static EmbeddedCluster start(Path directory) {
    var broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
    try {
      var registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
      return new EmbeddedCluster(broker, registry, directory);
    } catch (RuntimeException | Error e) {
      broker.close();
      throw e;
    }
  }

  /** Settings under which everything of it is used: two partitions, one copy, one custodian. */
  public Configuration configuration() {
    return Configuration.defaults().with(settings());
  }

  /** The same as {@code key=value} texts. */
  public List<String> settings() {
    return List.of(
        Keys.BOOTSTRAP_SERVERS.name() + "=" + broker.bootstrapServers(),
        Keys.REGISTRY_URL.name() + "=" + registry.url(),
        Keys.PARTITIONS.name() + "=2",
        Keys.REPLICATION.name() + "=1",
        Keys.CUSTODIANS.name() + "=SCHWAB",
        Keys.HTTP_PORT.name() + "=0",
        Keys.STATE_DIR.name() + "=" + directory.resolve("state"));
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
  }
}
