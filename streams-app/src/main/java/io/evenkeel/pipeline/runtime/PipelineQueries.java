package io.evenkeel.pipeline.runtime;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.account.AcrExplanation;
import io.evenkeel.core.account.Desk;
import io.evenkeel.core.account.Look;
import io.evenkeel.core.account.Monitoring;
import io.evenkeel.core.account.RebalancePreview;
import io.evenkeel.core.approval.Request;
import io.evenkeel.core.approval.RequestAccountState;
import io.evenkeel.core.approval.RequestState;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.account.AccountPage;
import io.evenkeel.pipeline.account.AccountQuery;
import io.evenkeel.pipeline.account.AccountRow;
import io.evenkeel.pipeline.account.BookStore;
import io.evenkeel.pipeline.market.BoardsView;
import io.evenkeel.pipeline.market.ReleaseCommandAnswer;
import io.evenkeel.pipeline.state.Listed;
import io.evenkeel.pipeline.state.StoredValues;
import io.evenkeel.pipeline.state.StoredValuesType;
import io.evenkeel.pipeline.state.TaskStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsStoppedException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What other threads may read of the tasks of this instance. Under exactly once it may be a few
 * milliseconds ahead of what is committed; it is never written.
 *
 * <p>Every method throws {@link org.apache.kafka.streams.errors.InvalidStateStoreException} while
 * tasks move: ask again shortly.
 */
public final class PipelineQueries {
  /** Stores whose size is worth knowing: those that grow with accounts or with time. */
  private static final List<String> SIZED =
      List.of(
          Topics.BOOK_STORE,
          Topics.REQUEST_STORE,
          Topics.HISTORY_STORE,
          Topics.RELEASED_BATCH_STORE);

  /** What RocksDB says of a store's files and of what is not in files yet. */
  private static final Set<String> DISK_SIZES =
      Set.of("total-sst-files-size", "size-all-mem-tables");

  private final KafkaStreams streams;
  private final BoardsView boards;
  private final AccountSettings settings;
  private final Map<String, Inputs> inputs;

  /**
   * What the tasks that have a store read.
   *
   * @param topic one of their inputs
   * @param partitions of it
   */
  record Inputs(String topic, int partitions) {}

  /**
   * @param inputs by the name of the store
   */
  PipelineQueries(
      KafkaStreams streams,
      BoardsView boards,
      AccountSettings settings,
      Map<String, Inputs> inputs) {
    this.streams = streams;
    this.boards = boards;
    this.settings = settings;
    this.inputs = Map.copyOf(inputs);
  }

  /** The boards of this instance. */
  public BoardsView boards() {
    return boards;
  }

  /** The book of an account that a task of this instance has. */
  public Optional<AccountBook> account(String accountId) {
    return Optional.ofNullable(this.<AccountBook>store(Topics.BOOK_STORE).get(accountId));
  }

  /** The account as it stands now, on the newest prices. */
  public Optional<Look> look(String accountId, Instant now) {
    return account(accountId).map(book -> look(book, now));
  }

  /** Whether an ACR of one of its sleeves would build trades now. */
  public AcrExplanation explainAcr(AccountBook book, String modelId, Instant now) {
    return AcrExplanation.of(book, modelId, new Desk(boards, settings).at(now));
  }

  /** The account's book where a standby task of this instance may have it, a little old. */
  public Optional<AccountBook> copyOfAccount(String accountId) {
    return Optional.ofNullable(this.<AccountBook>copies(Topics.BOOK_STORE).get(accountId));
  }

  /** What building a rebalance of the account now would come to. */
  public RebalancePreview preview(AccountBook book, TradeLogic logic, Instant now) {
    return RebalancePreview.of(book, logic, new Desk(boards, settings).at(now));
  }

  /** The look at a book that was read before. */
  public Look look(AccountBook book, Instant now) {
    return Monitoring.look(book, new Desk(boards, settings).at(now));
  }

  /** A row for every account of the active tasks of this instance, in no order. */
  public Stream<AccountRow> accountRows() {
    return tasks(Topics.BOOK_STORE, BookStore.class).flatMap(task -> task.rows().stream());
  }

  /** The accounts that a query finds, of the active tasks of this instance. */
  public AccountPage accounts(AccountQuery query) {
    return tasks(Topics.BOOK_STORE, BookStore.class)
        .map(task -> task.page(query))
        .reduce(AccountPage.none(), AccountPage::and);
  }

  /** Every request of the active tasks of this instance, in no order. */
  public Stream<Request> requests() {
    return tasks(Topics.REQUEST_STORE, Listed.class)
        .flatMap(task -> task.rows().stream())
        .map(Request.class::cast);
  }

  /** What is remembered under a requestId: the request, and the commands that named it. */
  public Optional<RequestState> requestState(String requestId) {
    return Optional.ofNullable(this.<RequestState>store(Topics.REQUEST_STORE).get(requestId));
  }

  /** The same where a standby task of this instance may have it, a little old. */
  public Optional<RequestState> copyOfRequestState(String requestId) {
    return Optional.ofNullable(this.<RequestState>copies(Topics.REQUEST_STORE).get(requestId));
  }

  /** A request that a task of this instance has. */
  public Optional<Request> request(String requestId) {
    return requestState(requestId).map(RequestState::request);
  }

  /** Its accounts, in the order of their ids. */
  public List<RequestAccountState> accountsOf(String requestId) {
    return accountsOf(requestId, this.<RequestAccountState>store(Topics.HISTORY_STORE));
  }

