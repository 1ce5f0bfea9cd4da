package io.evenkeel.demo;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.AccountStatus;
import io.evenkeel.schemas.CorporateAction;
import io.evenkeel.schemas.CorporateActionType;
import io.evenkeel.schemas.MonitoringStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Plays the split: it is told, the security opens at half its price, positions follow. What an
 * earlier run on the same data did is not done again, and what it left undone is done.
 */
final class SplitPlay {
  static final String SECURITY = "NOVA";
  static final int RATIO = 2;

  /** When a visitor has seen the first proposals. */
  private static final Duration TOLD_AFTER = Duration.ofSeconds(10);

  private static final int MOST_EXTRA_MILLIS = 2_000;
  private static final Duration STEP = Duration.ofSeconds(3);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  private final Duration toldAfter;
  private final Set<String> judged = ConcurrentHashMap.newKeySet();
  private Split split;
  private boolean isTold;

  /**
   * A split on this day, unless an earlier run told of one.
   *
   * @param today in New York
   */
  SplitPlay(LocalDate today, long seed) {
    this.split = new Split(SECURITY, RATIO, today);
    this.toldAfter = TOLD_AFTER.plusMillis(new Random(seed).nextInt(MOST_EXTRA_MILLIS));
  }

  /** Accounts that wait for it. */
  static List<String> holders(BookFile book) {
    return book.positions().keySet().stream().filter(id -> isHeldIn(book, id)).toList();
  }

  /** Whether the account holds what is split. */
  static boolean isHeldIn(BookFile book, String accountId) {
    var positions = book.positions().get(accountId);
    return positions != null
        && positions.getSleeves().stream()
            .flatMap(sleeve -> sleeve.getHoldings().stream())
            .anyMatch(holding -> holding.getSecurityId().equals(SECURITY));
  }

  /** Takes what an earlier run told, and who can be judged. */
  void take(String topic, String key, @Nullable SpecificRecord value) {
    if (value instanceof CorporateAction action && key.equals(SECURITY)) {
      split = new Split(SECURITY, RATIO, action.getEffectiveDate());
      isTold = true;
    } else if (value instanceof AccountStatus status
        && status.getStatus() != MonitoringStatus.UNCHECKABLE) {
      judged.add(key);
    }
  }

  /** The split, once everything of an earlier run was taken. */
  Split split() {
    return split;
  }

  /**
   * Begins.
   *
   * @param holders who must have been judged before it is told, so that one sees that the split
   *     changes nothing
   * @param open has the security open; done again, it does nothing
   * @param book has positions follow
   */
  void start(
      WorkClock clock, Publisher publisher, List<String> holders, Runnable open, Runnable book) {
    if (isTold) {
      follow(clock, open, book);
    } else {
      clock.later(
          toldAfter,
          () ->
              tell(
                  clock,
                  holders,
                  () -> {
                    publisher.send(Topics.CORPORATE_ACTIONS, SECURITY, action());
                    follow(clock, open, book);
                  }));
    }
  }

  private void tell(WorkClock clock, List<String> holders, Runnable tell) {
    if (judged.containsAll(holders)) {
      tell.run();
    } else {
      clock.later(AGAIN_AFTER, () -> tell(clock, holders, tell));
    }
  }

  private static void follow(WorkClock clock, Runnable open, Runnable book) {
    clock.later(STEP, open);
    clock.later(STEP.plus(STEP), book);
  }

  private CorporateAction action() {
    return CorporateAction.newBuilder()
        .setType(CorporateActionType.SPLIT)
        .setEffectiveDate(split.effectiveDate())
        .setRatio(BigDecimal.valueOf(RATIO))
        .build();
  }
}
