package io.evenkeel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.AuditReading;
import io.evenkeel.cluster.Clients;
import io.evenkeel.config.Configuration;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.pipeline.state.Packing;
import io.evenkeel.pipeline.wire.OutcomeWire;
import io.evenkeel.pipeline.wire.ReleaseWire;
import io.evenkeel.pipeline.wire.TaskWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.Order;
import io.evenkeel.wireformat.AvroSerdes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What an earlier release left behind")
class UpgradeTest {
  private static final String APPLICATION = "evenkeel-test";
  private static final Map<String, Packing<?>> PACKED =
      Map.of(
          Topics.BOOK_STORE, StatePackings.BOOKS,
          Topics.FENCE_STORE, StatePackings.FENCES,
          Topics.REQUEST_STORE, StatePackings.REQUESTS,
          Topics.HISTORY_STORE, StatePackings.REQUEST_ACCOUNTS,
          Topics.RELEASE_STORE, StatePackings.RELEASE_NUMBERS,
          Topics.RELEASED_BATCH_STORE, StatePackings.RELEASED_BATCHES);

  @TempDir Path directory;

  static List<String> releases() {
    return EarlierRelease.ALL;
  }

  @ParameterizedTest
  @MethodSource("releases")
  void isTakenOverWithSequencesGaplessAndABatchInFlightEndedOnce(String version)
      throws IOException {
    EarlierRelease.unpack(version, directory);
    try (var broker = EarlierRelease.broker(directory);
        var registry = EarlierRelease.registry(directory);
        var world =
            new RunningWorld(
                broker.bootstrapServers(), registry.url(), EarlierRelease.PARTITIONS)) {
      assertThat(everyStoreIsRead(world)).as("stores of which something was kept").hasSize(6);
      everyRecordBetweenTasksIsRead(world);
      schemasReadEachOther(registry.url());

      var story = new UpgradeStory(world);
      try (var instance = world.instance(directory.resolve("state"))) {
        assertThat(instance.queries().account("A-1")).isPresent();
        story.end();
      }
      assertEventsGapless(world.all(Topics.DRIFT_EVENTS));
      assertAuditBegins(broker.bootstrapServers(), registry.url());
      assertBatchesOnce(story.batches());
      assertThat(world.all(Topics.DEAD_LETTERS)).isEmpty();
      assertThat(world.deaths()).isEmpty();
    }
  }

