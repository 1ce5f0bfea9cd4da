package io.evenkeel.pipeline.market;

import io.evenkeel.core.audit.AuditEntry;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.market.CorporateAction;
import io.evenkeel.core.market.Halt;
import io.evenkeel.core.market.ReferenceGuard;
import io.evenkeel.core.tax.LossSale;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.MarketWire;
import io.evenkeel.pipeline.wire.PriceHoldWire;
import io.evenkeel.pipeline.wire.TaxWire;
import io.evenkeel.wireformat.AvroSerdes;
import io.evenkeel.wireformat.LastPoll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * The boards of one instance: every one of its tasks reads them. One object serves one topology and
 * one client; a client that is started anew gets new boards.
 *
 * <p>How a record travels: the global consumer gives it to a {@link BoardDeserializer}, which never
 * throws; a {@link BoardProcessor} hands it to the board's {@link Intake}, which refuses what does
 * not belong; the board takes it and writes its id to a {@link ChangeRing}; every task finds it
 * there through a {@link ChangeCursor} of its own.
 */
public final class MarketBoards implements AutoCloseable {
  /** The topics that boards are fed by. */
  public static final List<Topic<?>> TOPICS =
      List.of(
          Topics.PRICE_HOLDS,
          Topics.PRICES,
          Topics.SECURITIES,
          Topics.MODELS,
          Topics.TARGETS,
          Topics.CONTROLS,
          Topics.LOSS_SALES,
          Topics.CORPORATE_ACTIONS);

  private final TopicNames names;
  private final TopicLayout layout;
  private final EndOffsets ends;
  private final MarketSettings settings;
  private final RefusalLog refusals = new RefusalLog();
  private final EditLog edits = new EditLog();
  private final Patience patience = new Patience(RetriableException.class::isInstance);
  private final Map<String, Feed> feeds = new LinkedHashMap<>();
  private final Set<FenceGate> gates = ConcurrentHashMap.newKeySet();
  private final AccountTargets accountTargets = new AccountTargets();
  private final PriceBoard prices;
  private final ReferenceBoard<Security> securities;
  private final ReferenceBoard<Model> models;
  private final ReferenceBoard<Target> targets;
  private final ReferenceBoard<Halt> halts;
  private final GroupLossSales groupLossSales = new GroupLossSales();
  private final ReferenceBoard<LossSale> lossSales;
  private final ReferenceBoard<CorporateAction> corporateActions;
  private final BoardsView view;
  private final Hearing hearing;

  /**
   * @param layout of every topic in {@link #TOPICS}
   */
  public MarketBoards(
      MarketSettings settings, TopicNames names, TopicLayout layout, EndOffsets ends) {
    this.settings = settings;
    this.names = names;
    this.layout = layout;
    this.ends = ends;
    TOPICS.forEach(this::addFeed);
    prices = new PriceBoard(settings.guard(), counts(Topics.PRICES), this::corporateAction);
    corporateActions =
        new ReferenceBoard<>(
            counts(Topics.CORPORATE_ACTIONS), (known, next) -> null, this::actionChanged);
    securities = new ReferenceBoard<>(counts(Topics.SECURITIES), (known, next) -> null);
    models =
        new ReferenceBoard<Model>(counts(Topics.MODELS), ReferenceGuard::refusal)
            .logging(edits, names.of(Topics.MODELS));
    targets =
        new ReferenceBoard<Target>(counts(Topics.TARGETS), ReferenceGuard::refusal, accountTargets)
            .logging(edits, names.of(Topics.TARGETS));
    halts =
        new ReferenceBoard<Halt>(counts(Topics.CONTROLS), (known, next) -> null)
            .logging(edits, names.of(Topics.CONTROLS));
    lossSales =
        new ReferenceBoard<>(counts(Topics.LOSS_SALES), (known, next) -> null, groupLossSales);
    view =
        new BoardsView(
            prices,
            securities,
            models,
            targets,
            halts,
            accountTargets,
            groupLossSales,
            corporateActions);
    hearing =
        new Hearing(
            feed(Topics.CONTROLS).offsets(),
            ends.uncommitted(),
            settings.controlsWithin(),
            System::nanoTime);
  }

  private @Nullable CorporateAction corporateAction(String securityId) {
    return corporateActions.get(securityId);
  }

  private void actionChanged(@Nullable CorporateAction before, @Nullable CorporateAction now) {
    if (now != null) {
      prices.actionTold(now.securityId());
    }
  }

  private void addFeed(Topic<?> topic) {
    var name = names.of(topic);
    var known = layout.of(name);
    feeds.put(
        name,
        new Feed(known.topicId(), new BoardOffsets(name, known.partitions()), new BoardCounts()));
  }

