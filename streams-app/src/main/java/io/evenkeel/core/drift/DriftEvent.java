package io.evenkeel.core.drift;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.money.Rational;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One change of what an advisor sees of an account, with what it was computed from.
 *
 * @param sequence per account, from 1, without gaps
 * @param causes as judged; as last said where it is {@code UNCHECKABLE}; none where monitoring
 *     stopped
 * @param tiles likewise
 * @param lines all of them, also those in band; empty where nothing was measured
 * @param overallDrift {@code null} where nothing was measured
 * @param equity in dollars; {@code null} where nothing was measured
 * @param uncheckable why it cannot be judged; empty where it was or where monitoring stopped
 * @param inputs {@code null} where monitoring stopped
 */
public record DriftEvent(
    Subject subject,
    DriftEventKind kind,
    long sequence,
    Instant at,
    Set<Cause> causes,
    Set<Tile> tiles,
    List<Line> lines,
    @Nullable Rational overallDrift,
    @Nullable Rational equity,
    SortedSet<Uncheckable> uncheckable,
    @Nullable DriftInputs inputs) {

  /** Whose event it is. */
  public record Subject(String accountId, String firmId, String advisorId, String custodianId) {
    public static Subject of(Account account) {
      return new Subject(
          account.accountId(), account.firmId(), account.advisorId(), account.custodianId());
    }
  }

  public DriftEvent {
    lines = List.copyOf(lines);
  }

  static DriftEvent judged(
      Subject subject,
      DriftEventKind kind,
      long sequence,
      Instant at,
      Flag flag,
      Judgement.Checkable judgement,
      DriftInputs inputs) {
    return new DriftEvent(
        subject,
        kind,
        sequence,
        at,
        flag.causes(),
        flag.tiles(),
        judgement.lines(),
        judgement.overallDrift(),
        judgement.equity(),
        new TreeSet<>(),
        inputs);
  }

  static DriftEvent uncheckable(
      Subject subject,
      long sequence,
      Instant at,
      Flag lastSaid,
      Judgement.NotCheckable judgement,
      DriftInputs inputs) {
    return new DriftEvent(
        subject,
        DriftEventKind.UNCHECKABLE,
        sequence,
        at,
        lastSaid.causes(),
        lastSaid.tiles(),
        List.of(),
        null,
        null,
        judgement.reasons(),
        inputs);
  }

  static DriftEvent stopped(Subject subject, long sequence, Instant at) {
    return new DriftEvent(
        subject,
        DriftEventKind.MONITORING_STOPPED,
        sequence,
        at,
        Set.of(),
        Set.of(),
        List.of(),
        null,
        null,
        new TreeSet<>(),
        null);
  }
}
