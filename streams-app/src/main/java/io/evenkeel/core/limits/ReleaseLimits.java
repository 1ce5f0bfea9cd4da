package io.evenkeel.core.limits;

import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.approval.Halt;
import io.evenkeel.core.approval.Order;
import io.evenkeel.core.limits.AccountUse.SentBatch;
import io.evenkeel.core.limits.AccountUse.SentOrder;
import io.evenkeel.core.limits.Breach.Rule;
import io.evenkeel.core.market.Quote;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the last step before a custodian, looked at anew for everything that is about to be
 * sent; the first that is broken says so. Nothing is believed of what came before but what the
 * content hash binds: worth is counted here, at the higher of the order's price and the last good
 * one.
 *
 * <p>A cancellation passes every limit, since it can only make less of what is under way. Orders
 * that were held count by the minute when they are released, and by the day when they were sent.
 */
public final class ReleaseLimits {
  private static final int CENTS = 2;

  private final LimitSettings limits;
  private final Usage usage;
  private final BatchRelease release;
  private final Batch batch;
  private final Now now;

  private ReleaseLimits(LimitSettings limits, Usage usage, BatchRelease release, Now now) {
    this.limits = limits;
    this.usage = usage;
    this.release = release;
    this.batch = release.batch();
    this.now = now;
  }

  /**
   * What the last step sees as it looks.
   *
   * @param at by its own clock: nobody who sends records can turn it
   * @param resumedAt when somebody last resumed the account, which forgives what was sent before as
   *     a reason for duplicates; {@code null} where nobody did
   */
  public record Now(Instant at, Prices prices, @Nullable Instant resumedAt) {}

  /** The last good prices. */
  public interface Prices {
    /** {@code null} where none is known. */
    @Nullable Quote quote(String securityId);
  }

  /** What is broken; {@code null} where it may be sent. */
  public static @Nullable Breach breach(
      LimitSettings limits, Usage usage, BatchRelease release, Now now) {
    return release.kind() == BatchRelease.Kind.CANCELLATION
        ? null
        : new ReleaseLimits(limits, usage, release, now).firstBreach();
  }

  /** What counts from now on, if it is sent. */
  public static Usage used(LimitSettings limits, Usage usage, BatchRelease release, Now now) {
    return switch (release.kind()) {
      case WHOLE -> new ReleaseLimits(limits, usage, release, now).spent(true);
      case HELD_ORDERS -> new ReleaseLimits(limits, usage, release, now).spent(false);
      case CANCELLATION ->
          new Usage(
              usage.account().without(release.batch().batchId()), usage.custodian(), usage.firm());
    };
  }

