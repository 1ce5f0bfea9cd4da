package io.evenkeel.notify;

import io.evenkeel.notify.NotificationSettings.DigestSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the digests made once on every business day, by the instance whose turn it is. Delivering
 * them is the couriers' work.
 *
 * <p>Where some of the queue cannot be read, as while tasks move, it is tried again for half an
 * hour; then the digests say that they are not whole.
 */
final class DigestDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DigestDesk.class);
  private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);
  private static final Duration WHOLE_WITHIN = Duration.ofMinutes(30);
  private static final int ENDED_WITHIN_MILLIS = 10_000;

  private final NotificationSettings settings;
  private final DigestSettings how;
  private final BooleanSupplier isOurTurn;
  private final QueueSource queue;
  private final Supplier<DigestLog> log;
  private final InstantSource clock;
  private final Duration lookEvery;
  private final LongAdder made = new LongAdder();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "notify-digests");
  private @Nullable LocalDate done;
  private Instant notBefore = Instant.EPOCH;

  /**
   * @param lookEvery how often it looks whether a digest is due
   */
  DigestDesk(
      NotificationSettings settings,
      DigestSettings how,
      BooleanSupplier isOurTurn,
      QueueSource queue,
      Supplier<DigestLog> log,
      InstantSource clock,
      Duration lookEvery) {
    this.settings = settings;
    this.how = how;
    this.isOurTurn = isOurTurn;
    this.queue = queue;
    this.log = log;
    this.clock = clock;
    this.lookEvery = lookEvery;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(lookEvery.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes the digests if they are due. */
  void look() throws InterruptedException {
    var now = clock.instant();
    var day = DigestDay.due(now, how.zone(), how.at());
    if (day.isEmpty() || day.get().equals(done) || now.isBefore(notBefore)) {
      return;
    }
    try {
      if (isOurTurn.getAsBoolean()) {
        make(day.get(), now);
      }
    } catch (RuntimeException e) {
      LOG.warn("The digests of {} could not be made; it is tried again in a minute.", day.get(), e);
      notBefore = now.plus(AGAIN_AFTER);
    }
  }

  private void make(LocalDate day, Instant now) throws InterruptedException {
    try (var open = log.get()) {
      if (open.lastDay().filter(last -> !last.isBefore(day)).isPresent()) {
        done = day;
        return;
      }
      var digests = new Digests(settings, how);
      var rest = queue.read(digests::add);
      var due = day.atTime(how.at()).atZone(how.zone()).toInstant();
      if (!rest.whole() && now.isBefore(due.plus(WHOLE_WITHIN))) {
        notBefore = now.plus(AGAIN_AFTER);
        return;
      }
      var all = digests.made(rest, day, now);
      open.write(day, all);
      done = day;
      made.add(all.size());
      LOG.info("{} digests of {} are on their way.", all.size(), day);
    }
  }

  /** Digests that this process made. */
  long made() {
    return made.sum();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(ENDED_WITHIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
