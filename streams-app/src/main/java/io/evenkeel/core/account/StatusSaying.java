package io.evenkeel.core.account;

import io.evenkeel.core.account.AccountStatusReport.SleeveStatus;
import io.evenkeel.core.approval.Acr;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.drift.DriftMemory;
import io.evenkeel.core.drift.ExpandedTarget;
import io.evenkeel.core.drift.ExpandedTarget.TargetLine;
import io.evenkeel.core.drift.Flag;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.money.Leverage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The account's status, said when it differs from the one last written. */
final class StatusSaying {
  private StatusSaying() {}

  static Decision said(AccountBook book, @Nullable Sight sight, Moment moment) {
    var report = report(book, sight, moment);
    return report == null || report.equals(book.reported())
        ? Decision.of(book)
        : Decision.of(book.withReported(report), new Output.Status(report, moment.now()));
  }

  /**
   * The report on a book that remembers its last judgement.
   *
   * @param sight {@code null} where the account is not monitored
   * @return {@code null} where the account never was known
   */
  static @Nullable AccountStatusReport report(
      AccountBook book, @Nullable Sight sight, Moment moment) {
    var owner = book.owner();
    return owner == null ? null : report(book, owner, sight, moment);
  }

  private static AccountStatusReport report(
      AccountBook book, Owner owner, @Nullable Sight sight, Moment moment) {
    var drift = book.drift();
    var target = target(sight);
    var flag = sight == null ? Flag.NONE : drift.flag();
    var pending = book.pending();
    var open = book.batches().open();
    var acrs =
        open != null
            ? open.openAcrs()
            : pending != null ? pending.proposal().acrs() : List.<Acr>of();
    return new AccountStatusReport(
        owner,
        status(sight, drift),
        flag.isRaised(),
        stage(book, flag),
        new TreeSet<>(flag.tiles()),
        new TreeSet<>(flag.causes()),
        flag.breached(),
        sight == null ? none() : drift.reasons(),
        book.instructions().rebalancing(),
        target == null ? Map.of() : target.versions(),
        sleeves(book, target, moment),
        open != null ? open.batch().requestId() : pending != null ? pending.requestId() : null,
        open == null ? null : open.batchId(),
        acrs.stream().map(Acr::acrId).toList(),
        drift.sequence(),
        flag.isRaised() ? since(book.reported(), moment.now()) : null);
  }

  /** It stays what it was while the flag stays, whatever else changes. */
  private static Instant since(@Nullable AccountStatusReport before, Instant now) {
    var since = before == null ? null : before.flaggedSince();
    return since == null ? now : since;
  }

  private static @Nullable ExpandedTarget target(@Nullable Sight sight) {
    var target = sight == null ? null : sight.against().target();
    return target == null ? null : target.target();
  }

  private static SortedSet<Uncheckable> none() {
    return new TreeSet<>();
  }

  private static MonitoringStatus status(@Nullable Sight sight, DriftMemory drift) {
    if (sight == null) {
      return MonitoringStatus.NOT_MONITORED;
    }
    if (drift.standing() == DriftMemory.Standing.UNCHECKABLE) {
      return MonitoringStatus.UNCHECKABLE;
    }
    return drift.isFlagged() ? MonitoringStatus.FLAGGED : MonitoringStatus.NOT_FLAGGED;
  }

  private static @Nullable Stage stage(AccountBook book, Flag flag) {
    var open = book.batches().open();
    if (open != null) {
      return open.isOver() ? Stage.AWAITING_POSITIONS : Stage.IN_FLIGHT;
    }
    if (book.pending() != null) {
      return Stage.PENDING_APPROVAL;
    }
    if (!flag.isRaised()) {
      return null;
    }
    return book.nothingToTrade() == null ? Stage.QUEUED : Stage.NOTHING_TO_TRADE;
  }

  private static List<SleeveStatus> sleeves(
      AccountBook book, @Nullable ExpandedTarget target, Moment moment) {
    var configured = new TreeMap<String, Leverage>();
    if (target != null) {
      target.lines().stream()
          .filter(line -> line.kind() == Component.Kind.MODEL)
          .forEach((TargetLine line) -> configured.put(line.ref(), line.leverage()));
    }
    var held = new TreeSet<String>();
    var positions = book.held();
    if (positions != null) {
      positions.sleeves().stream()
          .flatMap(sleeve -> Stream.ofNullable(sleeve.modelId()))
          .forEach(held::add);
    }
    var all = new TreeSet<>(held);
    all.addAll(configured.keySet());
    return all.stream()
        .map(id -> sleeve(id, configured.get(id), held.contains(id), book, moment))
        .toList();
  }

  private static SleeveStatus sleeve(
      String modelId,
      @Nullable Leverage configured,
      boolean held,
      AccountBook book,
      Moment moment) {
    var model = moment.boards().model(modelId);
    return new SleeveStatus(
        modelId,
        model == null ? null : model.version(),
        configured,
        held ? book.leverageOf(modelId) : null);
  }
}
