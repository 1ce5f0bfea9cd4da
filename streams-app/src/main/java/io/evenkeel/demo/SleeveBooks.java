package io.evenkeel.demo;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Totals;
import io.evenkeel.core.custody.Fill;
import io.evenkeel.core.custody.SleeveAccounting;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.pipeline.wire.CustodianPositionsWire;
import io.evenkeel.schemas.CustodianPositions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The platform's sleeve accounting, as the demo plays it: every account's newest positions, and
 * what its custodian then holds in total. That is the same, but for a fee that the sleeves have not
 * heard of.
 */
final class SleeveBooks {
  private final Split split;
  private final Prices prices;
  private final Supplier<Instant> now;
  private final Saying saying;
  private final Map<String, Positions> books = new HashMap<>();
  private final Map<String, CustodianPositions> saidBefore = new HashMap<>();
  private final Map<String, Money> unheardFees = new HashMap<>();
  private final Map<String, String> trading = new HashMap<>();
  private final Set<String> tradedOldShares = new HashSet<>();
  private boolean splitIsBooked;

  /** What is done with what is to be published of an account. */
  interface Saying {
    void positions(Positions positions);

    void total(String accountId, CustodianPositions total);
  }

  SleeveBooks(Split split, Prices prices, Supplier<Instant> now, Saying saying) {
    this.split = split;
    this.prices = prices;
    this.now = now;
    this.saying = saying;
  }

  /** Takes positions that were published, by whomever. */
  void take(String accountId, io.evenkeel.schemas.Positions positions) {
    var read = BookWire.positions(accountId, positions);
    books.merge(accountId, read, (a, b) -> a.version() >= b.version() ? a : b);
  }

  /** Takes what a custodian said in an earlier run, before this one {@link #agree}s. */
  void take(String accountId, CustodianPositions total) {
    saidBefore.put(accountId, total);
  }

  /** Has the custodians take back what an earlier run left different. */
  void agree() {
    saidBefore.forEach(
        (id, total) -> {
          var book = books.get(id);
          if (book != null && !isOf(book, total)) {
            saying.total(id, total(book, now.get()));
          }
        });
    saidBefore.clear();
  }

  private static boolean isOf(Positions book, CustodianPositions total) {
    var said = CustodianPositionsWire.read(book.accountId(), total).totals();
    return said.differingFrom(Totals.of(book)).isEmpty();
  }

  @Nullable Positions of(String accountId) {
    return books.get(accountId);
  }

  Set<String> accounts() {
    return Set.copyOf(books.keySet());
  }

  /**
   * What one share is filled at, as the account counts its shares until its batch is over; {@code
   * null} without a price.
   */
  @Nullable BigDecimal fillPrice(String accountId, String securityId) {
    var book = books.get(accountId);
    var quote = prices.quote(securityId);
    if (book == null || quote == null) {
      return null;
    }
    if (securityId.equals(split.securityId()) && !split.isIn(quote)) {
      tradedOldShares.add(accountId);
    }
    return split.perShare(book, securityId, quote);
  }

  /** Notes that a batch is worked: its fills count shares as they stood when it began. */
  void begin(String accountId, String batchId) {
    trading.put(accountId, batchId);
  }

  /** Notes that it is over; a split that waited for it is booked. */
  void end(String accountId, String batchId) {
    if (trading.remove(accountId, batchId) && splitIsBooked) {
      split(accountId);
    }
  }

  /** Money that came into FUNDING from outside, or left it where negative. */
  void fund(Positions before, Money amount) {
    publish(SleeveAccounting.fund(before, amount, now.get()));
  }

  void book(Positions before, List<Transfer> transfers, List<Fill> fills) {
    publish(SleeveAccounting.book(before, transfers, fills, now.get()));
  }

  /** Books the split in every account that holds its security and has no batch at work. */
  void bookSplit() {
    splitIsBooked = true;
    accounts().forEach(this::split);
  }

  private void split(String accountId) {
    var book = books.get(accountId);
    if (book != null && split.isDueIn(book) && !trading.containsKey(accountId)) {
      tradedOldShares.remove(accountId);
      say(SleeveAccounting.split(book, split.securityId(), split.ratio(), now.get()));
    }
  }

  /** The custodian takes a fee, and says so; the sleeves do not hear of it. */
  void charge(String accountId, Money fee) {
    var book = books.get(accountId);
    if (book != null) {
      unheardFees.merge(accountId, fee, Money::plus);
      saying.total(accountId, total(book, now.get()));
    }
  }

  /** The sleeves are published as they are known, as of now. */
  void publishAgain(String accountId) {
    var book = books.get(accountId);
    if (book != null) {
      publish(SleeveAccounting.charge(book, Money.ZERO, now.get()));
    }
  }

  /** The sleeves hear of it. */
  void bookFees(String accountId) {
    var fee = unheardFees.remove(accountId);
    var book = books.get(accountId);
    if (fee != null && book != null) {
      publish(SleeveAccounting.charge(book, fee, now.get()));
    }
  }

  /** What holds shares from before the split is not of its day, whenever it is published. */
  private void publish(Positions after) {
    var before = books.get(after.accountId());
    var isOld =
        tradedOldShares.contains(after.accountId()) || (before != null && split.isDueIn(before));
    say(isOld ? asOf(after, split.lastClose().plusMillis(after.version())) : after);
  }

  private static Positions asOf(Positions positions, Instant asOf) {
    return new Positions(
        positions.accountId(),
        positions.version(),
        asOf,
        positions.feed(),
        positions.executionsThrough(),
        positions.sleeves());
  }

  private void say(Positions positions) {
    books.put(positions.accountId(), positions);
    saying.positions(positions);
    saying.total(positions.accountId(), total(positions, positions.asOf()));
  }

  private CustodianPositions total(Positions book, Instant asOf) {
    var fee = unheardFees.getOrDefault(book.accountId(), Money.ZERO);
    return CustodianPositionsWire.agreeing(SleeveAccounting.charge(book, fee, asOf));
  }
}
