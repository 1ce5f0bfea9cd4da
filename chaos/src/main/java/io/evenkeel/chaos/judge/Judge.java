package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import java.util.ArrayList;
import java.util.List;

/** Judges a run by what it left behind. */
public final class Judge {
  /** Those that need nothing but the case; their order is that of reports. */
  private static final List<Invariant> INVARIANTS =
      List.of(
          ApprovedOrders::reachTheTopic,
          ApprovedOrders::comeOnce,
          CustodianSide::getsEveryRecord,
          CustodianSide::getsOrdersOnce,
          CustodianSide::hasOnlyWhatWasCommitted,
          NoOrderUnapproved::withoutApproval,
          NoOrderUnapproved::otherThanApproved,
          BatchNumbers::gapless,
          BatchNumbers::unrepeated,
          LiveBatches::one,
          CustodianSide::fillsWithinOrders,
          History::isFold,
          History::addsUp,
          DriftEvents::gapless,
          DriftEvents::unrepeated,
          DriftEvents::alternate,
          DriftEvents::recompute,
          NewsOrder::neverGoesBack,
          NewsOrder::wasSaid,
          OneWriter::atATime,
          WorkDone::happened,
          WorkDone::faultsFired);

  private Judge() {}

  /** Reads everything and judges it; the run must have come to rest. */
  public static Verdict judge(Evidence evidence) {
    return judge(ClusterReading.of(evidence));
  }

  static Verdict judge(Recording recording) {
    var before = Case.of(recording);
    var findings = new ArrayList<Finding>();
    INVARIANTS.forEach(invariant -> findings.add(invariant.check(before)));
    var boards = new FinalBoards(before);
    findings.add(FinalStatuses.exact(before, boards));
    var endings = Endings.of(before, boards);
    findings.addAll(endings.findings());
    return new Verdict(findings, counts(before, endings));
  }

  private static Counts counts(Case before, Endings endings) {
    return new Counts(
        before.handed().orders().size(),
        before.fills().distinct(),
        before.rows().of(Topics.DRIFT_EVENTS).size(),
        inputs(before),
        before.rows().newest(Topics.REBALANCE_HISTORY).size(),
        before.handed().batches().size(),
        before.recording().faults().size(),
        endings.counts());
  }

  private static long inputs(Case before) {
    return Topics.ALL.stream()
        .filter(topic -> topic.group() != Topic.Group.OUTPUT)
        .flatMap(topic -> before.rows().names().each(topic).stream())
        .mapToLong(name -> before.recording().topic(name).size())
        .sum();
  }
}
