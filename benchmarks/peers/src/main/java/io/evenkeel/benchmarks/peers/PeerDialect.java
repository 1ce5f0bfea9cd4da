package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.engine.Book;
import io.evenkeel.cluster.Clients;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What peers are told, as cheap to read as it can be: prices are eight bytes, and a line of an
 * account is one record of comma-separated values. They say {@code flagged} with some value and
 * {@code cleared} with none.
 */
final class PeerDialect implements Dialect {
  private final Clients clients;
  private final String prefix;

  PeerDialect(Clients clients, String prefix) {
    this.clients = clients;
    this.prefix = prefix;
  }

  static String prices(String prefix) {
    return prefix + "prices";
  }

  static String lines(String prefix) {
    return prefix + "lines";
  }

  static String events(String prefix) {
    return prefix + "events";
  }

  @Override
  public String prices() {
    return prices(prefix);
  }

  @Override
  public String events() {
    return events(prefix);
  }

  @Override
  public byte[] price(long micros) {
    return ByteBuffer.allocate(Long.BYTES).putLong(micros).array();
  }

  /** A share of the band's edge that a value is divided by; both peers compute in doubles. */
  private static double share(long units) {
    return (double) units / Book.ONE;
  }

  @Override
  public void send(Accounts accounts) {
    try (var producer = clients.producer()) {
      producer.partitionsFor(lines(prefix)); // Returns once the topic is known everywhere.
      var taken = new Taken(producer);
      taken.send(new ProducerRecord<>(prices(), Accounts.security(Book.CASH), price(1)));
      lines(
          accounts,
          (key, line) ->
              taken.send(
                  new ProducerRecord<>(lines(prefix), key, line.getBytes(StandardCharsets.UTF_8))));
      taken.finish();
    }
  }

  /** Sends once more what a busy broker refused: one line missing would make its account wrong. */
  private static final class Taken {
    private static final int ATTEMPTS = 5;

    private final KafkaProducer<String, byte[]> producer;
    private final Queue<ProducerRecord<String, byte[]>> refused = new ConcurrentLinkedQueue<>();

    Taken(KafkaProducer<String, byte[]> producer) {
      this.producer = producer;
    }

    void send(ProducerRecord<String, byte[]> record) {
      producer.send(
          record,
          (sent, e) -> {
            if (e != null) {
              refused.add(record);
            }
          });
    }

    void finish() {
      producer.flush();
      for (var attempt = 1; !refused.isEmpty(); attempt++) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("the broker refused %d lines".formatted(refused.size()));
        }
        var again = List.copyOf(refused);
        refused.clear();
        again.forEach(this::send);
        producer.flush();
      }
    }
  }

  /** Every line of every account: its key, and its comma-separated values. */
  static void lines(Accounts accounts, BiConsumer<String, String> to) {
    for (var account = 0; account < accounts.count(); account++) {
      var number = 0;
      for (var line : accounts.lines(account)) {
        var values =
            "%s,%d,%s,%d,%s,%s"
                .formatted(
                    Accounts.name(account),
                    number,
                    Accounts.security(line.symbol()),
                    line.quantity(),
                    share(line.low()),
                    share(line.high()));
        to.accept(Accounts.name(account) + "/" + number++, values);
      }
    }
  }

  @Override
  public Word word(byte @Nullable [] event) {
    return event == null ? Word.CLEARED : Word.FLAGGED;
  }
}
