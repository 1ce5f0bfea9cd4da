package io.evenkeel.config;

import io.evenkeel.core.book.LotMethod;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import io.evenkeel.webhook.Endpoint;
import io.evenkeel.webhook.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every configuration key. No other file spells these names. */
public final class Keys {
  private static final List<Key<?>> ALL_KEYS = new ArrayList<>();
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  // Where Kafka and the registry are.
  public static final Key<String> BOOTSTRAP_SERVERS =
      key(
          "bootstrap.servers",
          "127.0.0.1:9092",
          "Kafka brokers, host:port, comma-separated",
          Readings::text);
  public static final Key<String> REGISTRY_URL =
      key(
          "schema.registry.url",
          "http://127.0.0.1:8081",
          "schema registry, comma-separated URLs",
          Readings::text);
  public static final Key<Boolean> AUTO_REGISTER =
      key(
          "auto.register.schemas",
          "true",
          "whether writers register their schema; false where a platform team does",
          Readings::flag);
  public static final Key<String> SERIALIZER =
      key(
          "value.serializer.class",
          "",
          "another serializer class for values, such as"
              + " io.confluent.kafka.serializers.KafkaAvroSerializer; empty: our own",
          Readings::text);
  public static final Key<String> DESERIALIZER =
      key(
          "value.deserializer.class",
          "",
          "another deserializer class for values; empty: our own",
          Readings::text);
  public static final Key<Duration> REGISTRY_WAIT =
      key(
          "schema.registry.wait",
          "5m",
          "how long a registry that is down is waited for before the process stops",
          Readings::duration);

  // Topics.
  public static final Key<String> TOPIC_PREFIX =
      key("topics.prefix", "", "put before every topic name", Readings::topicPrefix);
  public static final Key<Integer> PARTITIONS =
      key(
          "topics.partitions",
          "48",
          "partitions of every topic; for life, since keys would move",
          t -> Readings.whole(t, 1, 10_000));
  public static final Key<Integer> REPLICATION =
      key(
          "topics.replication",
          "3",
          "copies of every topic; 3 survives a broker, 1 is for one broker alone",
          t -> Readings.whole(t, 1, 9));
  public static final Key<List<String>> CUSTODIANS =
      key(
          "custodians",
          "SCHWAB,FIDELITY",
          "custodian ids, comma-separated; each gets its own pair of topics",
          Readings::topicSuffixes);

  // The process.
  public static final Key<String> APPLICATION_ID =
      key(
          "application.id",
          "evenkeel",
          "instances with the same id share the work",
          Readings::text);
  public static final Key<String> STATE_DIR =
      key(
          "state.dir",
          "data/state",
          "where local state is kept; each instance its own",
          Readings::text);
  public static final Key<String> GROUP_PROTOCOL =
      key(
          "group.protocol",
          "classic",
          "classic, or streams (needs brokers that offer it)",
          t -> Readings.oneOf(t, "classic", "streams"));
  public static final Key<Integer> STANDBYS =
      key(
          "num.standby.replicas",
          "0",
          "warm copies of every task's state on other instances",
          t -> Readings.whole(t, 0, 5));
  public static final Key<Duration> SESSION_TIMEOUT =
      key(
          "session.timeout",
          "6s",
          "after which a silent instance is given up and its tasks move",
          t -> Readings.duration(t, MILLISECOND, DAY));
  public static final Key<Duration> TRANSACTION_TIMEOUT =
      key(
          "transaction.timeout",
          "6s",
          "after which a dead instance's open transaction is aborted; no more than a second longer"
              + " than session.timeout, or readers wait for it once the tasks have moved",
          t -> Readings.duration(t, MILLISECOND, DAY));
  public static final Key<Duration> COMMIT_INTERVAL =
      key(
          "commit.interval",
          "1s",
          "commit at least so often; an event asks for a commit of its own",
          t -> Readings.duration(t, MILLISECOND, DAY));
  public static final Key<Duration> PUNCTUATION =
      key(
          "judge.every",
          "5ms",
          "how often changed prices are looked at",
          t -> Readings.duration(t, MILLISECOND, DAY));

