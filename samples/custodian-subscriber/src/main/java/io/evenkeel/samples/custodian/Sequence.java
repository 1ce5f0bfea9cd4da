package io.evenkeel.samples.custodian;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The numbers of a custodian's records: from 1, without gaps, each once. Accounts are spread over
 * partitions, so a number may come somewhat after a higher one; one that stays away was missed.
 */
public final class Sequence {
  private final Duration patience;
  private final TreeSet<Long> above = new TreeSet<>();
  private long complete;
  private Instant gapSince = Instant.MAX;

  /**
   * Nothing seen yet.
   *
   * @param patience after which a number that stays away counts as missed
   */
  public Sequence(Duration patience) {
    this.patience = patience;
  }

  /** Notes a number; false where it was seen before, so that its record is a duplicate. */
  public boolean isNew(long batchSeq, Instant now) {
    if (batchSeq <= complete || !above.add(batchSeq)) {
      return false;
    }
    var before = complete;
    while (above.remove(complete + 1)) {
      complete++;
    }
    if (complete > before || above.size() == 1) {
      gapSince = now;
    }
    return true;
  }

  /** The lowest number that was missed. */
  public Optional<Long> missing(Instant now) {
    return above.isEmpty() || now.isBefore(gapSince.plus(patience))
        ? Optional.empty()
        : Optional.of(complete + 1);
  }
}
