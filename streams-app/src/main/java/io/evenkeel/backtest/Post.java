package io.evenkeel.backtest;

import io.evenkeel.core.book.Positions;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.custodian.WorkableOrders;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.wire.BookWire;
import io.evenkeel.pipeline.wire.PositionsWire;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.BatchInstruction;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.PriceType;
import io.evenkeel.schemas.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Sends everything that a backtest sends, and tells the paper custodian what it should know. */
final class Post {
  private static final String SOURCE = "backtest";

  private final VirtualPipeline pipeline;
  private final TopicNames names;
  private final BookFile book;
  private final Thresholds thresholds;
  private final PaperCustodian custodian;
  private final WorkableOrders workable = new WorkableOrders();
  private final Set<String> unworked = new HashSet<>();
  private final Map<String, String> idBySymbol = new HashMap<>();

  Post(
      VirtualPipeline pipeline,
      TopicNames names,
      BookFile book,
      Thresholds thresholds,
      PaperFees fees) {
    this.pipeline = pipeline;
    this.names = names;
    this.book = book;
    this.thresholds = thresholds;
    this.custodian = new PaperCustodian(fees);
    book.securities().forEach((id, s) -> idBySymbol.put(s.getSymbol(), id));
  }

  /** Takes the book over: what accounts refer to first, and their opening state last. */
  void book(Instant at) {
    book.securities().forEach((id, security) -> send(Topics.SECURITIES, id, security, at));
    book.models().forEach((id, model) -> send(Topics.MODELS, id, model, at));
    book.targets().forEach((id, target) -> send(Topics.TARGETS, id, target, at));
    book.accounts().forEach((id, account) -> send(Topics.ACCOUNTS, id, account, at));
    book.positions().forEach((id, positions) -> send(Topics.POSITIONS, id, positions, at));
    book.custodianPositions().forEach((id, said) -> send(Topics.CUSTODIAN_POSITIONS, id, said, at));
    book.restrictions().forEach((id, all) -> send(Topics.RESTRICTIONS, id, all, at));
    book.openings().forEach((id, opening) -> send(Topics.ACCOUNT_COMMANDS, id, opening, at));
  }

  /** Sends a price, by the symbol of its column. */
  void price(String symbol, Price price, Instant at) {
    var record =
        io.evenkeel.schemas.Price.newBuilder()
            .setPrice(price.perUnit())
            .setPriceType(PriceType.CLOSE)
            .setAsOf(at)
            .setSource(SOURCE)
            .build();
    send(Topics.PRICES, idBySymbol.getOrDefault(symbol, symbol), record, at);
  }

  /** Sends a record to a topic that there is one of. */
  void send(Topic<?> topic, String key, @Nullable SpecificRecord value, Instant at) {
    send(new InputTopics.Destination(topic, names.of(topic)), key, value, at);
  }

  /** Sends a record of a script; positions without a version get the next one. */
  void scripted(ScriptedRecord record, Instant at) {
    var value = record.value();
    if (record.versionOwed() && value instanceof io.evenkeel.schemas.Positions positions) {
      positions.setVersion(custodian.nextVersion(record.key()));
    }
    send(record.to(), record.key(), value, at);
  }

  private void send(
      InputTopics.Destination to, String key, @Nullable SpecificRecord value, Instant at) {
    notice(to.topic(), key, value);
    pipeline.send(to.name(), key, value, at);
  }

  private void notice(Topic<?> topic, String key, @Nullable SpecificRecord value) {
    if (topic.equals(Topics.POSITIONS)) {
      custodian.published(key, positions(key, value));
    } else if (value instanceof io.evenkeel.schemas.Price price) {
      custodian.price(key, new Price(price.getPrice()));
    } else if (value instanceof Target target) {
      thresholds.know(key, target);
    }
  }

  /** As the core has them; {@code null} where the pipeline would refuse them. */
  private static @Nullable Positions positions(String accountId, @Nullable SpecificRecord value) {
    try {
      return value == null
          ? null
          : BookWire.positions(accountId, (io.evenkeel.schemas.Positions) value);
    } catch (IllegalArgumentException refused) {
      return null;
    }
  }

  /**
   * What came of a batch, or of a release of held orders.
   *
   * @param batch as the custodian got it
   * @param worked whether any of it was; not where it cancels, is canceled or refused
   * @param orders that were filled
   * @param sales among them
   * @param said by the custodian, for the files
   */
  record Filled(
      ApprovedTradeBatch batch,
      boolean worked,
      long orders,
      Money traded,
      List<Sale> sales,
      List<Said> said) {}

