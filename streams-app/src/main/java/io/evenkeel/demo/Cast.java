package io.evenkeel.demo;

import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.Subscription;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.Topics;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everybody who acts in the demo: the market, custodians, clients and, if asked, an advisor. What
 * they publish goes through the topics like anyone else's.
 */
final class Cast implements AutoCloseable {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final Demo.Options options;
  private final Clients clients;
  private final Consumer<String> tell;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Publisher publisher;
  private final Prices prices = new Prices();
  private final Universe universe = Universe.load();
  private final Engagements engagements = new Engagements();
  private final SplitPlay splitting;
  private List<String> holders = List.of();

  Cast(Demo.Options options, Clients clients, Consumer<String> tell) {
    this.options = options;
    this.clients = clients;
    this.tell = tell;
    this.publisher = keep(new Publisher(clients));
    this.splitting = new SplitPlay(LocalDate.now(NEW_YORK), options.seed());
  }

  /** Begins; returns once the market moves and the book is sent. */
  void play(Demo.BookProgress progress) throws InterruptedException {
    takeUp();
    var feed = openMarket();
    var desk =
        new CustodianDesk(
            publisher,
            prices,
            splitting.split(),
            options.seed(),
            options.leftCustodians(),
            clock("custodian"));
    var known = custodians(desk);
    var bookFile = new DemoBookFile(options.dataDirectory());
    if (known.isEmpty() || !bookFile.wasSent()) {
      begin(sendBook(bookFile, known, progress), desk);
    } else {
      tell.accept(
          "%d accounts were there from an earlier run; --accounts and --seed change nothing now"
              .formatted(known.size()));
    }
    splitting.start(clock("split"), publisher, holders, feed::openSplit, () -> bookSplit(desk));
    advise();
  }

  /** Reads what an earlier run left of the market. */
  private void takeUp() throws InterruptedException {
    try (var last =
        new Subscription(
            "last-prices",
            clients,
            List.of(Topics.PRICES, Topics.CORPORATE_ACTIONS),
            true,
            (topic, key, value) -> {
              prices.take(topic, key, value);
              splitting.take(topic, key, value);
            })) {
      last.awaitCaughtUp();
    }
  }

  private MarketFeed openMarket() {
    var market = new MarketSimulator(universe.listings(), prices::of, options.seed());
    var feed = new MarketFeed(market, publisher, prices, splitting.split(), clock("market"));
    feed.start();
    tell.accept("the market is open");
    return feed;
  }

  private Set<String> custodians(CustodianDesk desk) throws InterruptedException {
    options
        .leftCustodians()
        .forEach(custodian -> tell.accept("nobody here answers for " + custodian));
    read(
        "custodian",
        List.of(
            Topics.POSITIONS,
            Topics.CUSTODIAN_POSITIONS,
            Topics.EXECUTION_RESULTS,
            Topics.APPROVED_TRADES,
            Topics.CASH_MOVEMENTS),
        desk::take);
    return desk.open();
  }

  private BookFile sendBook(DemoBookFile file, Set<String> known, Demo.BookProgress progress) {
    var positionsAsOf = splitting.split().lastClose();
    var book =
        file.write(new DemoBook(universe, options.seed(), options.accounts(), positionsAsOf));
    var toSend = book.withoutPositionsOf(known);
    progress.begin(BookImport.size(toSend));
    try {
      BookImport.send(publisher, toSend, progress::at);
    } finally {
      progress.end();
    }
    file.noteSent();
    tell.accept("%d accounts sent; the book is %s".formatted(book.accounts().size(), file.path()));
    return book;
  }

  /** What happens once to a book. */
  private void begin(BookFile book, CustodianDesk desk) throws InterruptedException {
    var clientele = new Clientele(publisher, book);
    engagements.begin(Clientele.accounts(book));
    holders = SplitPlay.holders(book);
    engagements.begin(holders);
    read("split", List.of(Topics.ACCOUNT_STATUS), splitting::take);
    clientele.start(clock("clients"));
    var payer = LateFee.account(book);
    if (payer.isPresent()) {
      var fee = new LateFee(payer.get(), desk, engagements, clock("fee"));
      read("fee", List.of(Topics.ADVISORIES), fee::take);
      fee.start();
    }
    if (options.autoApprove()) {
      thinkAgain(book);
    }
  }

  private void thinkAgain(BookFile book) throws InterruptedException {
    var thoughts = new SecondThoughts(publisher, SecondThoughts.accounts(book), engagements);
    read(
        "second-thoughts",
        List.of(
            Topics.ACCOUNT_STATUS,
            Topics.APPROVED_TRADES,
            Topics.EXECUTION_RESULTS,
            Topics.REBALANCE_HISTORY),
        thoughts::take);
    thoughts.start(clock("second-thoughts"));
  }

  private void bookSplit(CustodianDesk desk) {
    desk.bookSplit();
    engagements.end(holders);
  }

  private void advise() throws InterruptedException {
    if (options.autoApprove()) {
      var advisor = new Advisor(publisher, engagements);
      read("engagements", List.of(Topics.CASH_MOVEMENTS), engagements::take);
      read(
          "advisor",
          List.of(Topics.ACCOUNT_STATUS, Topics.ADVISORIES, Topics.REBALANCE_HISTORY),
          advisor::take);
      advisor.start(clock("advisor"));
      tell.accept("an advisor submits and approves what stands in the queue");
    }
  }

  /** Reads from the beginning; returns once everything of an earlier run was handed over. */
  private void read(String name, List<Topic<?>> topics, Subscription.Handler handler)
      throws InterruptedException {
    keep(new Subscription(name, clients, topics, true, handler)).awaitCaughtUp();
  }

  private DemoClock clock(String name) {
    return keep(new DemoClock(name));
  }

  private <C extends AutoCloseable> C keep(C started) {
    open.push(started);
    return started;
  }

  /** Ends everybody, the last one first. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        tell.accept("could not be ended cleanly: " + e.getMessage());
      }
    }
  }
}
