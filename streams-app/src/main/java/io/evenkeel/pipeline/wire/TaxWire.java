package io.evenkeel.pipeline.wire;

import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.tax.AccountGain;
import io.evenkeel.core.tax.Gain;
import io.evenkeel.core.tax.LossSale;
import io.evenkeel.core.tax.TaxTerms;
import io.evenkeel.schemas.BuildInputs;
import io.evenkeel.schemas.EstimatedGain;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Topic {@code loss-sales}, and lots and gains on orders. */
public final class TaxWire {
  private TaxWire() {}

  /** How a sale is keyed: each account says of each security what it sold last. */
  static String key(String accountId, String securityId) {
    return accountId + "/" + securityId;
  }

  static io.evenkeel.schemas.LossSale write(LossSale sale, Instant at) {
    return io.evenkeel.schemas.LossSale.newBuilder()
        .setFirmId(sale.firmId())
        .setAccountId(sale.accountId())
        .setGroup(sale.group())
        .setSecurityId(sale.securityId())
        .setOrderId(sale.orderId())
        .setSoldOn(sale.soldOn())
        .setBlockedThrough(sale.blockedThrough())
        .setAt(at)
        .build();
  }

  /**
   * A sale at a loss.
   *
   * @param key must be the account's id and the security's
   */
  public static LossSale lossSale(String key, io.evenkeel.schemas.LossSale wire) {
    var sale =
        new LossSale(
            Texts.required(wire.getFirmId(), "firmId"),
            wire.getAccountId(),
            wire.getGroup(),
            wire.getSecurityId(),
            wire.getOrderId(),
            wire.getSoldOn());
    var expected = key(sale.accountId(), sale.securityId());
    if (!expected.equals(key)) {
      throw new IllegalArgumentException(
          "the key %s is not what the sale is about, %s".formatted(key, expected));
    }
    return sale;
  }

  static List<io.evenkeel.schemas.Lot> writeLots(List<Lot> lots) {
    return lots.stream().map(PositionsWire::lot).toList();
  }

  /** Lots as orders and positions carry them. */
  public static List<Lot> readLots(List<io.evenkeel.schemas.Lot> wire) {
    return wire.stream().map(BookWire::lot).toList();
  }

  static @Nullable EstimatedGain write(@Nullable Gain gain) {
    return gain == null
        ? null
        : EstimatedGain.newBuilder()
            .setShortTerm(Units.decimal(gain.shortTerm()))
            .setLongTerm(Units.decimal(gain.longTerm()))
            .setTotal(Units.decimal(gain.total()))
            .setWithoutBasis(gain.withoutBasis().units())
            .setWithoutDate(gain.withoutDate().units())
            .build();
  }

  static @Nullable Gain read(@Nullable EstimatedGain wire) {
    return wire == null
        ? null
        : new Gain(
            Units.money(wire.getShortTerm()),
            Units.money(wire.getLongTerm()),
            Units.money(wire.getTotal()),
            new io.evenkeel.core.money.Quantity(wire.getWithoutBasis()),
            new io.evenkeel.core.money.Quantity(wire.getWithoutDate()));
  }

  static io.evenkeel.schemas.@Nullable AccountGain write(@Nullable AccountGain gain) {
    return gain == null
        ? null
        : io.evenkeel.schemas.AccountGain.newBuilder()
            .setShortTerm(Units.decimal(gain.shortTerm()))
            .setLongTerm(Units.decimal(gain.longTerm()))
            .setTotal(Units.decimal(gain.total()))
            .setSalesWithoutBasis(gain.salesWithoutBasis())
            .build();
  }

  static void write(TaxTerms terms, BuildInputs.Builder wire) {
    wire.setLotMethod(Symbols.write(terms.method(), io.evenkeel.schemas.LotMethod.class))
        .setShortTermRate(terms.shortTermRate().fraction())
        .setLongTermRate(terms.longTermRate().fraction())
        .setTradeDay(terms.day());
  }

  /** The defaults where the record is of a release that did not estimate gains. */
  static TaxTerms terms(BuildInputs wire) {
    var shortTerm = Units.weight(wire.getShortTermRate());
    var longTerm = Units.weight(wire.getLongTermRate());
    var day = wire.getTradeDay();
    return shortTerm == null || longTerm == null || day == null
        ? TaxTerms.DEFAULTS
        : new TaxTerms(
            Symbols.read(wire.getLotMethod(), LotMethod.class, "lotMethod"),
            shortTerm,
            longTerm,
            day);
  }
}
