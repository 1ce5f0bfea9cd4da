package io.evenkeel.benchmarks.pipeline;

import io.evenkeel.cluster.Clients;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Sends prices: the market's, which change nobody's status, and those of event accounts, which do.
 */
final class PriceLoad implements AutoCloseable {
  private static final double MOVE = 0.005;
  private static final int VARIANTS = 8;
  private static final long PACE_NANOS = 1_000_000;

  private final LoadBook book;
  private final String topic;
  private final KafkaProducer<String, byte[]> producer;
  private final Serializer<Price> serializer;
  private final SplittableRandom random = new SplittableRandom(2);
  private final BitSet outside = new BitSet();
  private int nextEvent;
  private long skipped;

  /**
   * How prices come.
   *
   * @param ticksPerSecond of the market
   * @param eventsPerSecond ticks that each make one drift event
   * @param fall by which the whole market falls over the time; 0.05 is 5 %
   */
  record Pace(int ticksPerSecond, int eventsPerSecond, Duration time, double fall) {}

  PriceLoad(Clients clients, LoadBook book) {
    this.book = book;
    this.topic = clients.names().of(Topics.PRICES);
    this.producer = clients.producer();
    this.serializer = clients.serdes().serializer(Price.class);
  }

  /** Every price once. */
  void open() {
    for (var i = 0; i < book.symbols().size(); i++) {
      send(book.symbols().get(i), LoadBook.opening(i));
    }
    for (var i = 1; i <= LoadBook.EVENT_ACCOUNTS; i++) {
      send(LoadBook.eventSymbol(i), LoadBook.ON_TARGET);
    }
    producer.flush();
  }

  /** Sends at an even pace and returns when the time is over. */
  void run(Pace pace, TickWatch watch) {
    var start = System.nanoTime();
    var length = pace.time().toNanos();
    long ticks = 0;
    long events = 0;
    for (var now = 0L; now < length; now = System.nanoTime() - start) {
      var done = (double) now / length;
      for (var due = (long) (done * length / 1e9 * pace.ticksPerSecond()); ticks < due; ticks++) {
        marketTick(1 - pace.fall() * done);
      }
      for (var due = (long) (done * length / 1e9 * pace.eventsPerSecond());
          events < due;
          events++) {
        eventTick(watch);
      }
      LockSupport.parkNanos(PACE_NANOS);
    }
    producer.flush();
  }

  private void marketTick(double level) {
    var symbol = book.popular(random);
    var moved = level * (1 + MOVE * (2 * random.nextDouble() - 1));
    var price = LoadBook.opening(symbol).multiply(BigDecimal.valueOf(moved));
    send(book.symbols().get(symbol), price.setScale(2, RoundingMode.HALF_EVEN));
  }

  /** Ticks that would have made an event but were not sent, since every event was still awaited. */
  long skipped() {
    return skipped;
  }

  /** The next event account that is not waiting for its event leaves its band, or comes back. */
  private void eventTick(TickWatch watch) {
    for (var tries = 0; tries < LoadBook.EVENT_ACCOUNTS; tries++) {
      nextEvent = nextEvent % LoadBook.EVENT_ACCOUNTS + 1;
      if (!watch.awaits(LoadBook.eventAccount(nextEvent))) {
        toggle(nextEvent, watch);
        return;
      }
    }
    skipped++;
  }

  /** Moves one event account across its band. */
  void toggle(int number, TickWatch watch) {
    outside.flip(number);
    watch.ticked(LoadBook.eventAccount(number));
    send(LoadBook.eventSymbol(number), outside.get(number) ? LoadBook.OUTSIDE : LoadBook.ON_TARGET);
  }

  /** Ticks of the market as bytes, ready to be sent as fast as possible. */
  Burst burst() {
    var values = new byte[book.symbols().size()][VARIANTS][];
    var now = Instant.now();
    for (var symbol = 0; symbol < values.length; symbol++) {
      for (var variant = 0; variant < VARIANTS; variant++) {
        var moved = 1 + MOVE * (2.0 * variant / VARIANTS - 1);
        var price = LoadBook.opening(symbol).multiply(BigDecimal.valueOf(moved));
        values[symbol][variant] =
            serializer.serialize(topic, price(price.setScale(2, RoundingMode.HALF_EVEN), now));
      }
    }
    return new Burst(values);
  }

  /** Prepared ticks. */
  final class Burst {
    private final byte[][][] values;

    private Burst(byte[][][] values) {
      this.values = values;
    }

    void send(int ticks) {
      for (var i = 0; i < ticks; i++) {
        var symbol = book.popular(random);
        producer.send(
            new ProducerRecord<>(topic, book.symbols().get(symbol), values[symbol][i % VARIANTS]));
      }
    }
  }

  void flush() {
    producer.flush();
  }

  private void send(String symbol, BigDecimal price) {
    producer.send(
        new ProducerRecord<>(
            topic, symbol, serializer.serialize(topic, price(price, Instant.now()))));
  }

  private static Price price(BigDecimal price, Instant asOf) {
    return Price.newBuilder()
        .setPrice(price.setScale(10))
        .setPriceType(PriceType.LAST)
        .setAsOf(asOf)
        .setSource("benchmark")
        .build();
  }

  @Override
  public void close() {
    producer.close();
  }
}
