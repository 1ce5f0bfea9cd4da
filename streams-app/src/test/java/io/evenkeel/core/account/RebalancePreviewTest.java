package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.cash;
import static io.evenkeel.core.account.Story.following;
import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.model;
import static io.evenkeel.core.account.Story.security;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.TradeProposal.Result;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.Rational;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The preview of a rebalance")
class RebalancePreviewTest {
  /** 10,000 of AAA beside 5,000 of cash, where both should be half. */
  private static Story tooMuchOfAaa() {
    var story = Story.begun();
    story.boards.target("HALF", security("AAA", "0.5"), cash("0.5"));
    story.opened("HALF", List.of(managed("5000", "AAA 50")));
    story.boards.price("AAA", "200");
    return story.judged();
  }

  private static RebalancePreview of(Story story, TradeLogic logic) {
    return RebalancePreview.of(story.book, logic, story.moment());
  }

  private static Rational after(RebalancePreview preview, String line) {
    return preview.lines().stream()
        .filter(change -> change.before().name().equals(line))
        .findFirst()
        .orElseThrow()
        .after();
  }

  @Test
  void showsWhereEachLineWouldStandByBestFit() {
    var preview = of(tooMuchOfAaa(), TradeLogic.BEST_FIT);

    // 12 of 12.5 shares: the nearest lot, ties to fewer.
    assertThat(preview.turnover()).isEqualTo(Rational.of(2400));
    assertThat(after(preview, "SECURITY:AAA"))
        .isEqualTo(Rational.of(7600).dividedBy(Rational.of(15000)));
    assertThat(after(preview, "CASH")).isEqualTo(Rational.of(7400).dividedBy(Rational.of(15000)));
  }

  @Test
  void tradesLessByMinTransactionThanByBestFit() {
    var story = tooMuchOfAaa();

    assertThat(of(story, TradeLogic.MIN_TRANSACTION).turnover())
        .isLessThan(of(story, TradeLogic.BEST_FIT).turnover());
  }

  @Test
  void showsASleeveAtItsEquityAfterTheTransfer() {
    var story = Story.begun();
    story.boards.model("TECH", "BBB 1");
    story.boards.target("MIXED", security("AAA", "0.5"), model("TECH", "0.5"));
    story.opened("MIXED", List.of(managed("0", "AAA 80"), following("TECH", "0", "BBB 20")));

    var preview = of(story.judged(), TradeLogic.BEST_FIT);

    var half = Rational.of("0.5");
    assertThat(after(preview, "SECURITY:AAA")).isEqualTo(half);
    assertThat(after(preview, "MODEL:TECH")).isEqualTo(half);
    assertThat(after(preview, "TECH/BBB")).isEqualTo(Rational.ONE);
    assertThat(after(preview, "TECH/CASH")).isEqualTo(Rational.ZERO);
  }

  @Test
  void isForgottenAndNeverKeepsASubmissionOut() {
    var story = tooMuchOfAaa();
    var before = story.book;

    of(story, TradeLogic.BEST_FIT);

    assertThat(story.book).isSameAs(before);
    assertThat(story.book.pending()).isNull();
  }

  @Test
  void saysWhyNothingCouldBeBuilt() {
    var story = tooMuchOfAaa();
    story.boards.withoutPrice("AAA");

    var preview = of(story, TradeLogic.BEST_FIT);

    assertThat(preview.built().result()).isInstanceOf(Result.Failed.class);
    assertThat(preview.lines()).isEmpty();
    assertThat(preview.turnover()).isEqualTo(Rational.ZERO);
  }
}
