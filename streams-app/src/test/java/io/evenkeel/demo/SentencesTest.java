package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.DriftEventKind;
import io.evenkeel.schemas.DriftLine;
import io.evenkeel.schemas.Side;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A drift event in words")
class SentencesTest {
  @Test
  void namesTheFirstBreachedLineThatTriggers() {
    var event =
        event(
            line("CASH", "0.4", Side.ABOVE, false),
            line("SECURITY:AAPL", "0.28", Side.NONE, true),
            line("SECURITY:XOM", "0.341", Side.ABOVE, true),
            line("MODEL:TECH", "0.1", Side.BELOW, true));

    assertThat(Sentences.breach(event)).contains("A-17: XOM 34.1 % against 28 % ± 5.6");
  }

  @Test
  void saysNothingWhereNoLineIsBreached() {
    assertThat(Sentences.breach(event(line("SECURITY:XOM", "0.28", Side.NONE, true)))).isEmpty();
  }

  private static DriftEvent event(DriftLine... lines) {
    var event = new DriftEvent();
    event.setAccountId("A-17");
    event.setKind(DriftEventKind.FLAGGED);
    event.setLines(List.of(lines));
    return event;
  }

  private static DriftLine line(String name, String weight, Side side, boolean triggers) {
    var line = new DriftLine();
    line.setLine(name);
    line.setWeight(new BigDecimal(weight));
    line.setTarget(new BigDecimal("0.28"));
    line.setLow(new BigDecimal("0.224"));
    line.setSide(side);
    line.setTriggers(triggers);
    return line;
  }
}
