package io.evenkeel.simulation;

import static io.evenkeel.simulation.InvariantBroken.unless;

import io.evenkeel.core.drift.reference.Fraction;
import io.evenkeel.core.drift.reference.ReferenceEvent;
import io.evenkeel.core.drift.reference.ReferenceLine;
import io.evenkeel.core.drift.reference.ReferenceMonitor;
import io.evenkeel.core.drift.reference.ReferenceWorld;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Price;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.pipeline.wire.MarketWire;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.Cause;
import io.evenkeel.schemas.Model;
import io.evenkeel.schemas.MonitoringStatus;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.schemas.Security;
import io.evenkeel.schemas.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * At rest: what every account says of itself is what a judge says who knows no more than the last
 * prices, positions, targets and models, and what was asked for.
 */
final class FinalWatching implements Watch {
  private final SimulatedWorld world;
  private final Fraction hysteresis;
  private final Map<String, AccountStatus> statuses = new TreeMap<>();
  private final Map<String, List<AccountCommand>> commands = new LinkedHashMap<>();
  private final Set<String> rejected = new HashSet<>();

  /** What an account was told to follow. */
  private static final class Told {
    private String target;
    private boolean rebalancing;
  }

  FinalWatching(SimulatedWorld world, String hysteresis) {
    this.world = world;
    this.hysteresis = Fraction.of(new java.math.BigDecimal(hysteresis));
  }

  @Override
  public void consumed(Entry entry, SpecificRecord value) {
    if (value instanceof AccountCommand command) {
      commands.computeIfAbsent(entry.keyText(), id -> new ArrayList<>()).add(command);
    }
  }

  @Override
  public void said(Entry entry, SpecificRecord value, Map<TopicPartition, Long> boards) {
    if (value instanceof AccountStatus status) {
      statuses.put(status.getAccountId(), status);
    } else if (value instanceof Rejection rejection) {
      rejected.add(rejection.getCommandId());
    }
  }

  private Told told(String account) {
    var told = new Told();
    var seen = new HashSet<String>();
    for (var command : commands.getOrDefault(account, List.of())) {
      if (!rejected.contains(command.getCommandId()) && seen.add(command.getCommandId())) {
        switch (command.getType()) {
          case OPENING_STATE -> {
            told.target = command.getOpeningState().getTargetId();
            told.rebalancing = command.getOpeningState().getRebalancing();
          }
          case ASSIGN_TARGET -> {
            told.target = command.getAssignTarget().getTargetId();
            if (command.getAssignTarget().getRebalancing() != null) {
              told.rebalancing = command.getAssignTarget().getRebalancing();
            }
          }
          case REMOVE_TARGET -> told.target = null;
          case SET_REBALANCING -> told.rebalancing = command.getSetRebalancing().getOn();
          default -> {}
        }
      }
    }
    return told;
  }

  @Override
  public void atRest() {
    for (var id : world.book().accounts().keySet()) {
      var told = told(id);
      var status = statuses.get(id);
      unless(status != null, Invariant.FINAL_STATUS_IS_EXACT, "%s says nothing", id);
      unless(
          told.rebalancing == (status.getStatus() != MonitoringStatus.NOT_MONITORED),
          Invariant.FINAL_STATUS_IS_EXACT,
          "%s is %s, and was told rebalancing %s",
          id,
          status.getStatus(),
          told.rebalancing);
      unless(
          status.getOpenBatchId() == null && status.getOpenRequestId() == null,
          Invariant.FINAL_STATUS_IS_EXACT,
          "%s has batch %s and request %s open",
          id,
          status.getOpenBatchId(),
          status.getOpenRequestId());
      if (told.rebalancing) {
        judge(id, told, status);
      }
    }
  }

  private void judge(String id, Told told, AccountStatus status) {
    var boards = boards();
    var monitor = new ReferenceMonitor(boards);
    monitor.account(id, BookWire.account(id, world.book().accounts().get(id)));
    monitor.positions(id, world.custodians().books().newest(id));
    monitor.assign(id, told.target);
    for (var sleeve : status.getSleeves()) {
      if (sleeve.getEffectiveLeverage() != null) {
        monitor.leverage(id, sleeve.getModelId(), sleeve.getEffectiveLeverage());
      }
    }
    monitor.rebalancing(id, true);
    var events = monitor.look(id);
    var event = events.get(events.size() - 1);
    unless(
        event.kind().equals("UNCHECKABLE") == (status.getStatus() == MonitoringStatus.UNCHECKABLE),
        Invariant.FINAL_STATUS_IS_EXACT,
        "%s is %s, a naive judge says %s %s",
        id,
        status.getStatus(),
        event.kind(),
        event.reasons());
    if (!event.kind().equals("UNCHECKABLE")) {
      compare(id, event, status);
    }
  }

  private void compare(String id, ReferenceEvent event, AccountStatus status) {
    var said = new HashMap<String, String>();
    status.getBreachedLines().forEach(l -> said.put(l.getLine(), l.getSide().name()));
    for (var line : event.lines()) {
      if (line.triggers()) {
        compare(id, line, said.getOrDefault(line.line(), "NONE"));
      }
    }
    unless(
        said.isEmpty() != status.getCauses().contains(Cause.DRIFT),
        Invariant.FINAL_STATUS_IS_EXACT,
        "%s names %s and %s",
        id,
        said,
        status.getCauses());
    unless(
        status.getFlagged() == !status.getCauses().isEmpty(),
        Invariant.FINAL_STATUS_IS_EXACT,
        "%s is flagged: %s, because of %s",
        id,
        status.getFlagged(),
        status.getCauses());
  }

  /** Outside its band a line is breached; within, only where it was and hysteresis keeps it so. */
  private void compare(String id, ReferenceLine line, String said) {
    var fits = said.equals(line.side());
    if (line.side().equals("NONE") && !said.equals("NONE")) {
      fits = isKept(line, said);
    }
    unless(
        fits,
        Invariant.FINAL_STATUS_IS_EXACT,
        "%s says %s is %s, a naive judge %s",
        id,
        line.line(),
        said,
        line);
  }

  private boolean isKept(ReferenceLine line, String side) {
    var above = side.equals("ABOVE");
    var edge = above ? line.high() : line.low();
    if (edge == null) {
      return false;
    }
    var room = above ? edge.subtract(line.target()) : line.target().subtract(edge);
    var drift =
        above ? line.weight().subtract(line.target()) : line.target().subtract(line.weight());
    var clears = room.multiply(Fraction.ONE.subtract(hysteresis));
    return drift.above(clears);
  }

  private ReferenceWorld boards() {
    var boards = new ReferenceWorld(hysteresis, null);
    var now = world.cluster().time().now();
    boards.now(now);
    each(
        Topics.SECURITIES,
        (id, value) -> boards.security(id, MarketWire.security(id, (Security) value)));
    each(Topics.MODELS, (id, value) -> boards.model(id, MarketWire.model(id, (Model) value)));
    each(Topics.TARGETS, (id, value) -> boards.target(id, MarketWire.target(id, (Target) value)));
    for (var id : GeneratedBook.SECURITIES) {
      boards.quote(id, new Quote(new Price(world.market().price(id)), "USD", now, false));
    }
    return boards;
  }

  private interface Taker {
    void take(String id, SpecificRecord value);
  }

  private void each(io.evenkeel.pipeline.Topic<?> topic, Taker taker) {
    for (var entry : world.cluster().log().all(Universe.NAMES.of(topic))) {
      var value = world.outside().read(entry);
      if (value != null) {
        taker.take(entry.keyText(), value);
      }
    }
  }
}
