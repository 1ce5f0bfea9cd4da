package io.evenkeel.metrics;

import java.util.List;

/**
 * Every figure of the pipeline itself, by the name that Prometheus knows it by. No other file
 * spells these names; docs/metrics.md shows them, and a test holds it to this list.
 *
 * <p>Labels have few values, known beforehand: enums, boards, custodians. None names an account, a
 * security or a person.
 */
@SuppressWarnings("ImmutableEnumChecker") // Nobody can change what List.of gives.
public enum Figure {
  READY("evenkeel_ready", "1 where the instance can judge every account that it was given, else 0"),

  ACCOUNTS(
      "evenkeel_accounts",
      "accounts of the tasks that are here, by what monitoring says of them",
      "status"),
  FLAGGED_ACCOUNTS(
      "evenkeel_flagged_accounts",
      "flagged accounts by the tile they show in; an account may show in several",
      "tile"),
  UNCHECKABLE_ACCOUNTS(
      "evenkeel_uncheckable_accounts",
      "accounts that cannot be judged, by reason; an account may have several",
      "reason"),
  QUEUE_ACCOUNTS(
      "evenkeel_queue_accounts", "accounts that stand in the rebalancer queue, by stage", "stage"),
  QUEUE_OLDEST(
      "evenkeel_queue_oldest_age_seconds",
      "for how long the account that was flagged first stands in the queue; 0 where none does"),

  OPEN_REQUESTS("evenkeel_open_requests", "rebalance requests without a result, by phase", "phase"),
  APPROVALS_WAITING("evenkeel_approvals_waiting", "requests whose proposals wait for approval"),
  APPROVALS_OLDEST(
      "evenkeel_approvals_oldest_age_seconds",
      "how long ago the first of these was submitted; 0 where none waits"),

  PRICES("evenkeel_prices", "securities that have a last good price, on this instance's board"),
  PRICES_QUARANTINED(
      "evenkeel_prices_quarantined",
      "of these, those of which a newer price is held since it jumped"),
  PRICE_NEWEST(
      "evenkeel_price_newest_age_seconds", "age of the newest price of all, by its own time"),
  PRICE_MEDIAN("evenkeel_price_median_age_seconds", "half of the prices are older"),
  PRICE_OLDEST("evenkeel_price_oldest_age_seconds", "age of the oldest price in use"),

  HALTS(
      "evenkeel_halts",
      "firms, custodians, accounts and securities of which nothing is sent to custodians just now",
      "scope"),
  RELEASES_WAITING(
      "evenkeel_releases_waiting",
      "batches that wait at the last step on this instance until it is known what is halted"),
  CONTROLS_AGE(
      "evenkeel_controls_age_seconds",
      "how long ago controls were last known to be read to their end"),

  BOARD_RECORDS(
      "evenkeel_board_records_total",
      "records that a board looked at, refused ones included",
      "board"),
  BOARD_REFUSED(
      "evenkeel_board_refused_total",
      "records that a board did not take, by reason",
      "board",
      "reason"),
  BOARD_LAPS(
      "evenkeel_board_laps_total",
      "how often a task fell so far behind a board that it looked at everything",
      "board"),
  BOARD_FAULTS(
      "evenkeel_board_faults_total",
      "records that a board failed to apply through a fault of this program",
      "board"),

  ENGINE_WATCHED(
      "evenkeel_engine_watched_accounts",
      "accounts that the drift engines of the tasks that are here watch"),
  ENGINE_EXPOSED(
      "evenkeel_engine_exposed_accounts",
      "of these, accounts that are judged at every tick of what they hold"),
  ENGINE_TICKS("evenkeel_engine_ticks_total", "prices that drift engines took in"),
  ENGINE_TOUCHES(
      "evenkeel_engine_touches_total",
      "how often a price concerned an account; by ticks_total: touches per tick"),
  ENGINE_JUDGEMENTS(
      "evenkeel_engine_judgements_total", "accounts that drift engines named, to be judged"),
  ENGINE_STORMS(
      "evenkeel_engine_storms_total",
      "how often an engine looked at all its accounts, since too many were touched"),
  TICK_TO_EVENT(
      "evenkeel_tick_to_event_seconds",
      "from the time of a price to the drift event that it led to"),

