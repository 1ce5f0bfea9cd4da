package io.evenkeel.pipeline.wire;

import io.evenkeel.core.market.PriceAdvisory;
import io.evenkeel.core.market.PriceHold;
import io.evenkeel.core.market.Refusal;
import io.evenkeel.core.market.ReleaseAnswer;
import io.evenkeel.core.market.ReleaseCommand;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;
import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.schemas.RejectionCode;
import io.evenkeel.schemas.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stage 1 says, as records; each keyed by its security. */
public final class MarketWording {
  private static final String STAGE = "market";

  private final TopicNames names;

  public MarketWording(TopicNames names) {
    this.names = names;
  }

  /** To price-holds; without a hold, a tombstone. */
  public Outgoing hold(String securityId, @Nullable PriceHold hold, Instant at) {
    return hold == null
        ? Outgoing.tombstone(Topics.PRICE_HOLDS, securityId)
        : Outgoing.to(Topics.PRICE_HOLDS, securityId, PriceHoldWire.write(hold, at));
  }

  /** To dead-letters, with the record as it was. */
  public Outgoing deadLetter(RawRecord raw, Refusal why, Instant at) {
    var reason = DeadLetterWire.Reason.valueOf(why.reason().name());
    return DeadLetterWire.write(raw, STAGE, reason, why.sentence(), at);
  }

  /** To advisories. */
  public Outgoing advisory(PriceAdvisory advisory) {
    var wire =
        Advisory.newBuilder()
            .setSecurityId(advisory.securityId())
            .setCode(Symbols.write(advisory.code(), AdvisoryCode.class))
            .setRaised(advisory.raised())
            .setSeverity(Severity.WARNING)
            .setSentence(advisory.sentence())
            .setWhatToDo(advisory.whatToDo())
            .setAt(advisory.at())
            .build();
    return Outgoing.to(Topics.ADVISORIES, advisory.securityId(), wire);
  }

  /** To rejections. */
  public Outgoing rejection(ReleaseCommand command, ReleaseAnswer.Rejected why, Instant at) {
    var wire =
        Rejection.newBuilder()
            .setCommandId(command.commandId())
            .setTopic(names.of(Topics.MARKET_COMMANDS))
            .setCode(Symbols.write(why.code(), RejectionCode.class))
            .setSentence(why.sentence())
            .setSentBy(command.sentBy())
            .setFirmId(command.firmId())
            .setAt(at)
            .build();
    return Outgoing.to(Topics.REJECTIONS, command.securityId(), wire);
  }
}