  // HTTP.
  public static final Key<String> HTTP_HOST =
      key(
          "http.host",
          "127.0.0.1",
          "address that HTTP binds to; loopback unless you mean otherwise",
          Readings::text);
  public static final Key<Integer> HTTP_PORT =
      key(
          "http.port",
          "8080",
          "port of HTTP; 0 takes a free one",
          t -> Readings.whole(t, 0, 65_535));
  public static final Key<String> HTTP_ADVERTISED =
      key(
          "http.advertised",
          "",
          "host:port at which other instances reach this one; empty: host and port above",
          Readings::hostAndPort);

  public static final Key<String> HTTP_TOKEN =
      key(
          "http.token",
          "",
          "what callers of /api send as Authorization: Bearer; 16 characters at least; needed"
              + " wherever http.host is not loopback",
          Readings::token);
  public static final Key<String> METRICS_TOKEN =
      key(
          "metrics.token",
          "",
          "what callers of /metrics may send as Authorization: Bearer instead of http.token, and"
              + " which opens nothing else; 16 characters at least",
          Readings::token);
  public static final Key<List<String>> HTTP_HOSTS =
      key(
          "http.hosts",
          "",
          "further host names by which browsers may reach an instance that has no token,"
              + " comma-separated",
          Readings::names);

  // Logs.
  public static final Key<String> LOG_FORMAT =
      key(
          "log.format",
          "text",
          "text: lines for people; json: one JSON object per line, on stderr",
          t -> Readings.oneOf(t, "text", "json"));

  // Judging.
  public static final Key<Rational> HYSTERESIS =
      key(
          "drift.hysteresis",
          "0.10",
          "share of the band that a breached line must come back inside before it clears",
          t -> Readings.share(t, "0", "1"));
  public static final Key<Optional<Rational>> JUMP_GUARD =
      key(
          "prices.jumpGuard",
          "0.25",
          "a price that moves by more than this share is held; off takes every price",
          t -> Readings.shareOrOff(t, "0", "1000"));
  public static final Key<Rational> JUMP_AGREE =
      key(
          "prices.jumpAgreesWithin",
          "0.01",
          "a held price is taken when a later tick agrees within this share",
          t -> Readings.share(t, "0", "1"));
  public static final Key<Duration> JUMP_HOLD =
      key(
          "prices.jumpHeldAtLeast",
          "2s",
          "the agreeing tick must be so much later",
          Readings::duration);
  public static final Key<Optional<Duration>> STALE_AFTER =
      key(
          "prices.staleAfter",
          "off",
          "a price older than this makes its holders uncheckable",
          Readings::durationOrOff);
  public static final Key<Optional<Duration>> STALE_AFTER_CLASS =
      key(
          "prices.staleAfter.*",
          "",
          "the same for one class of security, such as prices.staleAfter.FUND=36h",
          Readings::durationOrOff);
  public static final Key<Rational> MAINTENANCE =
      key(
          "margin.maintenance",
          "0.25",
          "equity asked for a unit of exposure, at all times",
          t -> Readings.share(t, "0", "1.00000001"));
  public static final Key<Rational> MAINTENANCE_CUSTODIAN =
      key(
          "margin.maintenance.*",
          "",
          "the same for one custodian, such as margin.maintenance.SCHWAB=0.30",
          t -> Readings.share(t, "0", "1.00000001"));
  public static final Key<Money> NEGATIVE_CASH =
      key(
          "cash.negativeBelow",
          "0.00",
          "managed cash below this raises NEGATIVE_MANAGED_CASH",
          Readings::money);