  DRIFT_EVENTS("evenkeel_drift_events_total", "drift events said, by kind", "kind"),
  ADVISORIES("evenkeel_advisories_total", "advisories raised or cleared, by code", "code"),
  PROPOSALS("evenkeel_proposals_total", "trade proposals built"),
  BATCHES(
      "evenkeel_batches_total",
      "batches sent to custodians, by instruction",
      "custodian",
      "instruction"),
  EXECUTIONS(
      "evenkeel_executions_total",
      "what custodians said; fills are PARTIAL and FILL",
      "custodian",
      "type"),
  REJECTIONS("evenkeel_rejections_total", "commands that were refused, by code", "code"),
  DEAD_LETTERS("evenkeel_dead_letters_total", "records that were put aside, by reason", "reason"),
  DEAD_LETTERS_REPLAYED(
      "evenkeel_dead_letters_replayed_total",
      "dead letters that somebody had sent again over HTTP, by reason",
      "reason"),

  WEBHOOK_DELIVERED(
      "evenkeel_webhook_delivered_total", "messages that an endpoint took", "endpoint"),
  WEBHOOK_FAILURES(
      "evenkeel_webhook_failures_total",
      "attempts that failed; a message is tried again until it is given up",
      "endpoint"),
  WEBHOOK_DEAD_LETTERS(
      "evenkeel_webhook_dead_letters_total",
      "messages that an endpoint did not get and that were put aside, by reason",
      "endpoint",
      "reason"),
  WEBHOOK_FAULTS(
      "evenkeel_webhook_faults_total",
      "how often what reads for an endpoint met a fault of the cluster and began anew",
      "endpoint"),
  WEBHOOK_STATE(
      "evenkeel_webhook_state",
      "1 for what the endpoint is to this instance, 0 for the other states",
      "endpoint",
      "state"),
  WEBHOOK_WAITING(
      "evenkeel_webhook_waiting", "messages in memory that the endpoint has not got", "endpoint"),
  WEBHOOK_OLDEST(
      "evenkeel_webhook_oldest_age_seconds",
      "how long ago the first of these was said; 0 where none waits",
      "endpoint"),
  DIGESTS("evenkeel_digests_total", "daily digests made, one for each advisor and day");

  /** What a figure is to Prometheus. */
  enum Kind {
    GAUGE,
    COUNTER,
    HISTOGRAM
  }

  private final String prometheusName;
  private final String meaning;
  private final List<String> labels;

  Figure(String prometheusName, String meaning, String... labels) {
    this.prometheusName = prometheusName;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** As it stands in {@code /metrics}; of a histogram, what comes before {@code _bucket}. */
  String prometheusName() {
    return prometheusName;
  }

  /** In one phrase. */
  String meaning() {
    return meaning;
  }

  List<String> labels() {
    return labels;
  }

  Kind kind() {
    if (this == TICK_TO_EVENT) {
      return Kind.HISTOGRAM;
    }
    return prometheusName.endsWith("_total") ? Kind.COUNTER : Kind.GAUGE;
  }

  /** Seconds, or how many. */
  String unit() {
    return prometheusName.endsWith("_seconds") ? "seconds" : "number";
  }

  /** As Micrometer is told it; it adds {@code _total} and the unit of a histogram itself. */
  String meterName() {
    var bare =
        switch (kind()) {
          case COUNTER -> prometheusName.substring(0, prometheusName.length() - "_total".length());
          case HISTOGRAM ->
              prometheusName.substring(0, prometheusName.length() - "_seconds".length());
          case GAUGE -> prometheusName;
        };
    return bare.replace('_', '.');
  }
}
