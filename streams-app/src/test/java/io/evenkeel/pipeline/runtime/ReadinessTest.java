package io.evenkeel.pipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A client")
class ReadinessTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Readiness readiness = new Readiness(nanos::get);

  @Test
  void isNotReadyBeforeItRuns() {
    assertThat(readiness.whyNot(State.CREATED)).contains("The pipeline is CREATED.");
    become(State.REBALANCING, State.CREATED);
    assertThat(readiness.whyNot(State.REBALANCING)).contains("The pipeline is REBALANCING.");
  }

  @Test
  void isReadyAsFarAsItsStateGoesOnceItRuns() {
    become(State.RUNNING, State.REBALANCING);

    assertThat(readiness.whyNot(State.RUNNING)).isEmpty();
  }

  @Test
  void staysReadyWhileTasksAreDealtOutAnewForAShortTime() {
    become(State.RUNNING, State.REBALANCING);
    passSeconds(1_000);
    become(State.REBALANCING, State.RUNNING);

    passSeconds(Readiness.PATIENCE.toSeconds() - 1);

    assertThat(readiness.whyNot(State.REBALANCING)).isEmpty();
  }

  @Test
  void isNotReadyAnyMoreWhereThatLasts() {
    become(State.RUNNING, State.REBALANCING);
    become(State.REBALANCING, State.RUNNING);

    passSeconds(Readiness.PATIENCE.toSeconds());

    assertThat(readiness.whyNot(State.REBALANCING))
        .hasValueSatisfying(why -> assertThat(why).contains("REBALANCING for 30 s"));
  }

  @Test
  void isGivenTheWholeTimeAgainForTheNextRebalance() {
    become(State.RUNNING, State.REBALANCING);
    become(State.REBALANCING, State.RUNNING);
    passSeconds(Readiness.PATIENCE.toSeconds() - 1);
    become(State.RUNNING, State.REBALANCING);
    become(State.REBALANCING, State.RUNNING);
    passSeconds(1);

    assertThat(readiness.whyNot(State.REBALANCING)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = State.class,
      names = {"PENDING_SHUTDOWN", "PENDING_ERROR", "NOT_RUNNING", "ERROR"})
  void isNotReadyWhereItEndsHoweverLongItRan(State end) {
    become(State.RUNNING, State.REBALANCING);

    assertThat(readiness.whyNot(end)).contains("The pipeline is " + end + ".");
  }

  @Test
  void isNotReadyAnyMoreOnceItsGroupHasHeardNothingOfItForLong() {
    assertThat(Readiness.whyNot(Readiness.PATIENCE.minusSeconds(1))).isEmpty();
    assertThat(Readiness.whyNot(Readiness.PATIENCE))
        .hasValueSatisfying(why -> assertThat(why).contains("nothing of this instance for 30 s"));
  }

  private void become(State now, State before) {
    readiness.onChange(now, before);
  }

  private void passSeconds(long seconds) {
    nanos.addAndGet(seconds * 1_000_000_000);
  }
}
