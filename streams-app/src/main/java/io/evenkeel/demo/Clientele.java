package io.evenkeel.demo;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.CashMovement;
import io.evenkeel.schemas.CashMovementDirection;
import io.evenkeel.schemas.CashMovementMethod;
import io.evenkeel.schemas.CashMovementRecurrence;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Clients of the demo who move cash: one deposits, one withdraws, one saves every month. Each is an
 * account of its own, the first ones that have a target, do not borrow and do not wait for a split.
 */
final class Clientele {
  static final String NAME = "demo-client";

  private static final int WISHES = 3;

  /** When accounts have been judged, and a visitor has begun to read. */
  private static final Duration AFTER = Duration.ofSeconds(3);

  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private final Publisher publisher;
  private final BookFile book;

  Clientele(Publisher publisher, BookFile book) {
    this.publisher = publisher;
    this.book = book;
  }

  void start(DemoClock clock) {
    clock.later(AFTER, this::ask);
  }

  private void ask() {
    var clients = clients(book);
    var wishes =
        List.of(
            wish("demo-deposit", CashMovementDirection.DEPOSIT, "5000.00", "REBALANCER"),
            wish("demo-withdrawal", CashMovementDirection.WITHDRAWAL, "2000.00", "PRO_RATA"),
            wish("demo-savings", CashMovementDirection.DEPOSIT, "500.00", "REBALANCER")
                .setDate(LocalDate.now(ZONE))
                .setRecurrence(CashMovementRecurrence.MONTHLY));
    for (var i = 0; i < WISHES && i < clients.size(); i++) {
      send(clients.get(i).getKey(), clients.get(i).getValue(), wishes.get(i).build());
    }
  }

  /** Accounts that ask for something. */
  static List<String> accounts(BookFile book) {
    return clients(book).stream().limit(WISHES).map(Map.Entry::getKey).toList();
  }

  /** Accounts like those, which ask for nothing. */
  static List<String> others(BookFile book) {
    return clients(book).stream().skip(WISHES).map(Map.Entry::getKey).toList();
  }

  private static List<Map.Entry<String, Account>> clients(BookFile book) {
    return book.accounts().entrySet().stream()
        .filter(account -> account.getValue().getType() == AccountType.CASH)
        .filter(account -> hasTarget(book, account.getKey()))
        .filter(account -> !SplitPlay.isHeldIn(book, account.getKey()))
        .toList();
  }

  private static boolean hasTarget(BookFile book, String accountId) {
    var opening = book.openings().get(accountId);
    var state = opening == null ? null : opening.getOpeningState();
    return state != null && state.getTargetId() != null && state.getRebalancing();
  }

  private static CashMovement.Builder wish(
      String movementId, CashMovementDirection direction, String dollars, String method) {
    return CashMovement.newBuilder()
        .setMovementId(movementId)
        .setDirection(direction)
        .setAmount(new BigDecimal(dollars))
        .setMethod(CashMovementMethod.valueOf(method));
  }

  private void send(String accountId, Account account, CashMovement wish) {
    publisher.send(
        Topics.ACCOUNT_COMMANDS,
        accountId,
        AccountCommand.newBuilder()
            .setCommandId(wish.getMovementId())
            .setType(AccountCommandType.CASH_MOVEMENT)
            .setSentBy(NAME)
            .setSentAt(Instant.now())
            .setFirmId(account.getFirmId())
            .setCashMovement(wish)
            .build());
  }
}
