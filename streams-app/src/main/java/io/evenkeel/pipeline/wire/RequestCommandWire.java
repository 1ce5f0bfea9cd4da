package io.evenkeel.pipeline.wire;

import io.evenkeel.core.approval.RequestCommand;
import io.evenkeel.core.approval.RequestCommand.Header;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.schemas.ApproveRequest;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.SubmitRequest;
import java.time.Instant;

/** Topic {@code rebalance-commands}. */
public final class RequestCommandWire {
  private RequestCommandWire() {}

  /**
   * @param at the record's timestamp, which is the only time that counts
   */
  public static RequestCommand read(String requestId, RebalanceCommand wire, Instant at) {
    var header =
        new Header(
            Texts.required(wire.getCommandId(), "commandId"),
            requestId,
            wire.getSentBy(),
            Texts.optional(wire.getFirmId()),
            at);
    var type = wire.getType();
    return switch (type) {
      case SUBMIT -> submit(header, Texts.payload(wire.getSubmit(), type));
      case APPROVE -> approve(header, Texts.payload(wire.getApprove(), type));
      case CANCEL -> new RequestCommand.Cancel(header);
      case UNKNOWN ->
          throw new UnknownCommandTypeException(
              "the type of this command is missing or not known to this release; send SUBMIT,"
                  + " APPROVE or CANCEL");
    };
  }

  private static RequestCommand submit(Header header, SubmitRequest wire) {
    return new RequestCommand.Submit(
        header,
        wire.getAccounts(),
        Symbols.readNullable(wire.getTradeLogic(), TradeLogic.class, "tradeLogic"),
        wire.getRetryFailedOf());
  }

  private static RequestCommand approve(Header header, ApproveRequest wire) {
    return new RequestCommand.Approve(
        header, wire.getExcept(), wire.getHashes(), wire.getApprovedBy());
  }
}
