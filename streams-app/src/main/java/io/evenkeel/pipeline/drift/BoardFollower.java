package io.evenkeel.pipeline.drift;

import io.evenkeel.core.book.Target;
import io.evenkeel.core.drift.StaleAfter;
import io.evenkeel.pipeline.account.BookStore;
import io.evenkeel.pipeline.market.BoardsView;
import io.evenkeel.pipeline.market.ChangeCursor;
import java.time.Instant;

/**
 * Tells a task's drift engine what changed on the boards since it looked last. The first look names
 * everything that the boards know.
 */
final class BoardFollower {
  private final BoardsView boards;
  private final BookStore books;
  private final ChangeCursor prices;
  private final ChangeCursor securities;
  private final ChangeCursor models;
  private final ChangeCursor targets;

  private final ChangeCursor actions;

  private final PriceAges ages;
  private final EffectiveDays effective;

  BoardFollower(BoardsView boards, BookStore books, StaleAfter staleAfter) {
    this.ages = new PriceAges(boards, staleAfter);
    this.effective = new EffectiveDays(boards);
    this.actions = boards.corporateActionChanges();
    this.boards = boards;
    this.books = books;
    this.prices = boards.priceChanges();
    this.securities = boards.securityChanges();
    this.models = boards.modelChanges();
    this.targets = boards.targetChanges();
  }

  /** What refers to what is told first: a target before the models and prices that it needs. */
  void follow() {
    targets.drain(this::targetChanged);
    models.drain(this::modelChanged);
    followPrices();
  }

  /** Prices and securities alone. */
  void followPrices() {
    securities.drain(this::securityChanged);
    actions.drain(this::actionChanged);
    prices.drain(this::priceChanged);
  }

  /** The same, and that prices got too old or actions took effect by now. */
  void followTo(Instant now) {
    follow();
    ages.drain(now, this::securityAged);
    effective.drain(now, this::securityAged);
  }

  private void priceChanged(String securityId) {
    books.engine().securityChanged(securityId);
    ages.ticked(securityId);
  }

  private void securityChanged(String securityId) {
    books.answers().referenceChanged();
    books.engine().securityChanged(securityId);
    ages.changed(securityId);
  }

  /** Its holders are judged again, whatever their prices do. */
  private void actionChanged(String securityId) {
    effective.changed(securityId);
    securityAged(securityId);
  }

  private void securityAged(String securityId) {
    books.answers().referenceChanged();
    books.engine().securityAged(securityId);
  }

  private void modelChanged(String modelId) {
    books.answers().referenceChanged();
    books.engine().modelChanged(modelId);
  }

  private void targetChanged(String targetId) {
    books.answers().referenceChanged();
    books.desk().targetChanged();
    books.engine().targetChanged(targetId);
    var target = boards.target(targetId);
    if (target != null && target.scope() == Target.Scope.ACCOUNT) {
      markOwner(target);
    }
  }

  /**
   * It assigns itself to an account that need not have heard of it; the account may be another's.
   */
  private void markOwner(Target target) {
    var owner = target.ownerAccountId();
    if (owner != null && books.isKnown(owner)) {
      books.engine().mark(owner);
    }
  }
}
