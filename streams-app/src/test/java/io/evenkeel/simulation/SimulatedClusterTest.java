package io.evenkeel.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.AccountSettings;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a simulated process did")
class SimulatedClusterTest {
  private final Chance chance = new Chance(7);
  private final SimulatedWorld world = new SimulatedWorld(chance, AccountSettings.DEFAULTS);
  private SimulatedCluster cluster;
  private SimulatedInstance instance;

  @BeforeEach
  void open() {
    world.open(chance);
    cluster = world.cluster();
    instance =
        cluster.instances().stream().filter(i -> !i.readable().isEmpty()).findFirst().orElseThrow();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void work() {
    instance.boards().readAll("price-holds");
    for (var record = 0; record < 12 && !instance.readable().isEmpty(); record++) {
      instance.read(instance.readable().get(0));
    }
    world.pass(Duration.ofMillis(50));
    instance.look();
  }

  private Map<TopicPartition, Long> ends() {
    return cluster.instances().stream()
        .flatMap(i -> i.inputs().stream())
        .distinct()
        .collect(Collectors.toMap(p -> p, p -> cluster.log().end(p)));
  }

  @Test
  void isSeenByNobodyBeforeItIsCommitted() {
    work();

    assertThat(instance.transaction().isEmpty()).isFalse();
    assertThat(cluster.log().all("account-status")).isEmpty();
    assertThat(cluster.log().all("simulated-book-changelog")).isEmpty();
  }

  @Test
  void becomesTrueAsAWhole() {
    work();
    var positions = Map.copyOf(instance.transaction().positions());

    cluster.commit(instance);

    assertThat(cluster.log().all("simulated-book-changelog")).isNotEmpty();
    positions.forEach((place, position) -> assertThat(cluster.position(place)).isEqualTo(position));
  }

  @Test
  void neverWasWhereItDiesFirst() {
    work();
    var before = ends();
    var positions = before.keySet().stream().collect(Collectors.toMap(p -> p, cluster::position));

    var lost = instance.killThread();
    lost.forEach(task -> cluster.assign(task, instance));

    assertThat(ends()).isEqualTo(before);
    positions.forEach((place, position) -> assertThat(cluster.position(place)).isEqualTo(position));
    assertThat(cluster.log().all("simulated-book-changelog")).isEmpty();
    assertThat(instance.readable()).as("everything is to be read again").isNotEmpty();
  }

  @Test
  void isThereAgainFromTheChangelogWhereItWasCommitted() {
    world.deliver();
    var sequences = world.happened().get("DriftEvent");
    for (var process : cluster.instances()) {
      var lost = cluster.kill(process);
      var next = cluster.begin();
      lost.forEach(task -> cluster.assign(task, next));
    }

    world.deliver();

    assertThat(world.happened().get("DriftEvent"))
        .as("nothing changed, so nothing is said again")
        .isEqualTo(sequences);
  }
}