  /**
   * Adds every board to the topology, as a global store.
   *
   * <p>Streams restores global stores one after another, ordered by a hash of their names. Under
   * these names price-holds comes before prices, which looks up there what the topic has lost.
   */
  public void addTo(Topology topology, AvroSerdes serdes) {
    add(topology, serdes, Topics.PRICE_HOLDS, PriceHoldWire::hold, new PriceHoldBoard(prices));
    add(topology, serdes, Topics.PRICES, MarketWire::tick, prices);
    add(topology, serdes, Topics.SECURITIES, MarketWire::security, securities);
    add(topology, serdes, Topics.MODELS, MarketWire::model, models);
    add(topology, serdes, Topics.TARGETS, MarketWire::target, targets);
    add(topology, serdes, Topics.CONTROLS, MarketWire::control, halts);
    add(topology, serdes, Topics.CORPORATE_ACTIONS, MarketWire::corporateAction, corporateActions);
    add(topology, serdes, Topics.LOSS_SALES, TaxWire::lossSale, lossSales);
  }

  private <A extends SpecificRecord, T> void add(
      Topology topology,
      AvroSerdes serdes,
      Topic<A> topic,
      Intake.Reading<A, T> reading,
      Intake.Taker<T> taker) {
    var feed = feed(topic);
    var intake = new Intake<>(feed.offsets(), feed.counts(), refusals, reading, taker);
    topology.addGlobalStore(
        BoardStore.named(topic.name() + "-board"),
        topic.name() + "-source",
        new ByteArrayDeserializer(),
        new BoardDeserializer<>(serdes.deserializer(topic.value()), patience),
        names.of(topic),
        topic.name() + "-intake",
        () -> new BoardProcessor<A>(intake));
  }

  /** What tasks read. */
  public BoardsView view() {
    return view;
  }

  /** Whether what is said on controls is on its board. */
  public Hearing hearing() {
    return hearing;
  }

  /** What these boards refused. */
  public RefusalLog refusals() {
    return refusals;
  }

  /** What people changed on these boards. */
  EditLog edits() {
    return edits;
  }

  /** Of which topics changes are logged, and what they are about. */
  Map<String, EditReports.Edited> edited() {
    return Map.of(
        names.of(Topics.MODELS), edited(Topics.MODELS, AuditEntry.Kind.MODEL),
        names.of(Topics.TARGETS), edited(Topics.TARGETS, AuditEntry.Kind.TARGET),
        names.of(Topics.CONTROLS), edited(Topics.CONTROLS, AuditEntry.Kind.CONTROL));
  }

  private EditReports.Edited edited(Topic<?> topic, AuditEntry.Kind kind) {
    return new EditReports.Edited(layout.of(names.of(topic)).topicId(), kind);
  }

  MarketSettings settings() {
    return settings;
  }

  PriceBoard prices() {
    return prices;
  }

  /** What to put into the configuration of the client that runs the topology. */
  public Map<String, Object> streamsProperties() {
    return Map.of(
        "global.consumer.interceptor.classes",
        PositionInterceptor.class.getName() + "," + LastPoll.class.getName(),
        "global.consumer." + PositionInterceptor.BOARDS,
        this);
  }

  BoardOffsets priceOffsets() {
    return feed(Topics.PRICES).offsets();
  }

  void fetched(TopicPartition from, long afterLastRecord, long position) {
    var feed = feeds.get(from.topic());
    if (feed != null) {
      feed.offsets().fetched(from.partition(), afterLastRecord, position);
    }
  }

  /**
   * How far the boards are: at least as far as anything that was read from them before. To be kept
   * with the task whenever it says something.
   */
  public Fence fence() {
    var passed = new TreeMap<String, Fence.Passed>();
    feeds.forEach(
        (topic, feed) ->
            passed.put(topic, new Fence.Passed(feed.topicId(), feed.offsets().seen())));
    return new Fence(passed);
  }

  /**
   * The gate of a task that was just assigned.
   *
   * @param task as the operator knows it
   * @param fence as the task kept it; {@link Fence#NONE} where it never did
   */
  public FenceGate gate(String task, Fence fence) {
    var gate = new FenceGate(task, fence, List.copyOf(feeds.values()), ends);
    gates.add(gate);
    return gate;
  }

  /** Forgets the gate of a task that went elsewhere. */
  public void forget(FenceGate gate) {
    gates.remove(gate);
  }

  /** A sentence for each task that has waited too long for its boards. */
  public List<String> overdueFences() {
    return gates.stream().flatMap(gate -> gate.overdue().stream()).toList();
  }

  /** What a board counts. */
  public BoardCounts counts(Topic<?> topic) {
    return feed(topic).counts();
  }

  private Feed feed(Topic<?> topic) {
    return java.util.Objects.requireNonNull(feeds.get(names.of(topic)));
  }

  /** Ends waiting for a registry that is down, so that the client can be closed. */
  @Override
  public void close() {
    patience.giveUp();
  }
}
