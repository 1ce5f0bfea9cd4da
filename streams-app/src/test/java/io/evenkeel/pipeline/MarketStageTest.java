package io.evenkeel.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.evenkeel.schemas.Advisory;
import io.evenkeel.schemas.AdvisoryCode;
import io.evenkeel.schemas.DeadLetterReason;
import io.evenkeel.schemas.MarketCommand;
import io.evenkeel.schemas.MarketCommandType;
import io.evenkeel.schemas.PriceRefusal;
import io.evenkeel.schemas.Rejection;
import io.evenkeel.schemas.RejectionCode;
import io.evenkeel.schemas.ReleasePrice;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Stage 1, on its topics,")
class MarketStageTest {
  private final DrivenPipeline pipeline = new DrivenPipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void writesAHeldPriceToPriceHoldsDeadLettersAndAdvisories() {
    price("100").price("50").look();

    var hold = pipeline.lastOf(Topics.PRICE_HOLDS);
    assertThat(hold.getReason()).isEqualTo(PriceRefusal.JUMP);
    assertThat(hold.getLastGoodPrice()).isEqualByComparingTo("100");
    assertThat(hold.getHeldPrice()).isEqualByComparingTo("50");
    assertThat(hold.getReleased()).isFalse();
    assertThat(hold.getOffset()).isEqualTo(1);
    var letters = pipeline.deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).key()).isEqualTo("XOM".getBytes(UTF_8));
    assertThat(letters.get(0).value().getReason()).isEqualTo(DeadLetterReason.JUMP);
    assertThat(letters.get(0).value().getStage()).isEqualTo("market");
    var advisories = pipeline.recordsOf(Topics.ADVISORIES);
    assertThat(advisories).hasSize(1);
    assertThat(advisories.get(0).key()).isEqualTo("XOM");
    assertThat(advisories.get(0).value().getSecurityId()).isEqualTo("XOM");
    assertThat(advisories.get(0).value().getAccountId()).isNull();
    assertThat(advisories.get(0).value().getCode()).isEqualTo(AdvisoryCode.PRICE_QUARANTINED);
  }

  @Test
  void releasesAHeldPriceByCommand() {
    price("100").price("50").look();
    pipeline.of(Topics.ADVISORIES);

    release("C-1", "50").look();

    assertThat(pipeline.lastOf(Topics.PRICE_HOLDS).getReleasedBy()).isEqualTo("operator-1");
    assertThat(pipeline.of(Topics.ADVISORIES)).extracting(Advisory::getRaised).containsOnly(false);
    assertThat(pipeline.of(Topics.REJECTIONS)).isEmpty();
  }

  @Test
  void rejectsACommandThatReleasesNothingAndOneThatItDoesNotUnderstand() {
    release("C-1", null);
    var unknown = command("C-2", null);
    unknown.setType(MarketCommandType.UNKNOWN);
    pipeline.send(Topics.MARKET_COMMANDS, "XOM", unknown).look();

    assertThat(pipeline.of(Topics.REJECTIONS))
        .extracting(Rejection::getCommandId, Rejection::getCode)
        .containsExactlyInAnyOrder(
            tuple("C-1", RejectionCode.NOTHING_HELD), tuple("C-2", RejectionCode.UNKNOWN_TYPE));
  }

  @Test
  void takesBackItsHoldWhenThePriceIsWithdrawn() {
    price("100").price("50").look();
    pipeline.of(Topics.PRICE_HOLDS);

    pipeline.send(Topics.PRICES, "XOM", null).look();

    var said = pipeline.recordsOf(Topics.PRICE_HOLDS);
    assertThat(said).hasSize(1);
    assertThat(said.get(0).key()).isEqualTo("XOM");
    assertThat(said.get(0).value()).isNull();
  }

  @Test
  void keepsTheBytesOfWhatNobodyCanRead() {
    var bytes = "no Avro at all".getBytes(UTF_8);

    pipeline.sendBytes("targets", "GROWTH".getBytes(UTF_8), bytes).look();

    var letters = pipeline.deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value().getTopic()).isEqualTo("targets");
    assertThat(letters.get(0).value().getValue()).isEqualTo(ByteBuffer.wrap(bytes));
    assertThat(letters.get(0).value().getReason()).isEqualTo(DeadLetterReason.MALFORMED);
  }

  private MarketStageTest price(String dollars) {
    pipeline.send(Topics.PRICES, "XOM", StoryRecords.price(dollars, pipeline.now()));
    pipeline.pass(java.time.Duration.ofMillis(1));
    return this;
  }

  private MarketStageTest release(String commandId, @Nullable String price) {
    pipeline.send(Topics.MARKET_COMMANDS, "XOM", command(commandId, price));
    return this;
  }

  private void look() {
    pipeline.look();
    pipeline.look();
  }

  private MarketCommand command(String commandId, @Nullable String price) {
    return MarketCommand.newBuilder()
        .setCommandId(commandId)
        .setType(MarketCommandType.RELEASE_PRICE)
        .setSentBy("operator-1")
        .setSentAt(pipeline.now())
        .setReleasePrice(
            ReleasePrice.newBuilder()
                .setHeldPrice(price == null ? null : new BigDecimal(price))
                .build())
        .build();
  }
}
