package io.evenkeel.pipeline.account;

import static java.util.Objects.requireNonNull;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.account.Desk;
import io.evenkeel.core.drift.DriftEngine;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.market.Boards;
import io.evenkeel.pipeline.state.Deadlines;
import io.evenkeel.pipeline.state.Listed;
import io.evenkeel.pipeline.state.PackedStore;
import io.evenkeel.pipeline.state.StoredValues;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What an account task knows: the book of every account, and what can be found out from the books
 * at any time and therefore is never logged: the drift engine, the deadlines, a few books unpacked,
 * the rows that lists show.
 *
 * <p>The stages of the task share it, on the task's own thread; any other thread may read {@link
 * StoredValues}.
 */
public final class BookStore implements StateStore, StoredValues<AccountBook>, Listed<AccountRow> {
  private final PackedStore<AccountBook> packed;
  private final Desk desk;
  private final AccountSettings settings;
  private final Supplier<DriftEngine> newEngine;
  private final Deadlines deadlines = new Deadlines();
  private final AccountRows rows = new AccountRows();
  private final Map<String, AccountBook> unpacked;
  private final TickAnswers answers;
  private DriftEngine engine;
  private @Nullable BoardFence fence;
  private Runnable boardFollower = () -> {};

  BookStore(
      PackedStore<AccountBook> packed,
      Boards boards,
      AccountSettings settings,
      Supplier<DriftEngine> newEngine,
      int unpackedBooks,
      Consumer<Duration> answers) {
    this.packed = packed;
    this.desk = new Desk(boards, settings);
    this.settings = settings;
    this.newEngine = newEngine;
    this.engine = newEngine.get();
    this.unpacked = new NewestUsed(unpackedBooks);
    this.answers = new TickAnswers(answers, rows::isJudged, InstantSource.system());
  }

  /**
   * Makes the store of that name.
   *
   * @param unpackedBooks how many books a task keeps unpacked, those used last; further ones are
   *     unpacked again when they are needed
   * @param answers is told how long after its price an event was said
   */
  public static StoreBuilder<BookStore> named(
      StoreBuilder<PackedStore<AccountBook>> packed,
      Boards boards,
      AccountSettings settings,
      Supplier<DriftEngine> newEngine,
      int unpackedBooks,
      Consumer<Duration> answers) {
    return new BookStoreBuilder(packed, boards, settings, newEngine, unpackedBooks, answers);
  }

  /**
   * The account's book, for the task's own thread; one that was never heard of has an empty one.
   */
  public AccountBook book(String accountId) {
    var known = unpacked.get(accountId);
    if (known != null) {
      return known;
    }
    var stored = packed.get(accountId);
    var book = stored == null ? AccountBook.unknown(accountId) : stored;
    unpacked.put(accountId, book);
    return book;
  }

  /** Whether anything was ever heard of the account. */
  public boolean isKnown(String accountId) {
    return packed.holds(accountId);
  }

  /** Keeps the book, unless it is the one that is kept already. */
  void put(AccountBook book) {
    var accountId = book.accountId();
    if (unpacked.put(accountId, book) != book) {
      packed.put(accountId, book);
      rows.put(book);
      deadlines.set(accountId, io.evenkeel.core.account.Deadlines.next(book, settings));
      fence().decided();
    }
  }

  /**
   * Builds again what is not logged, after the books were restored, taken over or moved here.
   * Nobody knows what changed meanwhile, so every account is to be judged.
   */
  public void rebuild() {
    unpacked.clear();
    deadlines.clear();
    rows.clear();
    answers.clear();
    engine = newEngine.get();
    packed.forEach(
        book -> {
          engine.mark(book.accountId());
          rows.put(book);
          deadlines.set(book.accountId(), io.evenkeel.core.account.Deadlines.next(book, settings));
        });
  }

  /** The account was judged; {@code null} where it is not monitored. */
  void judged(String accountId, @Nullable Judgement judgement, Instant at) {
    rows.judged(accountId, judgement, at);
  }

  @Override
  public Collection<AccountRow> rows() {
    return rows.all();
  }

  /** The first rows that a query finds, and how many there are; for any thread. */
  public AccountPage page(AccountQuery query) {
    return rows.page(query);
  }

  /** What makes desk and engine hear of everything that the boards know. */
  public void followBoardsWith(Runnable follower) {
    boardFollower = follower;
  }

  /** Has desk and engine hear of it, so that a decision rests on the boards as they are now. */
  void followBoards() {
    boardFollower.run();
  }

  /** The fence that the task came with. */
  public void fenceWith(BoardFence given) {
    closeFence();
    fence = given;
  }

  public BoardFence fence() {
    return requireNonNull(fence, "a task is given its fence before any record");
  }

  private void closeFence() {
    if (fence != null) {
      fence.close();
    }
  }

  /** How long after their prices events are said. */
  public TickAnswers answers() {
    return answers;
  }

  public Desk desk() {
    return desk;
  }

  public DriftEngine engine() {
    return engine;
  }

  public Deadlines deadlines() {
    return deadlines;
  }

  @Override
  public @Nullable AccountBook get(String accountId) {
    return packed.get(accountId);
  }

  @Override
  public void forEach(Consumer<AccountBook> action) {
    packed.forEach(action);
  }

  @Override
  public long entries() {
    return packed.entries();
  }

  @Override
  public OptionalLong bytesInMemory() {
    return packed.bytesInMemory();
  }

  @Override
  public void forEachWithPrefix(String prefix, Consumer<AccountBook> action) {
    packed.forEachWithPrefix(prefix, action);
  }

  @Override
  public String name() {
    return packed.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    packed.init(context, root);
  }

  @Override
  public void close() {
    closeFence();
    packed.close();
  }

  @Override
  public boolean persistent() {
    return packed.persistent();
  }

  @Override
  public boolean isOpen() {
    return packed.isOpen();
  }

  /** Forgets the book that was not used for longest once there are too many. */
  private static final class NewestUsed extends LinkedHashMap<String, AccountBook> {
    private static final long serialVersionUID = 1L;
    private final int limit;

    NewestUsed(int limit) {
      super(256, 0.75f, true);
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, AccountBook> eldest) {
      return size() > limit;
    }
  }
}
