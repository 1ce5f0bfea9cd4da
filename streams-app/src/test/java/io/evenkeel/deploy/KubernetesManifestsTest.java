package io.evenkeel.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.cli.ParsedCommand;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.pipeline.runtime.EvenkeelStreams;
import io.evenkeel.webhook.Endpoint;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The manifests for Kubernetes")
class KubernetesManifestsTest {
  private static final String SECRET_DIRECTORY = "/etc/evenkeel/secret";
  private static final Manifests MANIFESTS = new Manifests();
  private static final JsonNode API = openApi();

  @Test
  void areRefusedHereWhereAFieldIsMisspelt() {
    var document =
        (ObjectNode) Repository.yaml(Manifests.DIRECTORY + "poddisruptionbudget.yaml").deepCopy();
    ((ObjectNode) document.get("spec")).put("maxUnavailble", 1);

    assertThatThrownBy(() -> Manifests.read(document)).hasMessageContaining("maxUnavailble");
  }

  @Test
  void areAppliedTogetherButForTheSecretWhichNobodyMayOverwrite() throws IOException {
    try (var files = Files.list(Repository.path(Manifests.DIRECTORY))) {
      var named = Repository.texts(MANIFESTS.kustomization().get("resources"));
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(named.stream(), Stream.of("secret.yaml", "kustomization.yaml"))
                  .toList());
    }
  }

  @Test
  void standInOneNamespaceThatAllowsNothingPrivileged() {
    var namespace = MANIFESTS.one(Namespace.class).getMetadata();
    var others =
        Stream.concat(MANIFESTS.applied().stream(), Stream.of(MANIFESTS.secret()))
            .filter(object -> !(object instanceof Namespace));

    assertThat(others)
        .extracting(HasMetadata::getMetadata)
        .allMatch(metadata -> metadata.getNamespace().equals(namespace.getName()))
        .allMatch(metadata -> metadata.getLabels().containsKey("app.kubernetes.io/name"));
    assertThat(namespace.getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }

  @Test
  void selectTheInstancesAndNotTheJob() {
    var instance = MANIFESTS.pods().get(0).getMetadata().getLabels();
    var job = MANIFESTS.pods().get(1).getMetadata().getLabels();
    var spec = MANIFESTS.one(StatefulSet.class).getSpec();
    var spread = spec.getTemplate().getSpec().getTopologySpreadConstraints().get(0);
    var apart =
        spec.getTemplate()
            .getSpec()
            .getAffinity()
            .getPodAntiAffinity()
            .getRequiredDuringSchedulingIgnoredDuringExecution()
            .get(0);

    assertThat(
            Stream.concat(
                MANIFESTS.all(Service.class).stream().map(s -> s.getSpec().getSelector()),
                Stream.of(
                        spec.getSelector(),
                        MANIFESTS.one(PodDisruptionBudget.class).getSpec().getSelector(),
                        spread.getLabelSelector(),
                        apart.getLabelSelector())
                    .map(LabelSelector::getMatchLabels)))
        .hasSize(6)
        .allMatch(selected -> instance.entrySet().containsAll(selected.entrySet()))
        .noneMatch(selected -> job.entrySet().containsAll(selected.entrySet()));
    assertThat(apart.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
    assertThat(spread.getTopologyKey()).isEqualTo("topology.kubernetes.io/zone");
  }

  @Test
  void letInstancesFindEachOtherByTheNamesOfTheirPods() {
    var set = MANIFESTS.one(StatefulSet.class);
    var names = MANIFESTS.service(set.getSpec().getServiceName()).getSpec();
    var port = MANIFESTS.configuration().configuration().get(Keys.HTTP_PORT);

    assertThat(MANIFESTS.configuration().configuration().get(Keys.HTTP_ADVERTISED))
        .isEqualTo("$(POD_NAME).%s.$(POD_NAMESPACE).svc:%d", set.getSpec().getServiceName(), port);
    assertThat(variables(MANIFESTS.instance()))
        .containsEntry("POD_NAME", "metadata.name")
        .containsEntry("POD_NAMESPACE", "metadata.namespace");
    assertThat(names.getClusterIP()).isEqualTo("None");
    assertThat(names.getPublishNotReadyAddresses()).isTrue();
    assertThat(names.getPorts().get(0).getPort()).isEqualTo(port);
  }

  private static Map<String, String> variables(Container container) {
    return container.getEnv().stream()
        .filter(variable -> variable.getValueFrom() != null)
        .collect(
            java.util.stream.Collectors.toMap(
                v -> v.getName(), v -> v.getValueFrom().getFieldRef().getFieldPath()));
  }

  @Test
  void agreeOnThePortOfHttp() {
    var port = MANIFESTS.configuration().configuration().get(Keys.HTTP_PORT);
    var named = MANIFESTS.instance().getPorts().get(0);

    assertThat(named.getContainerPort()).isEqualTo(port);
    assertThat(MANIFESTS.all(Service.class))
        .flatExtracting(service -> service.getSpec().getPorts())
        .extracting(servicePort -> servicePort.getTargetPort())
        .containsOnly(new IntOrString(named.getName()));
    assertThat(probes())
        .extracting(probe -> probe.getHttpGet().getPort())
        .containsOnly(new IntOrString(named.getName()));
  }

  private static Stream<Probe> probes() {
    var container = MANIFESTS.instance();
    return Stream.of(
        container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
  }

  @Test
  void askForHealthAtPathsThatAreServed() {
    assertThat(probes().map(probe -> probe.getHttpGet().getPath()))
        .containsExactly("/health/live", "/health/live", "/health/ready")
        .allMatch(path -> API.get("paths").path(path).has("get"));
  }

  @Test
  void waitForARegistryThatIsDownLongerThanTheProductDoes() {
    var probe = MANIFESTS.instance().getStartupProbe();
    var seconds = probe.getPeriodSeconds() * probe.getFailureThreshold();

    assertThat((long) seconds)
        .isGreaterThan(
            MANIFESTS.configuration().configuration().get(Keys.REGISTRY_WAIT).toSeconds() + 60);
  }

  @Test
  void letInstancesCloseBeforeTheyAreKilled() {
    var pod = MANIFESTS.pods().get(0).getSpec();
    var before = MANIFESTS.instance().getLifecycle().getPreStop().getSleep().getSeconds();

    assertThat(pod.getTerminationGracePeriodSeconds())
        .isGreaterThan(before + EvenkeelStreams.CLOSES_WITHIN.toSeconds() + 10);
  }

  @Test
  void startCommandsThatEvenkeelKnowsWithTheConfigurationThatIsMounted() {
    assertThat(ParsedCommand.names(MANIFESTS.instance().getArgs())).containsExactly("run");
    assertThat(ParsedCommand.names(Manifests.container(MANIFESTS.pods().get(1)).getArgs()))
        .containsExactly("topics", "create");
    for (var pod : MANIFESTS.pods()) {
      var container = Manifests.container(pod);
      var file = container.getArgs().get(container.getArgs().indexOf("--config") + 1);
      assertThat(container.getVolumeMounts())
          .anyMatch(m -> m.getMountPath().equals(file) && file.endsWith("/" + m.getSubPath()));
    }
  }

  @Test
  void haveAConfigurationThatTheProductTakes() {
    var configuration = MANIFESTS.configuration().configuration();

    assertThat(configuration.get(Keys.HTTP_HOST)).isEqualTo("0.0.0.0");
    assertThat(configuration.passedThrough().keySet())
        .as("tuning is the product's")
        .noneMatch(name -> name.startsWith("streams."));
  }

  @Test
  void takeEverySecretFromTheOneThatIsMountedAndUseAllOfIt() {
    var references = MANIFESTS.configuration().references().keySet();
    var keys = new TreeSet<>(MANIFESTS.secret().getStringData().keySet());

    assertThat(references.stream().map(r -> r.replace("file:" + SECRET_DIRECTORY + "/", "")))
        .containsExactlyInAnyOrderElementsOf(keys);
    for (var pod : MANIFESTS.pods()) {
      assertThat(volume(pod, mount(pod, SECRET_DIRECTORY)).getSecret().getSecretName())
          .isEqualTo(MANIFESTS.secret().getMetadata().getName());
    }
  }

  @Test
  void haveNoSecretThatTheProductWouldTake() {
    for (var token : List.of("http", "metrics")) {
      var placeholder = MANIFESTS.secret().getStringData().get(token + "-token");
      assertThatThrownBy(() -> Configuration.of(Map.of(token + ".token", placeholder)))
          .hasMessageContaining("16 printable characters");
    }
    assertThat(MANIFESTS.secret().getStringData().values())
        .allMatch(v -> v.startsWith("fill in: "));
    assertThat(MANIFESTS.secret().getData()).isNullOrEmpty();
  }

  @Test
  void mountOnlyVolumesThatThePodHas() {
    var set = MANIFESTS.one(StatefulSet.class).getSpec();
    var claimed =
        set.getVolumeClaimTemplates().stream().map(c -> c.getMetadata().getName()).toList();
    for (var pod : MANIFESTS.pods()) {
      var volumes = pod.getSpec().getVolumes().stream().map(Volume::getName);
      var all = pod.equals(set.getTemplate()) ? Stream.concat(volumes, claimed.stream()) : volumes;
      assertThat(Manifests.container(pod).getVolumeMounts().stream().map(VolumeMount::getName))
          .containsExactlyInAnyOrderElementsOf(all.toList());
    }
  }

  @Test
  void keepStateOnAClaimOfItsOwn() {
    var directory = MANIFESTS.configuration().configuration().get(Keys.STATE_DIR);
    var state =
        MANIFESTS.instance().getVolumeMounts().stream()
            .filter(mount -> directory.startsWith(mount.getMountPath()))
            .findFirst()
            .orElseThrow();

    assertThat(MANIFESTS.one(StatefulSet.class).getSpec().getVolumeClaimTemplates().get(0))
        .returns(state.getName(), claim -> claim.getMetadata().getName())
        .returns(List.of("ReadWriteOnce"), claim -> claim.getSpec().getAccessModes());
  }

  @Test
  void neverTakeAwayMoreInstancesAtOnceThanThereAreWarmCopies() {
    var standbys = MANIFESTS.configuration().configuration().get(Keys.STANDBYS);
    var instances = MANIFESTS.one(StatefulSet.class).getSpec().getReplicas();

    assertThat(MANIFESTS.one(PodDisruptionBudget.class).getSpec().getMaxUnavailable().getIntVal())
        .isBetween(1, standbys);
    assertThat(standbys).isLessThan(instances);
  }

  @Test
  void runOneImageAsNobodyWithoutPrivileges() {
    for (var pod : MANIFESTS.pods()) {
      var allowed = pod.getSpec().getSecurityContext();
      var container = Manifests.container(pod);
      var within = container.getSecurityContext();

      assertThat(container.getImage()).isEqualTo("evenkeel:" + Repository.version());
      assertThat(allowed.getRunAsNonRoot()).isTrue();
      assertThat(allowed.getRunAsUser() + ":" + allowed.getRunAsGroup()).isEqualTo(ImageTest.USER);
      assertThat(allowed.getFsGroup()).isEqualTo(allowed.getRunAsGroup());
      assertThat(allowed.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
      assertThat(within.getReadOnlyRootFilesystem()).isTrue();
      assertThat(within.getAllowPrivilegeEscalation()).isFalse();
      assertThat(within.getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
      assertThat(volume(pod, mount(pod, "/tmp")).getEmptyDir()).isNotNull();
    }
    assertThat(MANIFESTS.kustomization().at("/images/0/newTag").asText())
        .isEqualTo(Repository.version());
  }

  @Test
  void limitMemoryToWhatIsAskedForAndLeaveRoomBesideTheHeap() {
    var resources = MANIFESTS.instance().getResources();

    assertThat(resources.getLimits())
        .containsOnlyKeys("memory")
        .containsEntry("memory", resources.getRequests().get("memory"));
    assertThat(Quantity.getAmountInBytes(resources.getRequests().get("memory")))
        .isGreaterThan(new java.math.BigDecimal(4L << 30));
    assertThat(MANIFESTS.instance().getEnv())
        .anyMatch(v -> "-XX:MaxRAMPercentage=70".equals(v.getValue()));
  }

  @Test
  void letInstancesReachBrokersRegistryWebhooksAndEachOtherAndNothingElse() throws IOException {
    var configuration = MANIFESTS.configuration().configuration();
    var policy = MANIFESTS.one(NetworkPolicy.class).getSpec();
    var port = configuration.get(Keys.HTTP_PORT);

    assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(ports(policy.getIngress().stream().flatMap(rule -> rule.getPorts().stream())))
        .containsExactly(port);
    assertThat(ports(policy.getEgress().stream().flatMap(rule -> rule.getPorts().stream())))
        .containsExactlyInAnyOrder(
            53,
            port,
            Endpoint.address("https://crm.example.com/evenkeel").toURL().getDefaultPort(),
            port(configuration.get(Keys.BOOTSTRAP_SERVERS)),
            port(configuration.get(Keys.REGISTRY_URL)));
    assertThat(MANIFESTS.pods())
        .allMatch(
            pod ->
                pod.getMetadata()
                    .getLabels()
                    .entrySet()
                    .containsAll(policy.getPodSelector().getMatchLabels().entrySet()));
  }

  private static Set<Integer> ports(Stream<NetworkPolicyPort> ports) {
    var numbers = new TreeSet<Integer>();
    ports.forEach(port -> numbers.add(port.getPort().getIntVal()));
    return numbers;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static VolumeMount mount(PodTemplateSpec pod, String path) {
    return Manifests.container(pod).getVolumeMounts().stream()
        .filter(mount -> mount.getMountPath().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static Volume volume(PodTemplateSpec pod, VolumeMount mount) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(mount.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode openApi() {
    return Repository.yaml("streams-app/src/main/resources/http/openapi.json");
  }
}
