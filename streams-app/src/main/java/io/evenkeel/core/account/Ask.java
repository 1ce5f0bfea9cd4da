package io.evenkeel.core.account;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.CashFlow;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a command asks of an account. */
public sealed interface Ask {
  /** Calls the visitor's method for this kind; a new kind does not compile until it is answered. */
  <T> T match(Visitor<T> visitor);

  /** One answer per kind. */
  interface Visitor<T> {
    T openingState(OpeningState ask);

    T assignTarget(AssignTarget ask);

    T removeTarget();

    T setRebalancing(SetRebalancing ask);

    T allocateSleeve(AllocateSleeve ask);

    T liquidateSleeve(LiquidateSleeve ask);

    T releaseBatch(ReleaseBatch ask);

    T releaseOrders(ReleaseOrders ask);

    T cancelBatch(CancelBatch ask);

    T replaceBatch(ReplaceBatch ask);

    T cashMovement(CashMovement ask);

    T cancelCashMovement(CancelCashMovement ask);

    T waiveReconciliation(WaiveReconciliation ask);
  }

  /**
   * The state that an account is taken over with; once per account.
   *
   * @param targetId {@code null} assigns none, and leaves an own target to assign itself
   * @param established acknowledges what it says: no flag from the assignment, no FIRST_REBALANCE
   * @param leverage effective leverage by modelId
   */
  record OpeningState(
      @Nullable String targetId,
      boolean rebalancing,
      boolean established,
      SortedMap<String, Leverage> leverage)
      implements Ask {
    public OpeningState {
      leverage = Collections.unmodifiableSortedMap(new TreeMap<>(leverage));
    }

    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.openingState(this);
    }
  }

  /**
   * Assigning never trades.
   *
   * @param rebalancing {@code null} leaves it as it is
   * @param rebalanceNow opens a request whose id is the commandId, unapproved
   */
  record AssignTarget(String targetId, @Nullable Boolean rebalancing, boolean rebalanceNow)
      implements Ask {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.assignTarget(this);
    }
  }

  /** Removing a target does not turn rebalancing off. */
  record RemoveTarget() implements Ask {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.removeTarget();
    }
  }

  /** Switches rebalancing, and with it monitoring. */
  record SetRebalancing(boolean on) implements Ask {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.setRebalancing(this);
    }
  }

  /**
   * Opens a request of its own: so much more capital for a model sleeve.
   *
   * @param forced whether to allocate although the account's target would undo it
   */
  record AllocateSleeve(String requestId, String modelId, Money amount, boolean forced)
      implements Ask {
    public AllocateSleeve(String requestId, String modelId, Money amount) {
      this(requestId, modelId, amount, false);
    }

    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.allocateSleeve(this);
    }
  }

  /** Opens a request of its own: the sleeve is sold. */
  record LiquidateSleeve(String requestId, String modelId) implements Ask {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.liquidateSleeve(this);
    }
  }

  /**
   * Lets held orders of the open batch be worked.
   *
   * @param orderIds empty means all that are held
   */
  record ReleaseOrders(String batchId, SortedSet<String> orderIds) implements Ask {
    public ReleaseOrders {
      orderIds = Collections.unmodifiableSortedSet(new TreeSet<>(orderIds));
    }

    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.releaseOrders(this);
    }
  }

  /** Ends the open batch by hand. */
  record ReleaseBatch(String batchId) implements Ask {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.releaseBatch(this);
    }
  }

  /** Cancels what the custodian has not done of the open batch. */
  record CancelBatch(String batchId) implements Ask {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.cancelBatch(this);
    }
  }

  /**
   * Cancels what the custodian has not done of the open batch, and opens a request of its own for
   * the same once that is back.
   *
   * @param logic {@code null} takes the target's
   */
  record ReplaceBatch(String batchId, String requestId, @Nullable TradeLogic logic) implements Ask {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.replaceBatch(this);
    }
  }

  /**
   * A deposit or withdrawal: a request of its own, whenever it is due.
   *
   * @param date the day, or the first one; {@code null} is today
   * @param recurrence {@code null} is once
   * @param until last day on which it may fall; {@code null} is without end
   * @param dates of a movement on CUSTOM dates
   * @param parts of a CUSTOM method
   */
  record CashMovement(
      String movementId,
      CashFlow.Direction direction,
      Money amount,
      CashFlow.Method method,
      List<CashFlow.Part> parts,
      @Nullable LocalDate date,
      CashSchedule.@Nullable Recurrence recurrence,
      @Nullable LocalDate until,
      List<LocalDate> dates)
      implements Ask {
    public CashMovement {
      parts = List.copyOf(parts);
      dates = List.copyOf(dates);
    }

    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.cashMovement(this);
    }
  }

  /** Stops the runs of a movement that have not become a request. */
  record CancelCashMovement(String movementId) implements Ask {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.cancelCashMovement(this);
    }
  }

  /**
   * Lets the account be traded although its custodian and its sleeves differ by just this.
   *
   * @param differenceId as the advisory's subject names it
   */
  record WaiveReconciliation(String differenceId, String waivedBy, @Nullable String reason)
      implements Ask {
    @Override
    public <T> T match(Visitor<T> visitor) {
      return visitor.waiveReconciliation(this);
    }
  }
}
