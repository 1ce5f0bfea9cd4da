package io.evenkeel.pipeline.wire;

import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.schemas.PositionsFeed;
import io.evenkeel.schemas.SleeveKind;

/** Positions as the platform's sleeve accounting publishes them; the other way is in BookWire. */
public final class PositionsWire {
  private PositionsWire() {}

  public static io.evenkeel.schemas.Positions write(Positions positions) {
    return io.evenkeel.schemas.Positions.newBuilder()
        .setVersion(positions.version())
        .setAsOf(positions.asOf())
        .setFeed(Symbols.write(positions.feed(), PositionsFeed.class))
        .setExecutionsThrough(positions.executionsThrough())
        .setCurrency(positions.currency())
        .setSleeves(positions.sleeves().stream().map(PositionsWire::sleeve).toList())
        .build();
  }

  private static io.evenkeel.schemas.Sleeve sleeve(Sleeve sleeve) {
    return io.evenkeel.schemas.Sleeve.newBuilder()
        .setSleeveId(sleeve.sleeveId())
        .setKind(Symbols.write(sleeve.kind(), SleeveKind.class))
        .setModelId(sleeve.modelId())
        .setSettledCash(sleeve.settledCash().dollars())
        .setUnsettledReceivable(sleeve.receivable().dollars())
        .setUnsettledPayable(sleeve.payable().dollars())
        .setHoldings(sleeve.holdings().stream().map(PositionsWire::holding).toList())
        .build();
  }

  private static io.evenkeel.schemas.Holding holding(Holding holding) {
    return io.evenkeel.schemas.Holding.newBuilder()
        .setSecurityId(holding.securityId())
        .setQuantity(holding.quantity().units())
        .setLots(holding.lots().stream().map(PositionsWire::lot).toList())
        .build();
  }

  static io.evenkeel.schemas.Lot lot(Lot lot) {
    return io.evenkeel.schemas.Lot.newBuilder()
        .setQuantity(lot.quantity().units())
        .setCostBasis(Units.decimal(lot.costBasis()))
        .setAcquired(lot.acquired())
        .build();
  }
}
