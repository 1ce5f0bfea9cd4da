package io.evenkeel.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What decides how long readers wait after an instance or a broker was killed: the application's
 * timeouts beside the brokers'.
 *
 * @param session the application's {@code session.timeout}
 * @param transaction its {@code transaction.timeout}
 * @param brokers how many answer
 * @param settings of one of them, by name; Kafka's defaults stand for what it does not name
 */
record Recovery(Duration session, Duration transaction, int brokers, Map<String, String> settings) {
  private static final String LEAST_SESSION = "group.min.session.timeout.ms";
  private static final String SWEEP = "transaction.abort.timed.out.transaction.cleanup.interval.ms";
  private static final String MOST_TRANSACTION = "transaction.max.timeout.ms";
  private static final String BROKER_SESSION = "broker.session.timeout.ms";
  private static final String BROKER_HEARTBEAT = "broker.heartbeat.interval.ms";
  private static final long SLOW_SWEEP_MILLIS = 1_000;

  /** No longer than this, where brokers allow it. */
  private static final Duration TUNED_SESSION = Duration.ofSeconds(5);

  /**
   * A transaction that lives a little longer than the session is over once its tasks have moved.
   */
  private static final Duration TUNED_TRANSACTION = Duration.ofSeconds(6);

  private static final long TUNED_LEAST_SESSION_MILLIS = 1_000;

  /** Shorter than a transaction, with room for the controller and the clients to hear of it. */
  private static final long TUNED_BROKER_SESSION_MILLIS = 2_000;

  /**
   * What goes by of a transaction before the session counts: it began before the broker died, and
   * where that was the active controller another is elected first.
   */
  private static final long ELECTED_AFTER_MILLIS = 3_000;

  private static final long TUNED_BROKER_HEARTBEAT_MILLIS = 500;

  /** Each thing that was looked at, fine or with what to set. */
  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    findings.add(missed());
    session(findings);
    sweep(findings);
    transactions(findings);
    brokerSession(findings);
    return List.copyOf(findings);
  }

  private Finding missed() {
    var least = millis(LEAST_SESSION, 6_000);
    return session.toMillis() >= least
        ? Finding.fine("a killed instance is missed after " + session.toSeconds() + " s")
        : Finding.wrong(
            "session.timeout is %d ms and the brokers allow no less than %d ms; lower their %s or raise session.timeout"
                .formatted(session.toMillis(), least, LEAST_SESSION));
  }

  private void session(List<Finding> findings) {
    if (session.compareTo(TUNED_SESSION) > 0) {
      findings.add(
          Finding.warning(
              "session.timeout is %d ms, which all that a killed instance held waits for; set it to %d s, and the brokers' %s to %d"
                  .formatted(
                      session.toMillis(),
                      TUNED_SESSION.toSeconds(),
                      LEAST_SESSION,
                      TUNED_LEAST_SESSION_MILLIS)));
    }
  }

  private void sweep(List<Finding> findings) {
    var sweep = millis(SWEEP, 10_000);
    if (sweep > SLOW_SWEEP_MILLIS) {
      findings.add(
          Finding.warning(
              "the brokers look for abandoned transactions only every %d ms, which a killed instance's readers wait for; set their %s to %d"
                  .formatted(sweep, SWEEP, SLOW_SWEEP_MILLIS)));
    }
  }

  private void transactions(List<Finding> findings) {
    if (transaction.compareTo(session) > 0 && transaction.compareTo(TUNED_TRANSACTION) > 0) {
      findings.add(
          Finding.warning(
              "transaction.timeout is %d ms, longer than session.timeout, so that readers wait for a killed instance's open transaction once its tasks have moved; set it to %d ms"
                  .formatted(transaction.toMillis(), session.toMillis())));
    }
    var most = Duration.ofMillis(millis(MOST_TRANSACTION, 900_000));
    if (transaction.compareTo(most) > 0) {
      findings.add(
          Finding.wrong(
              "transaction.timeout is %d s and the brokers allow no more than %d s; lower it"
                  .formatted(transaction.toSeconds(), most.toSeconds())));
    }
  }

  /**
   * Until the controller gives a dead broker up, nothing that it led or copied can be written with
   * all acknowledgements. A broker that is alone has nobody to hand over to.
   */
  private void brokerSession(List<Finding> findings) {
    var given = millis(BROKER_SESSION, 9_000);
    if (brokers > 1 && given + ELECTED_AFTER_MILLIS >= transaction.toMillis()) {
      findings.add(
          Finding.warning(
              "a dead broker is given up only after %d ms, and %d ms later where it was the active controller; nothing is written until then, and every transaction that is open is lost after %d ms; set %s to %d and %s to %d on brokers and controllers"
                  .formatted(
                      given,
                      ELECTED_AFTER_MILLIS,
                      transaction.toMillis(),
                      BROKER_SESSION,
                      TUNED_BROKER_SESSION_MILLIS,
                      BROKER_HEARTBEAT,
                      TUNED_BROKER_HEARTBEAT_MILLIS)));
    }
  }

  private long millis(String name, long otherwise) {
    var value = settings.get(name);
    return value == null ? otherwise : Long.parseLong(value);
  }
}
