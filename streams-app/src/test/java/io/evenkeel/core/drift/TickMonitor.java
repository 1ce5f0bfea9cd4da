package io.evenkeel.core.drift;

import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Rational;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges, exactly, whom its engine names, and keeps a hash of everything that it said, which
 * depends on the order: events with all their lines, and margin calls.
 */
final class TickMonitor {
  private final MapBoards boards;
  private final Hysteresis hysteresis;
  private final Supplier<DriftEngine> newEngine;
  private final SortedMap<String, Watched> accounts = new TreeMap<>();
  private DriftEngine engine;
  private DriftWatch watch;
  private Expansions expansions;
  private long hash;
  private long events;
  private long judged;

  /** An account as given. */
  record Given(
      Positions positions,
      String targetId,
      Map<String, Leverage> leverage,
      GivenWeight maintenance) {}

  private static final class Watched {
    Given given;
    DriftMemory memory = DriftMemory.NEW;
    boolean marginCall;

    Watched(Given given) {
      this.given = given;
    }
  }

  TickMonitor(MapBoards boards, Hysteresis hysteresis, Supplier<DriftEngine> newEngine) {
    this.boards = boards;
    this.hysteresis = hysteresis;
    this.newEngine = newEngine;
    this.engine = newEngine.get();
    this.watch = new DriftWatch(new DriftSettings(hysteresis, StaleAfter.OFF));
    this.expansions = new Expansions(boards);
  }

  /** Everything but what was remembered of the accounts is gone, and made anew. */
  void restart() {
    engine = newEngine.get();
    watch = new DriftWatch(new DriftSettings(hysteresis, StaleAfter.OFF));
    expansions = new Expansions(boards);
    accounts.keySet().forEach(engine::mark);
  }

  void account(String accountId, @Nullable Given given) {
    if (given == null) {
      accounts.remove(accountId);
    } else {
      accounts.computeIfAbsent(accountId, id -> new Watched(given)).given = given;
    }
    engine.mark(accountId);
  }

  void securityChanged(String securityId) {
    engine.securityChanged(securityId);
  }

  void modelChanged(String modelId) {
    engine.modelChanged(modelId);
  }

  void targetChanged(String targetId) {
    expansions.targetChanged();
    engine.targetChanged(targetId);
  }

  void look() {
    engine.drain(this::look);
  }

  private void look(String accountId) {
    var watched = accounts.get(accountId);
    if (watched == null) {
      engine.remove(accountId);
      return;
    }
    judged++;
    var given = watched.given;
    var expansion = expansions.of(given.targetId);
    var input =
        new JudgeInput(
            Books.account(accountId, "USD", AccountStatus.ACTIVE),
            given.positions,
            expansion,
            given.leverage,
            watched.memory.sides(),
            Instant.EPOCH,
            boards);
    var seen = watch.look(watched.memory, input, CauseInput.NOTHING_NEW);
    watched.memory = seen.memory();
    seen.events().forEach(this::say);
    sayMargin(accountId, watched, seen.judgement());
    engine.put(
        Watch.of(accountId, given.positions, given.targetId, expansion),
        given.positions,
        seen.judgement(),
        given.maintenance);
  }

  private void say(DriftEvent event) {
    events++;
    hash = 31 * hash + Objects.hash(event.subject().accountId(), event.sequence(), event.kind());
    hash = 31 * hash + Objects.hash(event.causes().toString(), event.tiles().toString());
    for (var line : event.lines()) {
      hash = 31 * hash + Objects.hash(line.name(), line.side().name(), line.weight());
    }
  }

  private void sayMargin(String accountId, Watched watched, Judgement judgement) {
    if (judgement instanceof Judgement.Checkable checkable) {
      var needed = watched.given.maintenance.exact().times(checkable.exposure());
      var stands = needed.minus(checkable.equity()).compareTo(Rational.ZERO) > 0;
      if (stands != watched.marginCall) {
        watched.marginCall = stands;
        events++;
        hash = 31 * hash + Objects.hash(accountId, "margin", stands);
      }
    }
  }

  /** What is remembered of every account. */
  SortedMap<String, DriftMemory> memories() {
    var memories = new TreeMap<String, DriftMemory>();
    accounts.forEach((id, watched) -> memories.put(id, watched.memory));
    return memories;
  }

  long hash() {
    return hash;
  }

  long events() {
    return events;
  }

  long judged() {
    return judged;
  }
}
