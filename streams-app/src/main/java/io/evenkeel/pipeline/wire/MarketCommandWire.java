package io.evenkeel.pipeline.wire;

import io.evenkeel.core.market.ReleaseAnswer;
import io.evenkeel.core.market.ReleaseCommand;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.schemas.MarketCommandType;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.schemas.RejectionCode;
import java.time.Instant;

/** Topic {@code market-commands}, and what {@code rejections} says of its commands. */
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

  /**
   * @param topicName of the commands, as it is on the cluster
   */
  public static Rejection rejection(
      ReleaseCommand command, ReleaseAnswer.Rejected why, String topicName, Instant at) {
    return Rejection.newBuilder()
        .setCommandId(command.commandId())
        .setTopic(topicName)
        .setCode(Symbols.write(why.code(), RejectionCode.class))
        .setSentence(why.sentence())
        .setSentBy(command.sentBy())
        .setFirmId(command.firmId())
        .setAt(at)
        .build();
  }
}
