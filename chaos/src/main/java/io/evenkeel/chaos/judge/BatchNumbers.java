package io.evenkeel.chaos.judge;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.ApprovedTradeBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Each custodian's records are numbered from 1 without gaps; one that is gone leaves one. */
final class BatchNumbers {
  private BatchNumbers() {}

  static Finding gapless(Case before) {
    var tally = new Tally("batch-numbers-gapless", Kind.LOST);
    for (var topic : before.rows().names().each(Topics.APPROVED_TRADES)) {
      var expected = 1L;
      for (var row : numbered(before, topic)) {
        var number = row.said().getBatchSeq();
        if (number >= expected) {
          tally.check(
              number == expected,
              "%s: after number %d comes %d, at %s",
              topic,
              expected - 1,
              number,
              row.place());
          expected = number + 1;
        }
      }
    }
    return tally.finding();
  }

  static Finding unrepeated(Case before) {
    var tally = new Tally("batch-numbers-unrepeated", Kind.DUPLICATED);
    for (var topic : before.rows().names().each(Topics.APPROVED_TRADES)) {
      var seen = new HashMap<Long, String>();
      for (var row : numbered(before, topic)) {
        var other = seen.putIfAbsent(row.said().getBatchSeq(), row.place());
        tally.check(
            other == null,
            "%s and %s both have number %d",
            other,
            row.place(),
            row.said().getBatchSeq());
      }
    }
    return tally.finding();
  }

  private static List<Row<ApprovedTradeBatch>> numbered(Case before, String topic) {
    var rows = new ArrayList<>(before.handed().records());
    rows.removeIf(row -> !row.taken().topic().equals(topic));
    rows.sort(Comparator.comparing(row -> row.said().getBatchSeq()));
    return rows;
  }
}
