package io.evenkeel.benchmarks.peers;

import io.evenkeel.benchmarks.engine.Book;
import io.evenkeel.benchmarks.engine.Book.Line;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Account;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountState;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.Component;
import io.evenkeel.schemas.ComponentKind;
import io.evenkeel.schemas.DriftEvent;
import io.evenkeel.schemas.Holding;
import io.evenkeel.schemas.OpeningState;
import io.evenkeel.schemas.Positions;
import io.evenkeel.schemas.PositionsFeed;
import io.evenkeel.schemas.Price;
import io.evenkeel.schemas.PriceType;
import io.evenkeel.schemas.Sleeve;
import io.evenkeel.schemas.SleeveKind;
import io.evenkeel.schemas.Target;
import io.evenkeel.schemas.TargetScope;
import io.evenkeel.schemas.Tolerance;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * What Evenkeel is told: an account with a target of its own, its positions, and prices in Avro.
 */
final class EvenkeelDialect implements Dialect {
  private static final String FIRM = "FIRM";

  private final Clients clients;
  private final Instant at = Instant.now();
  private final Serializer<Price> priceWriter;
  private final Deserializer<DriftEvent> eventReader;

  EvenkeelDialect(Clients clients) {
    this.clients = clients;
    this.priceWriter = clients.serdes().serializer(Price.class);
    this.eventReader = clients.serdes().deserializer(DriftEvent.class);
  }

  @Override
  public String prices() {
    return clients.names().of(Topics.PRICES);
  }

  @Override
  public String events() {
    return clients.names().of(Topics.DRIFT_EVENTS);
  }

  @Override
  public byte[] price(long micros) {
    return priceWriter.serialize(
        prices(),
        Price.newBuilder()
            .setPrice(BigDecimal.valueOf(micros, 6).setScale(10))
            .setPriceType(PriceType.LAST)
            .setAsOf(at)
            .setSource("benchmark")
            .build());
  }

  @Override
  public Word word(byte @Nullable [] event) {
    switch (eventReader.deserialize(events(), event).getKind()) {
      case FLAGGED:
        return Word.FLAGGED;
      case CLEARED:
        return Word.CLEARED;
      default:
        return Word.NEITHER;
    }
  }

  @Override
  public void send(Accounts accounts) {
    try (var publisher = new Publisher(clients)) {
      for (var i = 0; i < accounts.count(); i++) {
        send(publisher, Accounts.name(i), accounts.lines(i));
      }
      publisher.flush();
    }
  }

  private void send(Publisher publisher, String id, List<Line> lines) {
    var target = "T-" + id;
    publisher.send(Topics.TARGETS, target, target(lines));
    publisher.send(Topics.ACCOUNTS, id, account(id));
    publisher.send(Topics.POSITIONS, id, positions(lines));
    publisher.send(Topics.ACCOUNT_COMMANDS, id, monitored(id, target));
  }

  private Target target(List<Line> lines) {
    return Target.newBuilder()
        .setOwnerFirmId(FIRM)
        .setVersion(1)
        .setCreatedAt(at)
        .setScope(TargetScope.ENTERPRISE)
        .setComponents(lines.stream().map(EvenkeelDialect::component).toList())
        .build();
  }

  /** The target weight is the middle of the band: at most eight decimals. */
  private static Component component(Line line) {
    var isCash = line.symbol() == Book.CASH;
    return Component.newBuilder()
        .setKind(isCash ? ComponentKind.CASH : ComponentKind.SECURITY)
        .setRef(isCash ? "" : Accounts.security(line.symbol()))
        .setWeight(BigDecimal.valueOf((line.low() + line.high()) / 2, 12).setScale(10))
        .setThreshold(
            Tolerance.newBuilder()
                .setRelative(decimal(Accounts.BANDS.relative()))
                .setAbsolute(decimal(Accounts.BANDS.absolute()))
                .build())
        .build();
  }

  private static BigDecimal decimal(double number) {
    return BigDecimal.valueOf(number).setScale(10);
  }

  private static Account account(String id) {
    return Account.newBuilder()
        .setFirmId(FIRM)
        .setAdvisorId("ADVISOR")
        .setCustodianId("SCHWAB")
        .setCustodianAccountRef(id)
        .setType(AccountType.CASH)
        .setStatus(AccountState.ACTIVE)
        .build();
  }

  private Positions positions(List<Line> lines) {
    var cash = lines.get(lines.size() - 1).quantity();
    return Positions.newBuilder()
        .setVersion(1)
        .setAsOf(at)
        .setFeed(PositionsFeed.INTRADAY)
        .setSleeves(
            List.of(
                Sleeve.newBuilder()
                    .setSleeveId("MANAGED")
                    .setKind(SleeveKind.MANAGED)
                    .setSettledCash(BigDecimal.valueOf(cash, 6).setScale(4))
                    .setHoldings(
                        lines.stream()
                            .limit(lines.size() - 1)
                            .map(EvenkeelDialect::holding)
                            .toList())
                    .build()))
        .build();
  }

  private static Holding holding(Line line) {
    return Holding.newBuilder()
        .setSecurityId(Accounts.security(line.symbol()))
        .setQuantity(BigDecimal.valueOf(line.quantity()).setScale(10))
        .build();
  }

  private AccountCommand monitored(String id, String target) {
    return AccountCommand.newBuilder()
        .setCommandId("opening-" + id)
        .setType(AccountCommandType.OPENING_STATE)
        .setSentBy("benchmark")
        .setSentAt(at)
        .setFirmId(FIRM)
        .setOpeningState(
            OpeningState.newBuilder()
                .setTargetId(target)
                .setRebalancing(true)
                .setEstablished(true)
                .build())
        .build();
  }
}
