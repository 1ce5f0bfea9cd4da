package io.evenkeel.simulation;

import static io.evenkeel.simulation.Grafting.SKIPPED;
import static io.evenkeel.simulation.Grafting.after;
import static io.evenkeel.simulation.Grafting.gives;
import static io.evenkeel.simulation.Grafting.skips;
import static io.evenkeel.simulation.Grafting.takes;
import static io.evenkeel.simulation.Invariant.*;

import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.drift.DriftWatch;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.TradeProposal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Bugs in what is judged and said of an account, and in what comes in. */
final class MutantsOfJudgement {
  private MutantsOfJudgement() {}

  static List<Mutant> all() {
    return List.of(
        // What is judged.
        takes(
            "an overtaken snapshot that is applied",
            Set.of(NEWEST_POSITIONS_COUNT),
            "core.account.Inputs",
            "positions",
            1,
            x -> x == null ? null : later((Positions) x)),
        skips(
            "a price that the engine does not hear of",
            Set.of(FINAL_STATUS_IS_EXACT),
            "core.drift.CorridorDriftEngine",
            "securityChanged",
            args -> SKIPPED),
        skips(
            "an account that nobody marks",
            Set.of(FINAL_STATUS_IS_EXACT, STATUS_FOLLOWS_EVENTS),
            "core.drift.CorridorDriftEngine",
            "mark",
            args -> SKIPPED),
        gives(
            "a breach that is not seen",
            Set.of(FINAL_STATUS_IS_EXACT),
            "core.drift.Hysteresis",
            "side",
            x -> io.evenkeel.core.drift.Side.NONE),
        gives(
            "an event that is lost",
            Set.of(DRIFT_SEQUENCES_GAPLESS, STATUS_FOLLOWS_EVENTS),
            "core.drift.DriftWatch",
            "look",
            x -> mute((DriftWatch.Seen) x)),
        skips(
            "a status that is not written",
            Set.of(FINAL_STATUS_IS_EXACT),
            "core.account.StatusSaying",
            "said",
            Grafting::unchanged),
        gives(
            "an advisory that is forgotten once said",
            Set.of(ADVISORIES_ALTERNATE),
            "core.account.AccountBook",
            "raised",
            x -> new java.util.TreeMap<>()),
        gives(
            "an event that says another equity",
            Set.of(EVENTS_RECOMPUTE),
            "pipeline.wire.DriftWire",
            "write",
            x -> x instanceof DriftEvent e ? richer(e) : x),
        gives(
            "a proposal that says another price",
            Set.of(PROPOSALS_RECOMPUTE),
            "pipeline.wire.ProposalWire",
            "write",
            x -> x instanceof TradeProposal p ? dearer(p) : x),
        gives(
            "an audit that begins anew",
            Set.of(AUDIT_IS_WHOLE),
            "core.audit.AuditLink",
            "head",
            x -> AuditHead.NONE),
        // What comes in.
        skips(
            "a malformed record that vanishes",
            Set.of(EVERY_INPUT_ENDS),
            "pipeline.intake.ReadProcessor",
            "forward",
            args -> args[0].equals("") ? SKIPPED : null),
        gives(
            "an old price that is believed",
            Set.of(BOARDS_NEVER_GO_BACK, EVERY_INPUT_ENDS, FINAL_STATUS_IS_EXACT),
            "core.market.GuardState",
            "newest",
            x -> java.time.Instant.MIN),
        new Mutant(
            "counts that forget where an account was",
            Set.of(HISTORY_ADDS_UP),
            "core.approval.RequestCounts",
            "failed",
            after(x -> 0)),
        skips(
            "a handler that cannot bear an unknown account",
            Set.of(NO_HANDLER_FAILS),
            "core.account.Inputs",
            "unknownAccount",
            args -> {
              throw new IllegalStateException("unknown");
            }),
        gives(
            "a status that is said again and again",
            Set.of(STATUS_FOLLOWS_EVENTS, COMES_TO_REST),
            "core.account.AccountBook",
            "reported",
            x -> null));
  }

  private static Object later(Positions positions) {
    return new Positions(
        positions.accountId(),
        positions.version() + 1_000_000,
        positions.asOf(),
        positions.feed(),
        positions.executionsThrough(),
        positions.sleeves());
  }

  private static Object mute(DriftWatch.Seen seen) {
    return seen.events().size() < 1
        ? seen
        : new DriftWatch.Seen(
            seen.memory(), seen.judgement(), seen.events().subList(1, seen.events().size()));
  }

  private static Object richer(DriftEvent event) {
    if (event.getEquity() != null) {
      event.setEquity(event.getEquity().add(BigDecimal.ONE));
    }
    return event;
  }

  private static Object dearer(TradeProposal proposal) {
    if (!proposal.getOrders().isEmpty()) {
      var order = proposal.getOrders().get(0);
      order.setPrice(order.getPrice().add(BigDecimal.ONE));
    }
    return proposal;
  }
}
