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

@DisplayName("What a simulated thread did")
class SimulatedClusterTest {
  private final Chance chance = new Chance(7);
  private final SimulatedWorld world = new SimulatedWorld(chance, AccountSettings.DEFAULTS);
  private SimulatedCluster cluster;
  private SimulatedThread thread;

  @BeforeEach
  void open() {
    world.open(chance);
    cluster = world.cluster();
    cluster.threads().forEach(this::look);
    thread = cluster.threads().stream().filter(this::readsAccounts).findFirst().orElseThrow();
  }

  private boolean readsAccounts(SimulatedThread one) {
    return one.readable().stream().anyMatch(place -> place.topic().equals("accounts"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void work() {
    thread.boards().readAll();
    for (var record = 0; record < 12 && !thread.readable().isEmpty(); record++) {
      thread.read(thread.readable().get(0));
    }
    look(thread);
  }

  /** A task waits for its boards until it has looked at them once. */
  private void look(SimulatedThread one) {
    world.pass(Duration.ofMillis(50));
    one.look();
  }

  private Map<TopicPartition, Long> ends() {
    return cluster.threads().stream()
        .flatMap(t -> t.inputs().stream())
        .distinct()
        .collect(Collectors.toMap(p -> p, p -> cluster.log().end(p)));
  }

  @Test
  void isSeenByNobodyBeforeItIsCommitted() {
    work();

    assertThat(thread.transaction().isEmpty()).isFalse();
    assertThat(cluster.log().all("account-status")).isEmpty();
    assertThat(cluster.log().all("simulated-book-changelog")).isEmpty();
  }

  @Test
  void becomesTrueAsAWhole() {
    work();
    var positions = Map.copyOf(thread.transaction().positions());

    cluster.commit(thread);

    assertThat(cluster.log().all("simulated-book-changelog")).isNotEmpty();
    positions.forEach((place, position) -> assertThat(cluster.position(place)).isEqualTo(position));
  }

  @Test
  void neverWasWhereItDiesFirst() {
    work();
    var before = ends();
    var positions = before.keySet().stream().collect(Collectors.toMap(p -> p, cluster::position));

    var lost = thread.kill();
    lost.forEach(task -> cluster.assign(task, thread));

    assertThat(ends()).isEqualTo(before);
    positions.forEach((place, position) -> assertThat(cluster.position(place)).isEqualTo(position));
    assertThat(cluster.log().all("simulated-book-changelog")).isEmpty();
    look(thread);
    assertThat(thread.readable()).as("everything is to be read again").isNotEmpty();
  }

  @Test
  void neverWasWhereItsTasksAreRevivedFirst() {
    work();
    var before = ends();

    thread.revive();

    assertThat(ends()).isEqualTo(before);
    assertThat(cluster.log().all("simulated-book-changelog")).isEmpty();
    look(thread);
    assertThat(thread.readable()).as("everything is to be read again").isNotEmpty();
    world.deliver();
    assertThat(world.happened().get("AccountStatus"))
        .as("tasks that were revived work on")
        .isGreaterThan(0);
  }

  @Test
  void isThereAgainFromTheChangelogWhereItWasCommitted() {
    world.deliver();
    var sequences = world.happened().get("DriftEvent");
    for (var process : cluster.processes()) {
      var lost = cluster.kill(process);
      var next = cluster.begin();
      lost.forEach(task -> cluster.assign(task, next.threads().get(0)));
    }

    world.deliver();

    assertThat(world.happened().get("DriftEvent"))
        .as("nothing changed, so nothing is said again")
        .isEqualTo(sequences);
  }
}
