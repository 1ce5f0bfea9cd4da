package io.evenkeel.pipeline.wire;

import io.evenkeel.core.account.Output;
import io.evenkeel.core.account.Owner;
import io.evenkeel.core.approval.RequestOutput;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.schemas.RejectionCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Topic {@code rejections}. */
public final class RejectionWire {
  private RejectionWire() {}

  /** A command about an account that the core refuses. */
  static Outgoing write(
      String accountId, @Nullable Owner owner, Output.Rejected rejected, String topicName) {
    var command = rejected.command();
    var wire =
        Rejection.newBuilder()
            .setCommandId(command.commandId())
            .setTopic(topicName)
            .setCode(Symbols.write(rejected.code(), RejectionCode.class))
            .setSentence(rejected.sentence())
            .setSentBy(command.sentBy())
            .setFirmId(command.firmId())
            .setAdvisorId(owner == null ? null : owner.advisorId())
            .setCustodianId(owner == null ? null : owner.custodianId())
            .setAt(rejected.at())
            .build();
    return Outgoing.to(Topics.REJECTIONS, accountId, wire);
  }

  /** A command about an account that the last step before the custodian did not let through. */
  static Outgoing write(
      String accountId, @Nullable Owner owner, Output.TakenBack taken, String topicName) {
    var wire =
        Rejection.newBuilder()
            .setCommandId(taken.commandId())
            .setTopic(topicName)
            .setCode(Symbols.write(taken.code(), RejectionCode.class))
            .setSentence(taken.sentence())
            .setFirmId(owner == null ? null : owner.firmId())
            .setAdvisorId(owner == null ? null : owner.advisorId())
            .setCustodianId(owner == null ? null : owner.custodianId())
            .setAt(taken.at())
            .build();
    return Outgoing.to(Topics.REJECTIONS, accountId, wire);
  }

  /** A command about a request that the core refuses. */
  static Outgoing write(RequestOutput.Rejected rejected, TopicNames names) {
    var topic =
        rejected.entry() == RequestOutput.Rejected.Entry.ACCOUNT_COMMANDS
            ? Topics.ACCOUNT_COMMANDS
            : Topics.REBALANCE_COMMANDS;
    var wire =
        Rejection.newBuilder()
            .setCommandId(rejected.commandId())
            .setTopic(names.of(topic))
            .setCode(Symbols.write(rejected.refusal().code(), RejectionCode.class))
            .setSentence(rejected.refusal().sentence())
            .setSentBy(rejected.sentBy())
            .setFirmId(rejected.firmId())
            .setAt(rejected.at())
            .build();
    return Outgoing.to(Topics.REJECTIONS, rejected.key(), wire);
  }

  /** A command about an account that cannot be understood. */
  public static Outgoing write(
      RawRecord raw, String key, AccountCommand command, IllegalArgumentException refusal) {
    return write(
        raw, key, command.getCommandId(), command.getSentBy(), command.getFirmId(), refusal);
  }

  /** A command about a request that cannot be understood. */
  public static Outgoing write(
      RawRecord raw, String key, RebalanceCommand command, IllegalArgumentException refusal) {
    return write(
        raw, key, command.getCommandId(), command.getSentBy(), command.getFirmId(), refusal);
  }

  /** A command about a price that cannot be understood. */
  public static Outgoing write(
      RawRecord raw, String key, MarketCommand command, IllegalArgumentException refusal) {
    return write(
        raw, key, command.getCommandId(), command.getSentBy(), command.getFirmId(), refusal);
  }

  private static Outgoing write(
      RawRecord raw,
      String key,
      String commandId,
      String sentBy,
      String firmId,
      IllegalArgumentException refusal) {
    var code =
        refusal instanceof UnknownCommandTypeException
            ? RejectionCode.UNKNOWN_TYPE
            : RejectionCode.INVALID_COMMAND;
    var wire =
        Rejection.newBuilder()
            .setCommandId(commandId)
            .setTopic(raw.topic())
            .setCode(code)
            .setSentence(String.valueOf(refusal.getMessage()))
            .setSentBy(sentBy)
            .setFirmId(firmId)
            .setAt(Instant.ofEpochMilli(raw.timestampMillis()))
            .build();
    return Outgoing.to(Topics.REJECTIONS, key, wire);
  }
}
