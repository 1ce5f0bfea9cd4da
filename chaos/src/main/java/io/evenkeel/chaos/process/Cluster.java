package io.evenkeel.chaos.process;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** Every process of a run, and where each is found. */
public final class Cluster implements AutoCloseable {
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);
  private static final int PORTS_PER_BROKER = 4;

  private final Plan plan;
  private final Path directory;
  private final List<BrokerNode> brokers = new ArrayList<>();
  private final List<Proxy> proxies = new ArrayList<>();
  private final List<AppNode> apps = new ArrayList<>();
  private final Configuration configuration;
  private final int registryPort;
  private Child registry;
  private Child custodian;

  /**
   * How large it is.
   *
   * @param threads of each instance
   * @param heap of each instance, as -Xmx takes it
   * @param viaProxies whether instances reach the brokers through proxies that can be slowed
   * @param settings of the instances, over the product's defaults
   */
  public record Plan(
      int brokers,
      int apps,
      int partitions,
      int threads,
      String heap,
      boolean viaProxies,
      Map<String, String> settings) {}

  public Cluster(Plan plan, Path directory) throws IOException, InterruptedException {
    this.plan = plan;
    this.directory = directory;
    var ports = Ports.free(plan.brokers() * PORTS_PER_BROKER + 1 + plan.apps());
    var addresses = addresses(ports);
    var clusterId = Uuid.randomUuid().toString();
    addresses.forEach(a -> brokers.add(new BrokerNode(a, addresses, clusterId, directory)));
    for (var address : addresses) {
      if (plan.viaProxies()) {
        proxies.add(new Proxy(address.advertised(), address.apps()));
      }
    }
    this.registryPort = ports.get(plan.brokers() * PORTS_PER_BROKER);
    this.configuration = Configuration.of(settings(BrokerNode::clientPort));
    this.registry = launchRegistry();
    for (var broker : brokers) {
      broker.child().awaitSaid("Kafka Server started", STARTED_WITHIN);
    }
    registry.awaitSaid(RegistryProcess.READY, STARTED_WITHIN);
    var clients = clients();
    try (var admin = clients.admin()) {
      TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
    }
    Files.writeString(directory.resolve("custodian.properties"), text(custodianSettings()));
    this.custodian = launchCustodian();
    var appSettings = new LinkedHashMap<>(settings(BrokerNode::appPort));
    appSettings.put("streams.num.stream.threads", Integer.toString(plan.threads()));
    appSettings.putAll(plan.settings());
    for (var i = 1; i <= plan.apps(); i++) {
      var port = ports.get(plan.brokers() * PORTS_PER_BROKER + i);
      apps.add(new AppNode(i, directory, port, plan.heap(), appSettings));
    }
  }

  private List<BrokerNode.Address> addresses(List<Integer> ports) {
    var addresses = new ArrayList<BrokerNode.Address>();
    for (var i = 0; i < plan.brokers(); i++) {
      var at = i * PORTS_PER_BROKER;
      var apps = ports.get(at + 2);
      addresses.add(
          new BrokerNode.Address(
              i + 1,
              ports.get(at),
              ports.get(at + 1),
              apps,
              plan.viaProxies() ? ports.get(at + 3) : apps));
    }
    return addresses;
  }

  private Map<String, String> settings(java.util.function.ToIntFunction<BrokerNode> port) {
    var settings = new LinkedHashMap<String, String>();
    settings.put(
        "bootstrap.servers",
        brokers.stream()
            .map(broker -> "127.0.0.1:" + port.applyAsInt(broker))
            .collect(Collectors.joining(",")));
    settings.put("schema.registry.url", "http://127.0.0.1:" + registryPort);
    settings.put("topics.partitions", Integer.toString(plan.partitions()));
    settings.put("topics.replication", Integer.toString(Math.min(3, plan.brokers())));
    return settings;
  }

  /** What it has to say is kept until the brokers take it, however long they are gone. */
  private Map<String, String> custodianSettings() {
    var settings = new LinkedHashMap<>(settings(BrokerNode::clientPort));
    settings.put("producer.delivery.timeout.ms", "1800000");
    settings.put("producer.max.block.ms", "600000");
    return settings;
  }

  private static String text(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private Child launchRegistry() {
    return Child.start(
        Child.Start.of(
            "registry",
            directory,
            List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            RegistryProcess.class.getName(),
            directory.resolve("registry-data").toString(),
            Integer.toString(registryPort)));
  }

  private Child launchCustodian() {
    return Child.start(
        Child.Start.of(
            "custodian",
            directory,
            List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            Custodian.class.getName(),
            directory.resolve("custodian.properties").toString(),
            custodianBook().toString()));
  }

  public Path custodianBook() {
    return directory.resolve("custodian-book.jsonl");
  }

  public Path directory() {
    return directory;
  }

  /** The way to the brokers and the registry from here, past any proxy. */
  public Configuration configuration() {
    return configuration;
  }

  /** Its producers wait for brokers that are gone as long as it takes. */
  public Clients clients() {
    return new Clients(Configuration.of(custodianSettings()));
  }

  public List<BrokerNode> brokers() {
    return List.copyOf(brokers);
  }

  public List<Proxy> proxies() {
    return List.copyOf(proxies);
  }

  public List<AppNode> apps() {
    return List.copyOf(apps);
  }

  public Child registry() {
    return registry;
  }

  public void restartRegistry() throws InterruptedException {
    registry.close();
    registry = launchRegistry();
    registry.awaitSaid(RegistryProcess.READY, STARTED_WITHIN);
  }

  public Child custodian() {
    return custodian;
  }

  public void restartCustodian() throws InterruptedException {
    custodian.close();
    custodian = launchCustodian();
    custodian.awaitSaid(RegistryProcess.READY, STARTED_WITHIN);
  }

  /** Waits until every instance is ready. */
  public void awaitReady() throws InterruptedException {
    for (var app : apps) {
      app.awaitReady();
    }
  }

  @Override
  public void close() {
    apps.forEach(AppNode::close);
    proxies.forEach(Proxy::close);
    custodian.close();
    registry.close();
    brokers.forEach(BrokerNode::close);
  }
}
