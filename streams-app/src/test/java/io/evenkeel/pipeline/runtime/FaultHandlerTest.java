package io.evenkeel.pipeline.runtime;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
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
    for (var refused :
        List.of(
            new InvalidTimestampException("One or more records have been rejected"),
            new InvalidRecordException("Timestamp 2 of message with offset 0 is out of range"))) {
      assertThat(handler.handle(new StreamsException("Error encountered", refused)))
          .isEqualTo(SHUTDOWN_CLIENT);
    }

    assertThat(deaths)
        .hasSize(2)
        .allMatch(said -> said.contains("clock is ahead") && said.contains("start"));
  }

  @Test
  void inARecordThatIsInvalidOtherwiseIsTakenOver() {
    var refused = new InvalidRecordException("This record has failed the validation");

    assertThat(handler.handle(new StreamsException("Error encountered", refused)))
        .isEqualTo(REPLACE_THREAD);
  }

  @Test
  void isToldOnceAndNotWhatEndsWithIt() {
    var once = DeathNotice.once(deaths::add);

    once.diedBecause("the cause");
    once.diedBecause("a consequence");

    assertThat(deaths).containsExactly("the cause");
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
