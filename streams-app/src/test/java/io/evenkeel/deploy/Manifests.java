package io.evenkeel.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What stands under {@code deploy/kubernetes}, read so that a field which Kubernetes lacks is
 * refused.
 */
final class Manifests {
  static final String DIRECTORY = "deploy/kubernetes/";

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 Secret", Secret.class,
          "v1 Service", Service.class,
          "batch/v1 Job", Job.class,
          "apps/v1 StatefulSet", StatefulSet.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);

  private static final ObjectMapper STRICT =
      new ObjectMapper().setAnnotationIntrospector(new NothingElse());

  private final JsonNode kustomization = Repository.yaml(DIRECTORY + "kustomization.yaml");
  private final List<HasMetadata> applied = new ArrayList<>();
  private final Secret secret = (Secret) read(Repository.yaml(DIRECTORY + "secret.yaml"));

  /** The model puts what it does not know aside; here it is not to. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  Manifests() {
    for (var file : Repository.texts(kustomization.get("resources"))) {
      Repository.yamls(DIRECTORY + file).forEach(document -> applied.add(read(document)));
    }
  }

  /**
   * One object of Kubernetes.
   *
   * @throws IllegalArgumentException where it has a field that its kind has not
   */
  static HasMetadata read(JsonNode document) {
    var name = document.path("apiVersion").asText() + " " + document.path("kind").asText();
    var kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException("nobody expects a " + name);
    }
    return STRICT.convertValue(document, kind);
  }

  JsonNode kustomization() {
    return kustomization;
  }

  /** What is applied together. */
  List<HasMetadata> applied() {
    return applied;
  }

  /** What is filled in and applied before. */
  Secret secret() {
    return secret;
  }

  <T> List<T> all(Class<T> kind) {
    return applied.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T> T one(Class<T> kind) {
    var all = all(kind);
    if (all.size() != 1) {
      throw new AssertionError("there are " + all.size() + " of " + kind);
    }
    return all.get(0);
  }

  Service service(String name) {
    return all(Service.class).stream()
        .filter(s -> s.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The pods of the instances, then those of the job. */
  List<PodTemplateSpec> pods() {
    return List.of(
        one(StatefulSet.class).getSpec().getTemplate(), one(Job.class).getSpec().getTemplate());
  }

  Container instance() {
    return container(pods().get(0));
  }

  static Container container(PodTemplateSpec pod) {
    if (pod.getSpec().getContainers().size() != 1) {
      throw new AssertionError("one container is expected");
    }
    return pod.getSpec().getContainers().get(0);
  }

  DeployedConfiguration configuration() {
    return DeployedConfiguration.of(properties(), instance().getArgs());
  }

  private String properties() {
    return one(ConfigMap.class).getData().get("evenkeel.properties");
  }
}