  public static final Key<Boolean> FILLS =
      key(
          "positions.fills",
          "off",
          "provisional: executions that positions do not cover yet are booked on them, and drift is"
              + " judged on that; off: it waits for positions",
          Readings::fills);
  public static final Key<Boolean> FILLS_CUSTODIAN =
      key(
          "positions.fills.*",
          "",
          "the same for one custodian, such as positions.fills.SCHWAB=provisional",
          Readings::fills);
  public static final Key<Duration> SLEEVES_WITHIN =
      key(
          "reconciliation.sleevesWithin",
          "24h",
          "how long positions may be behind what the custodian says before that is a break; whole"
              + " days are business days",
          Readings::duration);
  public static final Key<Money> CASH_TOLERANCE =
      key(
          "reconciliation.cashTolerance",
          "0.00",
          "a difference in cash of no more than this is no break",
          Readings::amount);

  // Rebalancing.
  public static final Key<Rational> INITIAL_MARGIN =
      key(
          "margin.initial",
          "0.50",
          "equity asked for a unit of exposure after trades that raise exposure (Reg T)",
          t -> Readings.share(t, "0.00000001", "1.00000001"));
  public static final Key<Money> TRADE_FLOOR =
      key(
          "trades.floor",
          "1.00",
          "no order or transfer below it, save full exits",
          Readings::money);
  public static final Key<Optional<Rational>> MAX_VOLUME_SHARE =
      key(
          "orders.maxVolumeShare",
          "0.001",
          "an order above this share of the average daily volume is held until it is released; or"
              + " off",
          t -> Readings.shareOrOff(t, "0", "1"));
  public static final Key<LotMethod> LOT_METHOD =
      key(
          "tax.lotMethod",
          "FIFO",
          "which lots custodians sell where a target does not say: FIFO, HIFO or MIN_TAX",
          Readings::lotMethod);
  public static final Key<LotMethod> LOT_METHOD_CUSTODIAN =
      key(
          "tax.lotMethod.*",
          "",
          "the same for one custodian, such as tax.lotMethod.SCHWAB=HIFO",
          Readings::lotMethod);
  public static final Key<Rational> SHORT_TERM_RATE =
      key(
          "tax.shortTermRate",
          "0.37",
          "tax on gains of lots held for a year or less, by which MIN_TAX picks lots",
          t -> Readings.share(t, "0", "1"));
  public static final Key<Rational> LONG_TERM_RATE =
      key(
          "tax.longTermRate",
          "0.20",
          "tax on gains of lots held for more than a year, by which MIN_TAX picks lots",
          t -> Readings.share(t, "0", "1"));
  public static final Key<Money> BACKTEST_ORDER_FEE =
      key(
          "backtest.orderFee",
          "0.00",
          "dollars that the custodian of a backtest takes for each order that it fills",
          Readings::amount);
  public static final Key<Rational> BACKTEST_SALE_FEE =
      key(
          "backtest.saleFee",
          "0",
          "share of what a sale brings that the custodian of a backtest takes besides",
          t -> Readings.share(t, "0", "1"));
  public static final Key<Rational> MAX_PRICE_MOVE =
      key(
          "proposals.maxPriceMove",
          "0.02",
          "a proposal is stale once a price in its orders moved by more than this share",
          t -> Readings.share(t, "0", "1"));
  public static final Key<Duration> ANSWER_WITHIN =
      key(
          "requests.answerWithin",
          "60s",
          "an account that has not answered a build by then has failed",
          Readings::duration);
  public static final Key<Duration> ACKNOWLEDGE_WITHIN =
      key(
          "batches.acknowledgeWithin",
          "5m",
          "a batch that no custodian acknowledged by then raises BATCH_UNACKNOWLEDGED",
          Readings::duration);
  public static final Key<Duration> ACCOUNT_WAIT =
      key(
          "commands.accountWait",
          "10s",
          "how long a command for an unknown account waits for it",
          Readings::duration);
  public static final Key<ZoneId> DAY_ZONE =
      key(
          "businessDay.zone",
          "America/New_York",
          "zone in which business days begin and end",
          Readings::zone);
  public static final Key<LocalTime> DAY_CUTOFF =
      key("businessDay.cutoff", "16:00", "end of the business day", Readings::time);
  public static final Key<ZoneId> DAY_ZONE_CUSTODIAN =
      key("businessDay.zone.*", "", "the same for one custodian", Readings::zone);
  public static final Key<LocalTime> DAY_CUTOFF_CUSTODIAN =
      key("businessDay.cutoff.*", "", "the same for one custodian", Readings::time);

