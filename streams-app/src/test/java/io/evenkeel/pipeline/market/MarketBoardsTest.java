package io.evenkeel.pipeline.market;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.core.market.GuardSettings;
import io.evenkeel.core.market.Halt;
import io.evenkeel.core.market.RefusalReason;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Component;
import io.evenkeel.schemas.ComponentKind;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.ControlScope;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.schemas.MarketCommandType;
import io.evenkeel.schemas.Model;
import io.evenkeel.schemas.ModelHolding;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.ReleasePrice;
import io.evenkeel.schemas.Security;
import io.evenkeel.schemas.Target;
import io.evenkeel.schemas.TargetScope;
import io.evenkeel.wireformat.AvroSerdes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The boards")
class MarketBoardsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T17:00:00Z");
  private static final TopicNames NAMES = new TopicNames("dev.", List.of("SCHWAB"));
  private static final AvroSerdes SERDES = AvroSerdes.inMemory("market-boards");

  private final RecordedOutputs outputs = new RecordedOutputs();
  private final MarketBoards boards =
      new MarketBoards(
          new MarketSettings(
              GuardSettings.DEFAULTS, StaleAfter.of(Duration.ofHours(1)), Optional.empty()),
          NAMES,
          TopicLayouts.withoutCluster(MarketBoards.TOPICS.stream().map(NAMES::of).toList()),
          EndOffsets.WITHOUT_CLUSTER);
  private @Nullable TopologyTestDriver driver;

  @BeforeEach
  void start() {
    var config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "boards");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    config.putAll(boards.streamsProperties());
    var topology = ReportingProcessor.topology(boards, SERDES, NAMES, 1, outputs);
    driver = new TopologyTestDriver(topology, config, NOON);
  }

  @AfterEach
  void stop() {
    requireNonNull(driver).close();
  }

  @Test
  void readPricesThatTasksFollow() {
    var changes = boards.view().priceChanges();

    price("X", "101.25", 0);

    assertThat(drained(changes)).containsExactly("X");
    assertThat(requireNonNull(boards.view().quote("X")).price().toString()).isEqualTo("101.25");
    assertThat(boards.view().quote("Y")).isNull();
  }

  @Test
  void takeATombstoneOfAPriceForNoPrice() {
    price("X", "101.25", 0);

    send(Topics.PRICES, "X", null);

    assertThat(boards.view().quote("X")).isNull();
  }

  @Test
  void readSecuritiesAndGoBackToDefaultsOnATombstone() {
    var changes = boards.view().securityChanges();
    var security =
        Security.newBuilder()
            .setSymbol("XOM")
            .setFractionable(true)
            .setAverageDailyVolume(new BigDecimal("1000000"))
            .build();

    send(Topics.SECURITIES, "X", security);

    var read = requireNonNull(boards.view().security("X"));
    assertThat(read.symbol()).isEqualTo("XOM");
    assertThat(read.lot()).isEqualTo(io.evenkeel.core.book.Security.FRACTION);
    assertThat(drained(changes)).containsExactly("X");
    send(Topics.SECURITIES, "X", null);
    assertThat(boards.view().security("X")).isNull();
    assertThat(drained(changes)).containsExactly("X");
  }

  @Test
  void readModelsAndKeepTheNewerVersion() {
    send(Topics.MODELS, "TECH", model(2, "AAPL", "0.6", "MSFT", "0.3"));

    send(Topics.MODELS, "TECH", model(1, "AAPL", "0.5"));

    assertThat(requireNonNull(boards.view().model("TECH")).holdings())
        .containsOnlyKeys("AAPL", "MSFT")
        .containsEntry("AAPL", GivenWeight.of("0.6"));
    assertThat(said()).containsExactly("dead letter dev.models 0@1 OLDER_THAN_LAST");
  }

  @Test
  void refuseAModelThatCannotBeAndKeepTheLast() {
    send(Topics.MODELS, "TECH", model(1, "AAPL", "0.6"));

    send(Topics.MODELS, "TECH", model(2, "AAPL", "0.6", "MSFT", "0.5"));
    send(Topics.MODELS, "TECH", model(3, "AAPL", "0.6", "AAPL", "0.1"));
    send(Topics.MODELS, "TECH", model(4, "AAPL", "-0.6"));
    send(Topics.MODELS, "TECH", model(5, "AAPL", "0.123456789"));

    assertThat(requireNonNull(boards.view().model("TECH")).version()).isEqualTo(1);
    assertThat(said())
        .containsExactly(
            "dead letter dev.models 0@1 INVALID",
            "dead letter dev.models 0@2 MALFORMED",
            "dead letter dev.models 0@3 INVALID",
            "dead letter dev.models 0@4 MALFORMED");
    assertThat(outputs.audited()).containsExactly("MODEL/TECH Publish ACCEPTED");
  }

  @Test
  void tellTheAuditOfEachEditOnceAndOfTheSameContentAgainNever() {
    send(Topics.MODELS, "TECH", model(1, "AAPL", "0.6"));
    said();
    send(Topics.MODELS, "TECH", model(2, "AAPL", "0.7"));
    send(Topics.MODELS, "TECH", model(2, "AAPL", "0.7"));
    send(Topics.MODELS, "TECH", null);
    said();

    assertThat(outputs.audited())
        .containsExactly(
            "MODEL/TECH Publish ACCEPTED",
            "MODEL/TECH Edit ACCEPTED",
            "MODEL/TECH Withdraw ACCEPTED");
  }

  @Test
  void takeAnInvalidTargetAndTakeADeletedOneForUnknown() {
    send(Topics.TARGETS, "GROWTH", target(1, null, "0.9"));

    assertThat(requireNonNull(boards.view().target("GROWTH")).components()).hasSize(1);
    assertThat(said()).isEmpty();
    send(Topics.TARGETS, "GROWTH", null);
    assertThat(boards.view().target("GROWTH")).isNull();
  }

  @Test
  void refuseATargetOfAKindThatThisReleaseDoesNotKnow() {
    var unknown = target(1, null, "1");
    unknown.getComponents().get(0).setKind(ComponentKind.UNKNOWN);

    send(Topics.TARGETS, "GROWTH", unknown);

    assertThat(boards.view().target("GROWTH")).isNull();
    assertThat(said()).containsExactly("dead letter dev.targets 0@0 MALFORMED");
  }

  @Test
  void findAnAccountsOwnTargetOfTwoTheOneCreatedLast() {
    send(Topics.TARGETS, "T-1", target(5, "A-1", "1"));
    var later = target(1, "A-1", "1");
    later.setCreatedAt(NOON.plusSeconds(1));
    send(Topics.TARGETS, "T-0", later);
    send(Topics.TARGETS, "T-2", target(1, "A-2", "1"));

    assertThat(requireNonNull(boards.view().ownTarget("A-1")).targetId()).isEqualTo("T-0");
    send(Topics.TARGETS, "T-0", null);
    assertThat(requireNonNull(boards.view().ownTarget("A-1")).targetId()).isEqualTo("T-1");
    send(Topics.TARGETS, "T-1", null);
    assertThat(boards.view().ownTarget("A-1")).isNull();
  }

  @Test
  void readHaltsUntilTheyAreLiftedOrWithdrawn() {
    send(Topics.CONTROLS, "FIRM/F-1", control("F-1", true));
    send(Topics.CONTROLS, "FIRM/F-2", control("F-2", true));
    assertThat(boards.view().halt(Halt.Scope.FIRM, "F-1")).isNotNull();
    assertThat(boards.view().halt(Halt.Scope.ACCOUNT, "F-1")).isNull();

    send(Topics.CONTROLS, "FIRM/F-1", control("F-1", false));
    send(Topics.CONTROLS, "FIRM/F-2", null);

    assertThat(boards.view().halt(Halt.Scope.FIRM, "F-1")).isNull();
    assertThat(boards.view().halt(Halt.Scope.FIRM, "F-2")).isNull();
  }

  @Test
  void refuseAControlWhoseKeyIsNotWhatItIsAbout() {
    send(Topics.CONTROLS, "FIRM/F-2", control("F-1", true));

    assertThat(boards.view().halt(Halt.Scope.FIRM, "F-1")).isNull();
    assertThat(said()).containsExactly("dead letter dev.controls 0@0 MALFORMED");
  }

  @Test
  void surviveBytesOfAnyKindOnEveryTopic() {
    for (var topic : MarketBoards.TOPICS) {
      bytes(topic).pipeInput("X", "no Avro at all".getBytes(UTF_8));
      bytes(topic).pipeInput("X", new byte[] {0, 0, 0, 0, 99, 1});
      bytes(topic).pipeInput("X", new byte[0]);
      bytes(topic).pipeInput(null, new byte[] {1});
      assertThat(boards.counts(topic).refused(RefusalReason.MALFORMED)).isEqualTo(2);
      assertThat(boards.counts(topic).refused(RefusalReason.UNKNOWN_SCHEMA)).isEqualTo(1);
      assertThat(boards.counts(topic).refused(RefusalReason.NULL_KEY)).isEqualTo(1);
    }

    assertThat(said().stream().filter(line -> line.startsWith("dead letter")))
        .hasSize(4 * MarketBoards.TOPICS.size());
    price("X", "100", 0);
    assertThat(boards.view().quote("X")).isNotNull();
  }

  @Test
  void reportAHeldPriceOnceWithItsDeadLetterAndAdvisory() {
    price("X", "100", 0);
    price("X", "50", 1);

    assertThat(said())
        .containsExactly(
            "dead letter dev.prices 0@1 JUMP",
            "hold X JUMP good=100 refused=50 released=false by=null offset=1",
            "advisory X PRICE_QUARANTINED raised");
    assertThat(said()).isEmpty();
    assertThat(requireNonNull(boards.view().quote("X")).quarantined()).isTrue();
  }

  @Test
  void reportThatAHoldIsOverWhenALaterTickAgrees() {
    price("X", "100", 0);
    price("X", "50", 1);
    said();

    price("X", "50.1", 3);

    assertThat(said())
        .containsExactly(
            "hold X JUMP good=50.1 refused=50 released=true by=null offset=2",
            "advisory X PRICE_QUARANTINED cleared");
  }

  @Test
  void reportThatAHoldIsOverWhenThePriceIsWithdrawn() {
    price("X", "100", 0);
    price("X", "50", 1);
    said();

    send(Topics.PRICES, "X", null);

    assertThat(said()).containsExactly("hold X withdrawn", "advisory X PRICE_QUARANTINED cleared");
  }

  @Test
  void reportEveryOtherRefusedPriceWithTheLastGoodOne() {
    price("X", "100", 0);
    price("X", "0", 1);
    assertThat(said())
        .containsExactly(
            "dead letter dev.prices 0@1 NOT_POSITIVE",
            "hold X NOT_POSITIVE good=100 refused=0 released=false by=null offset=1");

    price("X", "100", -1);
    assertThat(said())
        .containsExactly(
            "dead letter dev.prices 0@2 OLDER_THAN_LAST",
            "hold X OLDER_THAN_LAST good=100 refused=100 released=false by=null offset=2");

    price("X", "100.1234567", 2);
    assertThat(said())
        .containsExactly(
            "dead letter dev.prices 0@3 MALFORMED",
            "hold X MALFORMED good=100 refused=none released=false by=null offset=3");
    assertThat(requireNonNull(boards.view().quote("X")).quarantined()).isFalse();
  }

  @Test
  void releaseAHeldPriceWhenAnOperatorSaysSo() {
    price("X", "100", 0);
    price("X", "50", 1);
    said();

    release("C-1", "X", "50", null);

    assertThat(said())
        .containsExactly(
            "hold X JUMP good=50 refused=50 released=true by=operator-1 offset=1",
            "advisory X PRICE_QUARANTINED cleared");
    assertThat(requireNonNull(boards.view().quote("X")).price().toString()).isEqualTo("50");
    assertThat(requireNonNull(boards.view().quote("X")).quarantined()).isFalse();
    assertThat(said()).isEmpty();
  }

  @Test
  void rejectAReleaseOfWhatIsNotHeldAndAnswerARepeatedCommandTheSame() {
    price("X", "100", 0);

    release("C-1", "X", null, null);
    assertThat(said()).containsExactly("rejection C-1 NOTHING_HELD");

    price("X", "50", 1);
    said();
    release("C-1", "X", null, null);
    assertThat(said()).containsExactly("rejection C-1 NOTHING_HELD");

    release("C-2", "X", "49", null);
    release("C-3", "X", "50", "F-1");
    release("C-4", "X", "50", null);
    release("C-4", "X", "50", null);
    release("C-5", "X", "50", null);
    assertThat(said())
        .containsExactly(
            "rejection C-2 WRONG_STATE",
            "rejection C-3 WRONG_FIRM",
            "hold X JUMP good=50 refused=50 released=true by=operator-1 offset=1",
            "advisory X PRICE_QUARANTINED cleared",
            "rejection C-5 NOTHING_HELD");
    assertThat(outputs.audited())
        .containsExactly(
            "SECURITY/X ReleasePrice REJECTED",
            "SECURITY/X ReleasePrice REPEATED",
            "SECURITY/X ReleasePrice REJECTED",
            "SECURITY/X ReleasePrice REJECTED",
            "SECURITY/X ReleasePrice ACCEPTED",
            "SECURITY/X ReleasePrice REPEATED",
            "SECURITY/X ReleasePrice REJECTED");
  }

  @Test
  void sayWhenAPriceGrowsStaleAndWhenItIsFreshAgain() {
    price("X", "100", 0);
    assertThat(said()).isEmpty();

    requireNonNull(driver).advanceWallClockTime(Duration.ofMinutes(61));
    assertThat(said()).containsExactly("advisory X PRICE_STALE raised");
    assertThat(said()).isEmpty();

    price("X", "100", 3_660);
    requireNonNull(driver).advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(said()).containsExactly("advisory X PRICE_STALE cleared");
  }

  @Test
  void tellHowFarTheyAre() {
    price("X", "100", 0);
    price("X", "101", 1);

    var fence = boards.fence();

    assertThat(requireNonNull(fence.byTopic().get("dev.prices")).offsets()).containsExactly(2L);
    assertThat(fence.byTopic()).hasSize(MarketBoards.TOPICS.size());
    assertThat(boards.counts(Topics.PRICES).taken()).isEqualTo(2);
  }

  private void price(String securityId, String price, int second) {
    send(
        Topics.PRICES,
        securityId,
        Price.newBuilder()
            .setPrice(new BigDecimal(price))
            .setAsOf(NOON.plusSeconds(second))
            .build());
  }

  private void release(
      String commandId, String securityId, @Nullable String price, @Nullable String firmId) {
    send(
        Topics.MARKET_COMMANDS,
        securityId,
        MarketCommand.newBuilder()
            .setCommandId(commandId)
            .setType(MarketCommandType.RELEASE_PRICE)
            .setSentBy("operator-1")
            .setSentAt(NOON)
            .setFirmId(firmId)
            .setReleasePrice(
                ReleasePrice.newBuilder()
                    .setHeldPrice(price == null ? null : new BigDecimal(price))
                    .build())
            .build());
  }

  private static Model model(long version, String... holdings) {
    var list = new ArrayList<ModelHolding>();
    for (var i = 0; i < holdings.length; i += 2) {
      list.add(
          ModelHolding.newBuilder()
              .setSecurityId(holdings[i])
              .setWeight(new BigDecimal(holdings[i + 1]))
              .build());
    }
    return Model.newBuilder().setOwnerFirmId("F-1").setVersion(version).setHoldings(list).build();
  }

  private static Target target(long version, @Nullable String account, String cash) {
    var component =
        Component.newBuilder().setKind(ComponentKind.CASH).setWeight(new BigDecimal(cash)).build();
    return Target.newBuilder()
        .setOwnerFirmId("F-1")
        .setVersion(version)
        .setCreatedAt(NOON)
        .setScope(account == null ? TargetScope.ENTERPRISE : TargetScope.ACCOUNT)
        .setOwnerAccountId(account)
        .setComponents(new ArrayList<>(List.of(component)))
        .build();
  }

  private static Control control(String firmId, boolean halted) {
    return Control.newBuilder()
        .setScope(ControlScope.FIRM)
        .setScopeId(firmId)
        .setHalted(halted)
        .setSetBy("operator-1")
        .setSetAt(NOON)
        .build();
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, @Nullable V value) {
    var serializer = SERDES.serializer(topic.value());
    requireNonNull(driver)
        .createInputTopic(NAMES.of(topic), new StringSerializer(), serializer)
        .pipeInput(key, value);
  }

  private TestInputTopic<String, byte[]> bytes(Topic<?> topic) {
    return requireNonNull(driver)
        .createInputTopic(NAMES.of(topic), new StringSerializer(), new ByteArraySerializer());
  }

  /** What is said once tasks have had time to look. */
  private List<String> said() {
    requireNonNull(driver).advanceWallClockTime(Duration.ofMillis(5));
    requireNonNull(driver).advanceWallClockTime(Duration.ofMillis(5));
    return outputs.taken();
  }

  private static List<String> drained(ChangeCursor changes) {
    var ids = new ArrayList<String>();
    changes.drain(ids::add);
    return ids;
  }
}
