package io.evenkeel.pipeline.wire;

import io.evenkeel.core.market.ReleaseCommand;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.schemas.MarketCommandType;

/** Topic {@code market-commands}. */
public final class MarketCommandWire {
  private MarketCommandWire() {}

  public static ReleaseCommand command(String securityId, MarketCommand wire) {
    if (wire.getType() == MarketCommandType.UNKNOWN) {
      throw new UnknownCommandTypeException(
          "type is missing or not known to this release; send RELEASE_PRICE");
    }
    var payload = Texts.payload(wire.getReleasePrice(), wire.getType());
    return new ReleaseCommand(
        Texts.required(wire.getCommandId(), "commandId"),
        securityId,
        Texts.required(wire.getSentBy(), "sentBy"),
        wire.getSentAt(),
        wire.getFirmId(),
        Units.price(payload.getHeldPrice()));
  }
}
