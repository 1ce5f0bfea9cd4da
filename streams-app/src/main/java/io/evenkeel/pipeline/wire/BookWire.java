package io.evenkeel.pipeline.wire;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.AccountStatus;
import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.wireformat.SharedText;

/** Topics {@code accounts} and {@code positions}. */
public final class BookWire {
  private BookWire() {}

  public static Account account(String accountId, io.evenkeel.schemas.Account wire) {
    return new Account(
        accountId,
        Texts.required(wire.getFirmId(), "firmId"),
        Texts.required(wire.getAdvisorId(), "advisorId"),
        Texts.required(wire.getCustodianId(), "custodianId"),
        wire.getCustodianAccountRef(),
        wire.getRegistration(),
        Symbols.read(wire.getType(), AccountType.class, "type"),
        wire.getMarginEnabled(),
        Units.weight(wire.getMaintenanceMargin()),
        wire.getGroup(),
        wire.getCurrency(),
        Symbols.read(wire.getStatus(), AccountStatus.class, "status"));
  }

  /** An account as its topic carries it. */
  static io.evenkeel.schemas.Account write(Account account) {
    return io.evenkeel.schemas.Account.newBuilder()
        .setFirmId(account.firmId())
        .setAdvisorId(account.advisorId())
        .setCustodianId(account.custodianId())
        .setCustodianAccountRef(account.custodianAccountRef())
        .setRegistration(account.registration())
        .setType(Symbols.write(account.type(), io.evenkeel.schemas.AccountType.class))
        .setMarginEnabled(account.marginEnabled())
        .setMaintenanceMargin(Units.decimal(account.maintenanceMargin()))
        .setGroup(account.group())
        .setCurrency(account.currency())
        .setStatus(Symbols.write(account.status(), io.evenkeel.schemas.AccountState.class))
        .build();
  }

  public static Positions positions(String accountId, io.evenkeel.schemas.Positions wire) {
    return new Positions(
        accountId,
        wire.getVersion(),
        wire.getAsOf(),
        Symbols.read(wire.getFeed(), Positions.Feed.class, "feed"),
        wire.getExecutionsThrough(),
        wire.getSleeves().stream().map(BookWire::sleeve).toList(),
        wire.getCurrency());
  }

  private static Sleeve sleeve(io.evenkeel.schemas.Sleeve wire) {
    return new Sleeve(
        Texts.required(wire.getSleeveId(), "sleeveId"),
        Symbols.read(wire.getKind(), Sleeve.Kind.class, "kind of sleeve " + wire.getSleeveId()),
        wire.getModelId(),
        new Money(wire.getSettledCash()),
        new Money(wire.getUnsettledReceivable()),
        new Money(wire.getUnsettledPayable()),
        wire.getHoldings().stream().map(BookWire::holding).toList());
  }

  private static Holding holding(io.evenkeel.schemas.Holding wire) {
    return new Holding(
        SharedText.of(Texts.required(wire.getSecurityId(), "securityId")),
        new Quantity(wire.getQuantity()),
        wire.getLots().stream().map(BookWire::lot).toList());
  }

  static Lot lot(io.evenkeel.schemas.Lot wire) {
    return new Lot(
        requireNonNull(Units.quantity(wire.getQuantity())),
        Units.money(wire.getCostBasis()),
        wire.getAcquired());
  }
}
