package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A topic on the command line")
class TopicArgumentTest {
  private static final TopicNames NAMES = new TopicNames("prod.", List.of("SCHWAB"));

  @Test
  void isFoundByItsNameWithAndWithoutThePrefix() {
    assertThat(TopicArgument.find(NAMES, "prices").getKey()).isEqualTo("prod.prices");
    assertThat(TopicArgument.find(NAMES, "prod.prices").getKey()).isEqualTo("prod.prices");
    assertThat(TopicArgument.find(NAMES, "prices").getValue()).isEqualTo(Topics.PRICES);
  }

  @Test
  void isOneOfACustodian() {
    assertThat(TopicArgument.find(NAMES, "approved-trades.SCHWAB").getValue())
        .isEqualTo(Topics.APPROVED_TRADES);
  }

  @Test
  void isAnsweredWithTheNearestOneWhereThereIsNone() {
    assertThatThrownBy(() -> TopicArgument.find(NAMES, "prod.drift-event"))
        .isInstanceOf(UsageException.class)
        .hasMessage("there is no topic prod.drift-event; the nearest one is prod.drift-events");
    assertThatThrownBy(() -> TopicArgument.find(NAMES, "aproved-trades.SCHWAB"))
        .hasMessageContaining("the nearest one is approved-trades.SCHWAB");
  }
}