  /** The same where a standby task of this instance may have them, a little old. */
  public List<RequestAccountState> copiesOfAccountsOf(String requestId) {
    return accountsOf(requestId, this.<RequestAccountState>copies(Topics.HISTORY_STORE));
  }

  private static List<RequestAccountState> accountsOf(
      String requestId, StoredValues<RequestAccountState> store) {
    var rows = new ArrayList<RequestAccountState>();
    store.forEachWithPrefix(
        requestId + "/",
        row -> {
          if (row.requestId().equals(requestId)) {
            rows.add(row);
          }
        });
    return rows;
  }

  /** Which instance has an account. */
  public KeyQueryMetadata whoHasAccount(String accountId) {
    return owner(Topics.BOOK_STORE, accountId);
  }

  /** Which instance has a request. */
  public KeyQueryMetadata whoHasRequest(String requestId) {
    return owner(Topics.REQUEST_STORE, requestId);
  }

  /** Which instance answers market commands about a security. */
  public KeyQueryMetadata whoAnswersFor(String securityId) {
    return owner(Topics.MARKET_STORE, securityId);
  }

  /** How a command that releases a price was answered; empty where nobody remembers it. */
  public Optional<ReleaseCommandAnswer> answerToRelease(String securityId, String commandId) {
    ReadOnlyKeyValueStore<String, byte[]> store =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                Topics.MARKET_STORE, QueryableStoreTypes.keyValueStore()));
    return ReleaseCommandAnswer.in(store::get, securityId, commandId);
  }

  /**
   * How many values the active tasks of this instance have, by the name of the store; about so many
   * where it is on disk. A store that none of them has, or whose tasks move, is left out.
   */
  public Map<String, Long> storeEntries() {
    var entries = new LinkedHashMap<String, Long>();
    for (var name : SIZED) {
      try {
        entries.put(name, this.<Object>store(name).entries());
      } catch (InvalidStateStoreException e) {
        // They are being moved, and counted where they arrive.
      }
    }
    return entries;
  }

  /**
   * What the same stores take in bytes, by name: the keys and values of those in memory, counted by
   * going through them; the files and tables of those on disk, as RocksDB gives them.
   */
  public Map<String, Long> storeBytes() {
    var bytes = new LinkedHashMap<String, Long>();
    for (var name : SIZED) {
      try {
        bytes.put(name, this.<Object>store(name).bytesInMemory().orElseGet(() -> onDisk(name)));
      } catch (InvalidStateStoreException e) {
        // They are being moved, and counted where they arrive.
      }
    }
    return bytes;
  }

  /** Of the active tasks, as the entries are. */
  private long onDisk(String storeName) {
    var active =
        streams.metadataForLocalThreads().stream()
            .flatMap(thread -> thread.activeTasks().stream())
            .map(task -> task.taskId().toString())
            .collect(Collectors.toSet());
    return streams.metrics().values().stream()
        .filter(m -> DISK_SIZES.contains(m.metricName().name()))
        .filter(m -> storeName.equals(m.metricName().tags().get("rocksdb-state-id")))
        .filter(m -> active.contains(m.metricName().tags().get("task-id")))
        .mapToLong(m -> m.metricValue() instanceof Number number ? number.longValue() : 0)
        .sum();
  }

  /** Every instance that has tasks with such a store, with what it has. */
  public Collection<StreamsMetadata> instancesWith(String storeName) {
    return whileRunning(() -> streams.streamsMetadataForStore(storeName));
  }

  /** Says so where no instance has some of the tasks that have such a store. */
  public Optional<String> partitionsWithoutOwner(String storeName) {
    var read = inputs.get(storeName);
    if (read == null) {
      return Optional.empty();
    }
    var owned =
        instances().stream()
            .flatMap(instance -> instance.topicPartitions().stream())
            .filter(partition -> partition.topic().equals(read.topic()))
            .distinct()
            .count();
    return owned >= read.partitions()
        ? Optional.empty()
        : Optional.of(
            "%d of %d partitions are with no instance at the moment; their rows are not shown."
                .formatted(read.partitions() - owned, read.partitions()));
  }

  /** Every instance of the application that is known. */
  public Collection<StreamsMetadata> instances() {
    return whileRunning(streams::metadataForAllStreamsClients);
  }

  /**
   * By how many records the copies of a store on this instance are behind, all partitions together.
   * Asks the cluster.
   */
  public long recordsBehind(String storeName) {
    return streams.allLocalStorePartitionLags().getOrDefault(storeName, Map.of()).values().stream()
        .mapToLong(LagInfo::offsetLag)
        .sum();
  }

  private KeyQueryMetadata owner(String storeName, String key) {
    return whileRunning(() -> streams.queryMetadataForKey(storeName, key, new StringSerializer()));
  }

  /** An ending client says so like one whose tasks move. */
  private static <T> T whileRunning(Supplier<T> question) {
    try {
      return question.get();
    } catch (IllegalStateException e) {
      throw new StreamsStoppedException(String.valueOf(e.getMessage()), e);
    }
  }

  private <S> Stream<S> tasks(String name, Class<S> type) {
    return streams
        .store(StoreQueryParameters.fromNameAndType(name, new TaskStores<>(type)))
        .stream();
  }

  private <T> StoredValues<T> copies(String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, new StoredValuesType<T>()).enableStaleStores());
  }

  private <T> StoredValues<T> store(String name) {
    return streams.store(StoreQueryParameters.fromNameAndType(name, new StoredValuesType<T>()));
  }
}
