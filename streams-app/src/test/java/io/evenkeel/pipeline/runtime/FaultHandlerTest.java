package io.evenkeel.pipeline.runtime;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fault in a thread")
class FaultHandlerTest {
  private final ArrayList<String> deaths = new ArrayList<>();
  private final FaultHandler handler = new FaultHandler(deaths::add);

  @Test
  void isTakenOverByAnotherThread() {
    assertThat(handler.handle(new IllegalStateException("once"))).isEqualTo(REPLACE_THREAD);
    assertThat(deaths).isEmpty();
  }

  @Test
  void endsTheClientWhereItComesAgainAndAgain() {
    for (var i = 0; i < FaultHandler.MOST; i++) {
      assertThat(handler.handle(new IllegalStateException("again"))).isEqualTo(REPLACE_THREAD);
    }

    assertThat(handler.handle(new RuntimeException(new IllegalStateException("the cause"))))
        .isEqualTo(SHUTDOWN_CLIENT);
    assertThat(deaths).singleElement().asString().contains("the cause").contains("start");
  }

  @Test
  void endsTheClientAtOnceWhereTheClockIsAheadOfTheBrokers() {
    var refused = new InvalidTimestampException("Timestamp 2 is out of range");

    assertThat(handler.handle(new StreamsException("Error encountered", refused)))
        .isEqualTo(SHUTDOWN_CLIENT);
    assertThat(deaths).singleElement().asString().contains("clock is ahead").contains("start");
  }

  @Test
  void thatEndsTheClientIsTold() {
    var listener = new DeathListener(deaths::add);

    listener.onChange(State.REBALANCING, State.RUNNING);
    assertThat(deaths).isEmpty();
    listener.onChange(State.ERROR, State.PENDING_ERROR);
    assertThat(deaths).hasSize(1);
  }
}