  // Limits of the last step before a custodian.
  public static final Key<Optional<Money>> ORDER_NOTIONAL =
      key(
          "limits.orderNotional",
          "25000000.00",
          "dollars that one order may be worth, at most, or its account is halted; or off",
          Readings::limitOrOff);
  public static final Key<Optional<Money>> BATCH_NOTIONAL =
      key(
          "limits.batchNotional",
          "100000000.00",
          "dollars that the orders of one batch may be worth together; or off",
          Readings::limitOrOff);
  public static final Key<Optional<Rational>> PRICE_COLLAR =
      key(
          "limits.priceCollar",
          "0.05",
          "how far, as a share, the last good price may be at release from the price that an order"
              + " was sized at, or the security is halted; or off",
          t -> Readings.shareOrOff(t, "0.000001", "1"));
  public static final Key<Optional<Duration>> PRICE_MAX_AGE =
      key(
          "limits.priceMaxAge",
          "4d",
          "how old the last good price of a security in an order may be at release, or the batch is"
              + " refused; or off",
          Readings::durationOrOff);
  public static final Key<Optional<Integer>> ORDERS_PER_DAY =
      key(
          "limits.ordersPerDay",
          "2000",
          "orders of one account on one business day, at most, or the account is halted; or off",
          t -> Readings.wholeOrOff(t, 1, 1_000_000));
  public static final Key<Optional<Money>> CUSTODIAN_PER_MINUTE =
      key(
          "limits.custodianPerMinute",
          "25000000000.00",
          "dollars of orders that go to one custodian within any 60 seconds, at most, or the"
              + " custodian is halted; or off",
          Readings::limitOrOff);
  public static final Key<Optional<Money>> CUSTODIAN_PER_MINUTE_OWN =
      key(
          "limits.custodianPerMinute.*",
          "",
          "the same for one custodian, such as limits.custodianPerMinute.SCHWAB=1000000000.00",
          Readings::limitOrOff);
  public static final Key<Optional<Money>> FIRM_PER_MINUTE =
      key(
          "limits.firmPerMinute",
          "25000000000.00",
          "dollars of orders of one firm within any 60 seconds, at most, or the firm is halted;"
              + " divided evenly among the custodians; or off",
          Readings::limitOrOff);
  public static final Key<Optional<Money>> FIRM_PER_MINUTE_OWN =
      key(
          "limits.firmPerMinute.*",
          "",
          "the same for one firm, such as limits.firmPerMinute.ACME=500000000.00",
          Readings::limitOrOff);
  public static final Key<Optional<Duration>> DUPLICATE_WINDOW =
      key(
          "limits.duplicateWindow",
          "1m",
          "how long an order of the same account, sleeve, security, side and quantity under another"
              + " id counts as a duplicate, for which the account is halted; or off",
          t -> Readings.durationOrOff(t, MILLISECOND, DAY));
  public static final Key<Optional<Duration>> CONTROLS_WITHIN =
      key(
          "limits.controlsWithin",
          "1s",
          "how long ago controls must be known to have been read to its end, or batches wait at the"
              + " last step until it is; or off",
          t -> Readings.durationOrOff(t, Duration.ofMillis(500), Duration.ofHours(1)));

