package io.evenkeel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.config.Configuration;
import io.evenkeel.schemas.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The desk that makes digests")
class DigestDeskTest {
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final Instant DUE = Instant.parse("2026-11-20T13:00:00Z");

  private final MovingClock clock = new MovingClock(DUE);
  private final List<Digest> written = new ArrayList<>();
  private LocalDate lastDay;
  private boolean ourTurn = true;
  private boolean whole = true;
  private boolean works = true;
  private int readings;
  private DigestDesk desk;

  @BeforeEach
  void open() {
    var settings =
        NotificationSettings.of(
            Configuration.defaults()
                .with(
                    List.of(
                        "notifications.url.crm=https://crm.example.com/",
                        "notifications.secret.crm=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "notifications.default=crm",
                        "notifications.digest.at=08:00")));
    desk =
        new DigestDesk(
            settings,
            settings.digest(),
            () -> ourTurn,
            each -> {
              readings++;
              each.accept(Rows.calm("ANN", "A-1"));
              return new QueueSource.Rest(List.of(), whole);
            },
            Log::new,
            clock,
            Duration.ofSeconds(5));
  }

  /** The log, as other instances see it too. */
  private final class Log implements DigestLog {
    @Override
    public Optional<LocalDate> lastDay() {
      return Optional.ofNullable(lastDay);
    }

    @Override
    public void write(LocalDate day, List<Digest> digests) {
      if (!works) {
        throw new KafkaException("not now");
      }
      written.addAll(digests);
      lastDay = day;
    }

    @Override
    public void close() {}
  }

  private void lookAfter(Duration time) throws InterruptedException {
    clock.move(time);
    desk.look();
  }

  @Test
  void makesThemOnceADay() throws InterruptedException {
    lookAfter(Duration.ofMillis(-1));
    assertThat(written).isEmpty();

    lookAfter(Duration.ofMillis(1));
    lookAfter(Duration.ofSeconds(5));
    assertThat(written).hasSize(1);
    assertThat(written.get(0).getDate()).isEqualTo(FRIDAY);
    assertThat(desk.made()).isEqualTo(1);

    lookAfter(Duration.ofDays(1));
    assertThat(written).hasSize(1);
    lookAfter(Duration.ofDays(2));
    assertThat(written).hasSize(2);
  }

  @Test
  void leavesThemToTheInstanceWhoseTurnItIsAndTakesOverFromIt() throws InterruptedException {
    ourTurn = false;
    lookAfter(Duration.ofMinutes(5));
    assertThat(readings).isZero();

    ourTurn = true;
    lookAfter(Duration.ofSeconds(5));
    assertThat(written).hasSize(1);
  }

  @Test
  void makesNoneOnADayThatIsDone() throws InterruptedException {
    lastDay = FRIDAY;
    lookAfter(Duration.ZERO);
    lookAfter(Duration.ofHours(1));

    assertThat(readings).isZero();
    assertThat(written).isEmpty();
  }

  @Test
  void triesAgainAMinuteAfterAFault() throws InterruptedException {
    works = false;
    lookAfter(Duration.ZERO);
    works = true;
    lookAfter(Duration.ofSeconds(59));
    assertThat(written).isEmpty();

    lookAfter(Duration.ofSeconds(1));
    assertThat(written).hasSize(1);
  }

  @Test
  void waitsHalfAnHourForTheWholeQueueAndThenSaysThatItIsNotWhole() throws InterruptedException {
    whole = false;
    for (var minute = 0; minute < 30; minute++) {
      lookAfter(minute == 0 ? Duration.ZERO : Duration.ofMinutes(1));
    }
    assertThat(readings).isEqualTo(30);
    assertThat(written).isEmpty();

    lookAfter(Duration.ofMinutes(1));
    assertThat(written).hasSize(1);
    assertThat(written.get(0).getWhole()).isFalse();
  }

  @Test
  void makesThemWholeAsSoonAsItCan() throws InterruptedException {
    whole = false;
    lookAfter(Duration.ZERO);
    whole = true;
    lookAfter(Duration.ofMinutes(1));

    assertThat(written.get(0).getWhole()).isTrue();
  }
}
