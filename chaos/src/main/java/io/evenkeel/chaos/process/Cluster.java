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
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** Every process of a run, and where each is found. */
public final class Cluster implements AutoCloseable {
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(3);
  private static final int PORTS_PER_BROKER = 4;
  private static final String EMBEDDED_HEAP = "1g";

  private final Plan plan;
  private final Path directory;
  private final List<BrokerNode> brokers = new ArrayList<>();
  private final List<Proxy> proxies = new ArrayList<>();
  private final List<AppNode> apps = new ArrayList<>();
  private final Configuration configuration;
  private final int registryPort;
  private final int embeddedPort;
  private Child registry;
  private Child custodian;

  /**
   * How large it is.
   *
   * @param brokers 0: one instance with a broker and a registry inside
   * @param threads of each instance
   * @param heap of each instance, as -Xmx takes it
   * @param viaProxies whether instances reach the brokers through proxies that can be slowed
   * @param isolation whether the first instance has a network namespace of its own
   * @param settings of the instances, over the product's defaults
   */
  public record Plan(
      int brokers,
      int apps,
      int partitions,
      int threads,
      String heap,
      boolean viaProxies,
      Isolation isolation,
      Map<String, String> settings) {
    boolean isEmbedded() {
      return brokers == 0;
    }
  }

  public Cluster(Plan plan, Path directory) throws IOException, InterruptedException {
    this.plan = plan;
    this.directory = directory;
    var ports = Ports.free(plan.brokers() * PORTS_PER_BROKER + 2 + plan.apps());
    this.registryPort = ports.get(plan.brokers() * PORTS_PER_BROKER);
    this.embeddedPort = ports.get(plan.brokers() * PORTS_PER_BROKER + 1);
    var httpPorts = ports.subList(plan.brokers() * PORTS_PER_BROKER + 2, ports.size());
    if (plan.isEmbedded()) {
      this.configuration = Configuration.of(settings());
      startEmbedded(httpPorts.get(0));
      this.registry = apps.get(0).child();
    } else {
      startBrokers(addresses(ports));
      this.configuration = Configuration.of(settings());
      this.registry = launchRegistry();
      awaitStarted();
    }
    Files.writeString(directory.resolve("custodian.properties"), text(custodianSettings()));
    this.custodian = launchCustodian();
    if (!plan.isEmbedded()) {
      startApps(httpPorts);
    }
  }

  /** And what leads to brokers and registry beside their own ports. */
  private void startBrokers(List<BrokerNode.Address> addresses) throws IOException {
    var clusterId = Uuid.randomUuid().toString();
    addresses.forEach(a -> brokers.add(new BrokerNode(a, addresses, clusterId, directory)));
    for (var address : addresses) {
      if (plan.viaProxies()) {
        proxies.add(new Proxy(Isolation.LOOPBACK, address.advertised(), address.apps()));
      }
    }
    if (plan.isolation().isMade()) {
      proxies.add(new Proxy(plan.isolation().host(), registryPort, registryPort));
    }
  }

  private void awaitStarted() throws InterruptedException {
    for (var broker : brokers) {
      broker.child().awaitSaid("Kafka Server started", STARTED_WITHIN);
    }
    registry.awaitSaid(RegistryProcess.READY, STARTED_WITHIN);
    var clients = clients();
    try (var admin = clients.admin()) {
      TopicCreation.createMissing(admin, TopicPlan.of(configuration, clients.names()));
    }
  }

  private void startApps(List<Integer> httpPorts) {
    var settings = appSettings();
    var program = AppNode.Program.run(plan.heap());
    for (var i = 1; i <= plan.apps(); i++) {
      var place = plan.isolation().place(i, httpPorts.get(i - 1));
      apps.add(new AppNode(i, directory, place, program, settings));
    }
  }

  private Map<String, String> appSettings() {
    var settings = new LinkedHashMap<>(settings(plan.isolation().host(), BrokerNode::appPort));
    if (plan.isolation().isMade()) {
      settings.put("http.token", UUID.randomUUID().toString()); // Demanded off loopback.
    }
    settings.put("streams.num.stream.threads", Integer.toString(plan.threads()));
    // Accounts trade all the time, for an hour, and may trade the same twice within a minute.
    settings.put("limits.ordersPerDay", "1000000");
    settings.put("limits.duplicateWindow", "1s");
    settings.putAll(plan.settings());
    return settings;
  }

  private void startEmbedded(int httpPort) throws InterruptedException {
    var program =
        new AppNode.Program(
            EmbeddedProcess.class,
            EMBEDDED_HEAP,
            List.of(),
            List.of(
                embeddedData().toString(),
                Integer.toString(embeddedPort),
                Integer.toString(registryPort)));
    var app =
        new AppNode(1, directory, plan.isolation().place(1, httpPort), program, appSettings());
    apps.add(app);
    app.child().awaitSaid(RegistryProcess.READY, STARTED_WITHIN);
  }

  private Path embeddedData() {
    return directory.resolve("embedded");
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
              plan.isolation().host(),
              apps,
              plan.viaProxies() ? ports.get(at + 3) : apps));
    }
    return addresses;
  }

  private Map<String, String> settings() {
    return settings(Isolation.LOOPBACK, BrokerNode::clientPort);
  }

  private Map<String, String> settings(String host, ToIntFunction<BrokerNode> port) {
    var settings = new LinkedHashMap<String, String>();
    settings.put(
        "bootstrap.servers",
        plan.isEmbedded()
            ? "127.0.0.1:" + embeddedPort
            : brokers.stream()
                .map(broker -> host + ":" + port.applyAsInt(broker))
                .collect(Collectors.joining(",")));
    settings.put("schema.registry.url", "http://%s:%d".formatted(host, registryPort));
    settings.put("topics.partitions", Integer.toString(plan.partitions()));
    settings.put("session.timeout", "5s");
    settings.put(
        "topics.replication",
        Integer.toString(plan.isEmbedded() ? 1 : Math.min(3, plan.brokers())));
    return settings;
  }

  /** What it has to say is kept until the brokers take it, however long they are gone. */
  private Map<String, String> custodianSettings() {
    var settings = new LinkedHashMap<>(settings());
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

  /** The brokers' data directories. */
  public List<Path> logDirs() {
    return plan.isEmbedded()
        ? List.of(EmbeddedProcess.kafka(embeddedData()).resolve("log"))
        : brokers.stream().map(BrokerNode::logs).toList();
  }

  public List<BrokerNode> brokers() {
    return List.copyOf(brokers);
  }

  public List<Proxy> proxies() {
    return List.copyOf(proxies);
  }

  public Isolation isolation() {
    return plan.isolation();
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
