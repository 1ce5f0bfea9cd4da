package io.evenkeel.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.drift.reference.Fraction;
import io.evenkeel.core.drift.reference.ReferenceEvent;
import io.evenkeel.core.drift.reference.ReferenceLine;
import io.evenkeel.core.drift.reference.ReferenceMonitor;
import io.evenkeel.core.drift.reference.ReferenceWorld;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The production code and the reference, told the same things. The reference looks at every account
 * every time; production looks at those that the engine names. Both have to say the same.
 */
final class TwoMonitors {
  private final Optional<Duration> staleAfter;
  private final MapBoards boards = new MapBoards();
  private final Expansions expansions = new Expansions(boards);
  private final DriftEngine engine;
  private final DriftWatch watch;
  private final SortedMap<String, Watched> accounts = new TreeMap<>();
  private final ReferenceWorld world;
  private final ReferenceMonitor reference;
  private final Map<String, Long> seen = new TreeMap<>();
  private Instant now = Instant.EPOCH;
  private long judged;

  /** What production keeps of an account. */
  private static final class Watched {
    @Nullable Account account;
    @Nullable Positions positions;
    @Nullable String targetId;
    boolean rebalancing;
    boolean switchedOn;
    final Map<String, Leverage> leverage = new HashMap<>();
    @Nullable String acknowledged;
    SortedMap<String, SortedMap<String, GivenWeight>> weights = new TreeMap<>();
    DriftMemory memory = DriftMemory.NEW;
    @Nullable Judgement last;
  }

  TwoMonitors(String hysteresis, Optional<Duration> staleAfter) {
    this.staleAfter = staleAfter;
    engine = new CorridorDriftEngine(boards, Hysteresis.of(hysteresis));
    watch =
        new DriftWatch(
            new DriftSettings(Hysteresis.of(hysteresis), new StaleAfter(staleAfter, Map.of())));
    world = new ReferenceWorld(Fraction.of(hysteresis), staleAfter.orElse(null));
    reference = new ReferenceMonitor(world);
  }

  private Watched at(String accountId) {
    return accounts.computeIfAbsent(accountId, id -> new Watched());
  }

  void now(Instant at) {
    now = at;
    world.now(at);
    if (staleAfter.isPresent()) {
      boards.quotes.keySet().forEach(engine::securityAged);
    }
  }

  void quote(String securityId, @Nullable Quote quote) {
    put(boards.quotes, securityId, quote);
    world.quote(securityId, quote);
    engine.securityChanged(securityId);
  }

  void security(String securityId, @Nullable Security security) {
    put(boards.securities, securityId, security);
    world.security(securityId, security);
    engine.securityChanged(securityId);
  }

  void model(String modelId, @Nullable Model model) {
    put(boards.models, modelId, model);
    world.model(modelId, model);
    engine.modelChanged(modelId);
  }

  void target(String targetId, @Nullable Target target) {
    put(boards.targets, targetId, target);
    world.target(targetId, target);
    expansions.targetChanged();
    engine.targetChanged(targetId);
  }

  private static <T> void put(Map<String, T> map, String id, @Nullable T value) {
    if (value == null) {
      map.remove(id);
    } else {
      map.put(id, value);
    }
  }

  void account(String accountId, @Nullable Account account) {
    at(accountId).account = account;
    reference.account(accountId, account);
    engine.mark(accountId);
  }

  void positions(String accountId, @Nullable Positions positions) {
    at(accountId).positions = positions;
    reference.positions(accountId, positions);
    engine.mark(accountId);
  }

  void assign(String accountId, @Nullable String targetId) {
    at(accountId).targetId = targetId;
    reference.assign(accountId, targetId);
    engine.mark(accountId);
  }

  void leverage(String accountId, String modelId, Leverage leverage) {
    at(accountId).leverage.put(modelId, leverage);
    reference.leverage(accountId, modelId, leverage.multiplier());
    engine.mark(accountId);
  }