  // Notifications: whom to tell, and where.
  public static final Key<URI> NOTIFY_URL =
      key(
          "notifications.url.*",
          "",
          "an endpoint by its name, such as notifications.url.crm=https://crm.example.com/evenkeel;"
              + " nobody is told anything where there is none",
          Endpoint::address);
  public static final Key<List<Secret>> NOTIFY_SECRET =
      key(
          "notifications.secret.*",
          "",
          "what signs an endpoint's messages: whsec_ and Base64; while it changes the new one, a"
              + " space and the old one. Better kept elsewhere: ${file:/path} or ${env:NAME}",
          Secret::parse);
  public static final Key<String> NOTIFY_DEFAULT =
      key(
          "notifications.default",
          "",
          "the endpoint that is told of every advisor who has none of their own, and of securities;"
              + " empty: nobody",
          Readings::text);
  public static final Key<String> NOTIFY_FIRM =
      key(
          "notifications.firm.*",
          "",
          "the endpoint that is told of a firm's advisors, such as notifications.firm.ACME=crm; or"
              + " off",
          Readings::text);
  public static final Key<String> NOTIFY_ADVISOR =
      key(
          "notifications.advisor.*",
          "",
          "the endpoint that is told of one advisor, such as notifications.advisor.ACME/ANN=ann; or"
              + " off",
          Readings::text);
  public static final Key<List<String>> NOTIFY_TYPES =
      key(
          "notifications.types",
          "all",
          "types of messages that are sent, comma-separated, such as drift.flagged,advisory.raised;"
              + " or all",
          Readings::names);
  public static final Key<Duration> NOTIFY_TIMEOUT =
      key(
          "notifications.timeout",
          "15s",
          "how long an endpoint may take to answer",
          t -> Readings.duration(t, Duration.ofMillis(100), Duration.ofMinutes(1)));
  public static final Key<Duration> NOTIFY_GIVE_UP =
      key(
          "notifications.giveUpAfter",
          "24h",
          "a message older than this that cannot be delivered goes to dead-letters",
          t -> Readings.duration(t, Duration.ofSeconds(1), Duration.ofDays(7)));
  public static final Key<Integer> NOTIFY_AT_ONCE =
      key(
          "notifications.atOnce",
          "4",
          "messages that are under way to one endpoint at a time, from one instance",
          t -> Readings.whole(t, 1, 32));
  public static final Key<Optional<LocalTime>> DIGEST_AT =
      key(
          "notifications.digest.at",
          "off",
          "when every advisor is sent the digest of their queue on business days, such as 08:00; or"
              + " off",
          Readings::timeOrOff);
  public static final Key<Optional<ZoneId>> DIGEST_ZONE =
      key(
          "notifications.digest.zone",
          "",
          "zone of that time; empty: businessDay.zone",
          Readings::zoneOrNothing);
  public static final Key<Integer> DIGEST_TOP =
      key(
          "notifications.digest.top",
          "10",
          "accounts that a digest names, those furthest from their target",
          t -> Readings.whole(t, 0, 50));
  public static final Key<String> DIGEST_WHEN_EMPTY =
      key(
          "notifications.digest.whenEmpty",
          "send",
          "what an advisor is sent whose queue is empty: send says that nothing stands, skip sends"
              + " nothing",
          t -> Readings.oneOf(t, "send", "skip"));

  // Passed through to Kafka and the registry client as they are.
  public static final List<String> PASSED_THROUGH =
      List.of(
          "security.",
          "sasl.",
          "ssl.",
          "basic.auth.",
          "bearer.auth.",
          "schema.registry.ssl.",
          "streams.",
          "producer.",
          "consumer.",
          "admin.",
          "client.");

  /** Every key, in the order in which it is explained. */
  public static final List<Key<?>> ALL = Collections.unmodifiableList(ALL_KEYS);

  private Keys() {}

  private static <T> Key<T> key(
      String name, String defaultText, String meaning, Function<String, T> reading) {
    var key = new Key<>(name, defaultText, meaning, reading);
    ALL_KEYS.add(key);
    return key;
  }
}
