package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.engine.Book;
import io.evenkeel.cluster.Clients;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
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
      producer.send(new ProducerRecord<>(prices(), Accounts.security(Book.CASH), price(1)));
      lines(
          accounts,
          (key, line) ->
              producer.send(
                  new ProducerRecord<>(lines(prefix), key, line.getBytes(StandardCharsets.UTF_8))));
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