  void rebalancing(String accountId, boolean on) {
    var account = at(accountId);
    account.switchedOn = on && (account.switchedOn || !account.rebalancing);
    account.rebalancing = on;
    reference.rebalancing(accountId, on);
    engine.mark(accountId);
  }

  /** A rebalance, where the account could be judged: only then is there one. */
  void acknowledge(String accountId) {
    var account = at(accountId);
    if (!(account.last instanceof Judgement.Checkable)
        || !(expansions.of(account.targetId) instanceof Expansion.Expanded expanded)) {
      return;
    }
    account.switchedOn = false;
    account.acknowledged = expanded.content();
    account.weights = new TreeMap<>();
    for (var line : expanded.target().lines()) {
      var model = boards.model(line.ref());
      if (line.kind() == Component.Kind.MODEL && model != null) {
        account.weights.put(line.ref(), model.holdings());
      }
    }
    reference.acknowledge(accountId);
    engine.mark(accountId);
  }

  /** Both look; what they say must be the same, and every event must recompute. */
  List<ReferenceEvent> look() {
    var said = new ArrayList<DriftEvent>();
    engine.drain(accountId -> said.addAll(look(accountId)));
    var expected = reference.lookAtAll();
    assertThat(said.stream().map(TwoMonitors::plain)).isEqualTo(expected);
    for (var event : said) {
      seen.merge(event.kind().name(), 1L, Long::sum);
      if (!event.lines().isEmpty()) {
        assertThat(Recompute.answer(event)).isInstanceOf(Recompute.Answer.Agrees.class);
      }
    }
    return expected;
  }

  private List<DriftEvent> look(String accountId) {
    var watched = at(accountId);
    var account = watched.account;
    if (account == null || account.status() != AccountStatus.ACTIVE || !watched.rebalancing) {
      var stopped =
          DriftWatch.stop(
              watched.memory,
              new DriftEvent.Subject(accountId, Books.FIRM, "ADV-1", "SCHWAB"),
              now);
      watched.memory = stopped.memory();
      watched.last = null;
      engine.remove(accountId);
      return stopped.events();
    }
    judged++;
    var expansion = expansions.of(watched.targetId);
    var input =
        new JudgeInput(
            account,
            watched.positions,
            expansion,
            watched.leverage,
            watched.memory.sides(),
            now,
            boards);
    var looked = watch.look(watched.memory, input, causes(watched, expansion));
    watched.memory = looked.memory();
    watched.last = looked.judgement();
    engine.put(
        Watch.of(accountId, watched.positions, watched.targetId, expansion),
        watched.positions,
        looked.judgement(),
        GivenWeight.of("0.25"));
    return looked.events();
  }

  private static CauseInput causes(Watched watched, Expansion expansion) {
    var before = watched.acknowledged;
    var acknowledged = before == null ? TargetExpansion.noTarget().content() : before;
    var same =
        expansion instanceof Expansion.Expanded expanded && expanded.content().equals(acknowledged);
    return CauseInput.of(same, watched.switchedOn, watched.weights);
  }

  private static ReferenceEvent plain(DriftEvent event) {
    var overall = event.overallDrift();
    var equity = event.equity();
    return new ReferenceEvent(
        event.subject().accountId(),
        event.sequence(),
        event.kind().name(),
        names(event.causes()),
        names(event.tiles()),
        event.lines().stream().map(TwoMonitors::plain).toList(),
        overall == null ? null : plain(overall),
        equity == null ? null : plain(equity),
        event.uncheckable().stream()
            .map(reason -> reason.reason().name())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static ReferenceLine plain(Line line) {
    var high = line.band().high();
    return new ReferenceLine(
        line.name(),
        plain(line.weight()),
        plain(line.band().target()),
        plain(line.band().low()),
        high == null ? null : plain(high),
        line.side().name(),
        line.triggers());
  }

  private static Fraction plain(Rational number) {
    return new Fraction(number.numerator(), number.denominator());
  }

  private static SortedSet<String> names(Set<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** How many events of each kind were said. */
  Map<String, Long> seen() {
    return seen;
  }

  long judged() {
    return judged;
  }
}