  /** Every value of every changelog is read, and says the same when it is packed anew. */
  /** A release that kept none is taken over by one that does. */
  private static void assertAuditBegins(String bootstrapServers, String registryUrl) {
    var clients =
        new Clients(
            Configuration.of(
                Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl)));
    var report = new AuditReading(clients, APPLICATION).verified(null);
    assertThat(report.faults()).isEmpty();
    assertThat(report.heads()).containsKeys("TARGET/GROWTH", "REQUEST/R-3", "CUSTODIAN/SCHWAB");
  }

  private static TreeSet<String> everyStoreIsRead(RunningWorld world) {
    var read = new TreeSet<String>();
    PACKED.forEach(
        (store, packing) -> {
          for (var value : world.bytes(APPLICATION + "-" + store + "-changelog")) {
            assertSaysTheSame(packing, value);
            read.add(store);
          }
        });
    return read;
  }

  private static <T> void assertSaysTheSame(Packing<T> packing, byte[] packed) {
    var value = packing.unpack(packed);
    assertThat(packing.unpack(packing.pack(value))).isEqualTo(value);
  }

  /** An instance of this version shares topics with one of the earlier while they are exchanged. */
  private static void everyRecordBetweenTasksIsRead(RunningWorld world) {
    assertThat(world.all(Topics.ACCOUNT_TASKS)).isNotEmpty().allSatisfy(t -> TaskWire.read("A", t));
    assertThat(world.all(Topics.ACCOUNT_OUTCOMES)).isNotEmpty().allSatisfy(OutcomeWire::read);
    assertThat(world.all(Topics.RELEASES)).isNotEmpty().allSatisfy(ReleaseWire::read);
  }

  /** What the one writes the other reads, both ways, on every topic. */
  private static void schemasReadEachOther(String registry) throws IOException {
    var now = present();
    var subjects = Json.tree(get(registry + "/subjects"));
    assertThat(subjects).isNotEmpty();
    for (var subject : subjects) {
      var answer = Json.tree(get(registry + "/subjects/" + subject.asText() + "/versions/latest"));
      var then = new Schema.Parser().parse(answer.path("schema").asText());
      var present = now.get(subject.asText());
      assertThat(present).as("the topic of %s is still there", subject).isNotNull();
      assertReads(subject.asText(), present, then);
      assertReads(subject.asText(), then, present);
    }
  }

  private static Map<String, Schema> present() {
    return Topics.ALL.stream()
        .collect(
            Collectors.toMap(
                RunningWorld.NAMES::subject, t -> SpecificData.get().getSchema(t.value())));
  }

  private static void assertReads(String subject, Schema reader, Schema writer) {
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType())
        .as(subject)
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static String get(String url) throws IOException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void assertEventsGapless(List<DriftEvent> events) {
    var byAccount =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    DriftEvent::getAccountId,
                    TreeMap::new,
                    Collectors.mapping(DriftEvent::getSequence, Collectors.toList())));
    assertThat(byAccount.keySet()).containsExactly("A-1", "A-2", "A-3");
    byAccount.forEach(
        (account, numbers) ->
            assertThat(numbers)
                .as(account)
                .hasSizeGreaterThan(1)
                .containsExactlyElementsOf(
                    LongStream.rangeClosed(1, numbers.size()).boxed().toList()));
  }

  private static void assertBatchesOnce(List<ApprovedTradeBatch> batches) {
    assertThat(batches).extracting(ApprovedTradeBatch::getRequestId).containsOnlyOnce("R-1", "R-3");
    assertThat(batches)
        .extracting(ApprovedTradeBatch::getBatchSeq)
        .containsExactlyInAnyOrder(1L, 2L);
    assertThat(batches.stream().flatMap(b -> b.getOrders().stream()).map(Order::getOrderId))
        .doesNotHaveDuplicates();
  }

  /**
   * Renamed, a store would be left behind with everything in it; with another number, a task would
   * be another one for the instances that it shares the group with.
   */
  @ParameterizedTest
  @MethodSource("releases")
  void hasEveryStoreAndEverySourceInTheTaskWhereThisVersionHasIt(String version)
      throws IOException {
    var then = tasks(EarlierRelease.topology(version));
    var now =
        tasks(
            DrivenPipeline.topology(
                    AvroSerdes.inMemory("upgrade-test"),
                    DrivenPipeline.config(directory),
                    TopicProgress.WITHOUT_CLUSTER)
                .describe()
                .toString());

    assertThat(then).hasSize(3);
    assertThat(gone(then, now)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void isMissedWhereAStoreIsRenamedOrATaskGetsAnotherNumber(String version) throws IOException {
    var then = EarlierRelease.topology(version);
    var renamed = then.replace("released-batches", "batches-released");
    var moved = then.replace("Sub-topology: 8", "Sub-topology: 11");

    assertThat(gone(tasks(then), tasks(renamed))).containsExactly("10: store released-batches");
    assertThat(gone(tasks(then), tasks(moved))).contains("8: store book", "8: topic positions");
  }

  /** What was in a task and is not in the task of that number any more. */
  private static List<String> gone(
      Map<String, TreeSet<String>> then, Map<String, TreeSet<String>> now) {
    return then.entrySet().stream()
        .flatMap(
            task ->
                task.getValue().stream()
                    .filter(
                        part -> !now.getOrDefault(task.getKey(), new TreeSet<>()).contains(part))
                    .map(part -> task.getKey() + ": " + part))
        .toList();
  }

  /** Stores and source topics by sub-topology that has tasks. */
  private static Map<String, TreeSet<String>> tasks(String description) {
    var tasks = new TreeMap<String, TreeSet<String>>();
    var parts = new TreeSet<String>();
    for (var line : description.lines().toList()) {
      var header = Pattern.compile("Sub-topology: (\\d+)( for global store.*)?").matcher(line);
      if (header.find()) {
        parts = new TreeSet<>();
        if (header.group(2) == null) {
          tasks.put(header.group(1), parts);
        }
      }
      parts.addAll(named(line, "stores", "store "));
      if (line.contains("Source:")) {
        parts.addAll(named(line, "topics", "topic "));
      }
    }
    return tasks;
  }

  private static List<String> named(String line, String what, String prefix) {
    var list = Pattern.compile(what + ": \\[([^]]*)]").matcher(line);
    return list.find()
        ? Stream.of(list.group(1).split(", "))
            .filter(name -> !name.isBlank())
            .map(name -> prefix + name)
            .toList()
        : new ArrayList<>();
  }
}