  /** Refuses what nobody released in time; says what was said of it. */
  List<Said> expire(Instant at) {
    var said = new ArrayList<Said>();
    for (var batch : workable.all()) {
      if (at.isAfter(batch.getExecuteBy())) {
        var topic = names.of(Topics.EXECUTION_RESULTS, batch.getCustodianId());
        for (var order : workable.giveUp(batch.getBatchId()).getOrders()) {
          var result = PaperFill.expired(batch, order, at);
          pipeline.send(topic, batch.getAccountId(), result, at);
          said.add(said(Topics.EXECUTION_RESULTS, topic, batch.getAccountId(), result));
        }
      }
    }
    return said;
  }

  /** Reads what is to be done next, so that nothing is worked that is canceled there. */
  void read(List<ApprovedTradeBatch> next) {
    var canceled = next.stream().filter(Post::cancels).map(ApprovedTradeBatch::getBatchId).toList();
    next.stream()
        .filter(batch -> !cancels(batch) && canceled.contains(batch.getBatchId()))
        .forEach(batch -> unworked.add(batch.getBatchId()));
  }

  private static boolean cancels(ApprovedTradeBatch batch) {
    return batch.getInstruction() == BatchInstruction.CANCEL;
  }

  /**
   * Fills what may be worked of a batch: its results are sent, then the positions that follow. What
   * is canceled is not worked, nor what would replace something that can still fill.
   */
  Filled fill(ApprovedTradeBatch approved, Instant at, LocalDate day) {
    if (cancels(approved)) {
      return unworked(approved, canceled(approved, at), at);
    }
    if (unworked.contains(approved.getBatchId())) {
      return unworked(approved, List.of(PaperFill.canceled(approved, at)), at);
    }
    var replaced = approved.getReplacesBatchId();
    return replaced != null && workable.isWaiting(replaced)
        ? unworked(approved, List.of(PaperFill.replacesTooSoon(approved, at)), at)
        : worked(approved, at, day);
  }

  private List<ExecutionResult> canceled(ApprovedTradeBatch cancel, Instant at) {
    var id = cancel.getBatchId();
    if (workable.isWaiting(id)) {
      var orders = workable.giveUp(id).getOrders();
      return orders.stream().map(order -> PaperFill.canceled(cancel, order, at)).toList();
    }
    return unworked.remove(id) ? List.of() : List.of(PaperFill.tooLate(cancel, at));
  }

  private Filled unworked(ApprovedTradeBatch batch, List<ExecutionResult> results, Instant at) {
    return new Filled(batch, false, 0, Money.ZERO, List.of(), results(batch, results, at));
  }

  private List<Said> results(ApprovedTradeBatch batch, List<ExecutionResult> results, Instant at) {
    var said = new ArrayList<Said>();
    var topic = names.of(Topics.EXECUTION_RESULTS, batch.getCustodianId());
    for (var result : results) {
      pipeline.send(topic, batch.getAccountId(), result, at);
      said.add(said(Topics.EXECUTION_RESULTS, topic, batch.getAccountId(), result));
    }
    return said;
  }

  private Filled worked(ApprovedTradeBatch approved, Instant at, LocalDate day) {
    var batch = workable.now(approved);
    var filled = custodian.fill(batch, at, day);
    var results =
        batch.getOrders().isEmpty()
            ? List.of(PaperFill.accepted(batch, at))
            : filled.results().stream().map(r -> r.result(batch, at, day)).toList();
    var said = results(batch, results, at);
    var after = filled.positions();
    if (after != null) {
      said.add(published(after, at));
    }
    return new Filled(
        approved,
        true,
        filled.results().stream().filter(r -> r.fill() != null).count(),
        filled.results().stream().map(PaperFill::traded).reduce(Money.ZERO, Money::plus),
        filled.sales(),
        said);
  }

  /** Moves money that a cash movement asks for: what is told of it, for the files. */
  List<Said> fund(String accountId, Money amount, Instant at) {
    var after = custodian.fund(accountId, amount, at);
    return after == null ? List.of() : List.of(published(after, at));
  }

  private Said published(Positions after, Instant at) {
    var record = PositionsWire.write(after);
    var topic = names.of(Topics.POSITIONS);
    pipeline.send(topic, after.accountId(), record, at);
    return said(Topics.POSITIONS, topic, after.accountId(), record);
  }

  private Said said(Topic<?> topic, String name, String key, SpecificRecord value) {
    return Said.of(topic, OutputTopics.fileName(names, name), key, value);
  }
}