  private @Nullable Breach firstBreach() {
    List<Supplier<@Nullable Breach>> inOrder =
        List.of(
            this::notAnOrder,
            this::unpriced,
            this::orderNotional,
            this::batchNotional,
            this::collar,
            this::ordersPerDay,
            this::duplicate,
            this::custodianPerMinute,
            this::firmPerMinute);
    return inOrder.stream().map(Supplier::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** A negative order would make room for others. */
  private @Nullable Breach notAnOrder() {
    return release.orders().stream()
        .filter(o -> o.quantity().signum() <= 0 || o.price().perUnit().signum() <= 0)
        .findFirst()
        .map(
            o ->
                haltingAccount(
                    Rule.NOT_AN_ORDER,
                    "order %s has the quantity %s and the price %s, and both are above 0"
                        .formatted(o.orderId(), o.quantity(), o.price()),
                    "find out what made it"))
        .orElse(null);
  }

  private @Nullable Breach unpriced() {
    return limits.asksForPrices()
        ? workable().stream().map(this::unpriced).filter(Objects::nonNull).findFirst().orElse(null)
        : null;
  }

  private @Nullable Breach unpriced(Order order) {
    var id = order.securityId();
    var quote = now.prices().quote(id);
    if (quote == null) {
      return Breach.refusing(
          Rule.PRICE_UNKNOWN,
          "there is no price of %s to hold order %s against".formatted(id, order.orderId()),
          "publish one on prices, then submit the account again");
    }
    if (quote.quarantined()) {
      return Breach.refusing(
          Rule.PRICE_HELD,
          "the newest price of %s is held, so order %s cannot be held against it"
              .formatted(id, order.orderId()),
          "release the price or wait for one that agrees, then submit the account again");
    }
    var maxAge = limits.priceMaxAge().orElse(null);
    return maxAge != null && now.at().isAfter(quote.asOf().plus(maxAge))
        ? Breach.refusing(
            Rule.PRICE_STALE,
            "the last good price of %s is of %s, which is too old to hold order %s against"
                .formatted(id, quote.asOf(), order.orderId()),
            "publish a newer one on prices (limits.priceMaxAge), then submit the account again")
        : null;
  }

  private @Nullable Breach orderNotional() {
    var most = limits.orderNotional().orElse(null);
    return most == null
        ? null
        : release.orders().stream()
            .filter(order -> worth(order).compareTo(most) > 0)
            .findFirst()
            .map(
                order ->
                    haltingAccount(
                        Rule.ORDER_NOTIONAL,
                        "order %s is worth %s, and one order may be worth %s"
                            .formatted(order.orderId(), worth(order), most),
                        "trade it in smaller parts, or raise limits.orderNotional"))
            .orElse(null);
  }

  private @Nullable Breach batchNotional() {
    var most = limits.batchNotional().orElse(null);
    var worth = worth(release.orders());
    return most == null || worth.compareTo(most) <= 0
        ? null
        : haltingAccount(
            Rule.BATCH_NOTIONAL,
            "batch %s is worth %s, and one batch may be worth %s"
                .formatted(batch.batchId(), worth, most),
            "trade the account in smaller parts, or raise limits.batchNotional");
  }

  private @Nullable Breach collar() {
    var most = limits.priceCollar().orElse(null);
    return most == null
        ? null
        : workable().stream()
            .filter(order -> isOutside(order, most))
            .findFirst()
            .map(this::outsideCollar)
            .orElse(null);
  }

  private boolean isOutside(Order order, Rational most) {
    var sized = order.price().exact();
    var last = Objects.requireNonNull(now.prices().quote(order.securityId())).price().exact();
    return last.minus(sized).abs().isGreaterThan(most.times(sized));
  }

  /**
   * Where the price moved since the order was sized a moment ago, the price itself is in doubt, and
   * so is everything that is built on it. An order that was held since this morning is merely old.
   */
  private Breach outsideCollar(Order order) {
    var sentence =
        "order %s was sized at %s, and the last good price of %s is %s, beyond limits.priceCollar"
            .formatted(
                order.orderId(),
                order.price(),
                order.securityId(),
                Objects.requireNonNull(now.prices().quote(order.securityId())).price());
    return release.kind() == BatchRelease.Kind.WHOLE
        ? Breach.halting(
            Rule.PRICE_COLLAR,
            Halt.Scope.SECURITY,
            order.securityId(),
            sentence,
            "look which price is right, "
                + resume(Halt.Scope.SECURITY, order.securityId())
                + ", then submit the account again")
        : haltingAccount(Rule.PRICE_COLLAR, sentence, "cancel the batch and build it anew");
  }

  private @Nullable Breach ordersPerDay() {
    var most = limits.ordersPerDay().orElse(null);
    if (most == null || release.kind() != BatchRelease.Kind.WHOLE) {
      return null;
    }
    var sent = usage.account().ordersOn(today());
    var more = batch.orders().size();
    return sent + more <= most
        ? null
        : haltingAccount(
            Rule.ORDERS_PER_DAY,
            "batch %s has %d orders after %d that were sent on business day %s, and an account may have %d"
                .formatted(batch.batchId(), more, sent, today(), most),
            "wait for the next business day, or raise limits.ordersPerDay");
  }

  private @Nullable Breach duplicate() {
    var within = limits.duplicatesWithin().orElse(null);
    if (within == null || release.kind() != BatchRelease.Kind.WHOLE) {
      return null;
    }
    var since = since(now.at().minus(within));
    var seen = new ArrayList<SentOrder>();
    for (var order : batch.orders()) {
      var asked = SentOrder.of(order);
      var here = seen.stream().filter(asked::isSameAs).findFirst().orElse(null);
      var same =
          here != null ? here : usage.account().sameAs(asked, since, batch.replacesBatchId());
      if (same != null) {
        return duplicate(asked, same);
      }
      seen.add(asked);
    }
    return null;
  }

  /** A resumption that is dated ahead forgives nothing yet. */
  private Instant since(Instant usual) {
    var resumed = now.resumedAt();
    return resumed == null || resumed.isBefore(usual) || resumed.isAfter(now.at())
        ? usual
        : resumed;
  }

  private Breach duplicate(SentOrder order, SentOrder same) {
    return haltingAccount(
        Rule.DUPLICATE,
        "order %s asks to %s %s %s in sleeve %s, as order %s did a moment ago (limits.duplicateWindow)"
            .formatted(
                order.orderId(),
                order.side().name().toLowerCase(java.util.Locale.ROOT),
                order.quantity(),
                order.securityId(),
                order.sleeveId(),
                same.orderId()),
        "where both are meant, go on");
  }

  private @Nullable Breach custodianPerMinute() {
    var id = batch.custodianId();
    return tooMuch(
        Rule.CUSTODIAN_PER_MINUTE,
        Halt.Scope.CUSTODIAN,
        id,
        limits.custodianPerMinute().share(id).orElse(null),
        usage.custodian(),
        "limits.custodianPerMinute");
  }

  private @Nullable Breach firmPerMinute() {
    var id = batch.firmId();
    return tooMuch(
        Rule.FIRM_PER_MINUTE,
        Halt.Scope.FIRM,
        id,
        limits.firmPerMinute().share(id).orElse(null),
        usage.firm(),
        "limits.firmPerMinute");
  }

  private @Nullable Breach tooMuch(
      Rule rule, Halt.Scope scope, String id, @Nullable Money most, Spending spending, String key) {
    var sent = spending.at(now.at());
    var more = worth(workable());
    return most == null || more.signum() == 0 || sent.plus(more).compareTo(most) <= 0
        ? null
        : Breach.halting(
            rule,
            scope,
            id,
            "batch %s is worth %s after %s that were sent within a minute, and %s may be sent to custodian %s (%s)"
                .formatted(batch.batchId(), more, sent, most, batch.custodianId(), key),
            "find out what sends so much, "
                + resume(scope, id)
                + ", then submit the account again");
  }

  private Breach haltingAccount(Rule rule, String sentence, String first) {
    var scope = Halt.Scope.ACCOUNT;
    return Breach.halting(
        rule, scope, batch.accountId(), sentence, first + ": " + resume(scope, batch.accountId()));
  }

  private static String resume(Halt.Scope scope, String id) {
    return "resume it with ./evenkeel resume %s %s --reason TEXT".formatted(scope, id);
  }

  private Usage spent(boolean isSentNow) {
    var worth = worth(workable());
    var account = usage.account();
    if (isSentNow) {
      var orders = batch.orders().stream().map(SentOrder::of).toList();
      var window = limits.duplicatesWithin().orElse(java.time.Duration.ZERO);
      account =
          account.with(
              new SentBatch(batch.batchId(), now.at(), orders),
              today(),
              now.at().minus(window),
              endOfDay().plus(window));
    }
    return new Usage(
        account, usage.custodian().plus(worth, now.at()), usage.firm().plus(worth, now.at()));
  }

  private LocalDate today() {
    return limits.calendars().of(batch.custodianId()).businessDay(now.at());
  }

  private Instant endOfDay() {
    return limits.calendars().of(batch.custodianId()).endOfBusinessDay(now.at());
  }

  /** What the custodian may work as soon as this is sent. */
  private List<Order> workable() {
    return release.kind() == BatchRelease.Kind.WHOLE
        ? batch.orders().stream().filter(order -> !order.held()).toList()
        : release.orders();
  }

  private Money worth(List<Order> orders) {
    return orders.stream().map(this::worth).reduce(Money.ZERO, Money::plus);
  }

  /** Rounded up to the cent. */
  private Money worth(Order order) {
    var sized = order.price().exact();
    var quote = now.prices().quote(order.securityId());
    var price = quote == null ? sized : quote.price().exact().max(sized);
    return new Money(order.quantity().exact().times(price).toDecimal(CENTS, RoundingMode.CEILING));
  }
}
