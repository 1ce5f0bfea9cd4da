package io.evenkeel.pipeline.runtime;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.AccountSettings;
import io.evenkeel.core.account.AccountStatusReport;
import io.evenkeel.core.account.AcrExplanation;
import io.evenkeel.core.account.Desk;
import io.evenkeel.core.account.Look;
import io.evenkeel.core.account.Monitoring;
import io.evenkeel.core.approval.Request;
import io.evenkeel.core.approval.RequestAccountState;
import io.evenkeel.core.approval.RequestState;
import io.evenkeel.core.market.Boards;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.state.StoredValues;
import io.evenkeel.pipeline.state.StoredValuesType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;

/**
 * What other threads may read of the tasks of this instance. Under exactly once it may be a few
 * milliseconds ahead of what is committed; it is never written.
 *
 * <p>Every method throws {@link org.apache.kafka.streams.errors.InvalidStateStoreException} while
 * tasks move: ask again shortly.
 */
public final class PipelineQueries {
  private final KafkaStreams streams;
  private final Boards boards;
  private final AccountSettings settings;

  PipelineQueries(KafkaStreams streams, Boards boards, AccountSettings settings) {
    this.streams = streams;
    this.boards = boards;
    this.settings = settings;
  }

  /** The boards of this instance. */
  public Boards boards() {
    return boards;
  }

  /** The book of an account that a task of this instance has. */
  public Optional<AccountBook> account(String accountId) {
    return Optional.ofNullable(this.<AccountBook>store(Topics.BOOK_STORE).get(accountId));
  }

  /** The account as it stands now, on the newest prices. */
  public Optional<Look> look(String accountId, Instant now) {
    return account(accountId)
        .map(book -> Monitoring.look(book, new Desk(boards, settings).at(now)));
  }

  /** Whether an ACR of one of its sleeves would build trades now. */
  public Optional<AcrExplanation> explainAcr(String accountId, String modelId, Instant now) {
    return account(accountId)
        .map(book -> AcrExplanation.of(book, modelId, new Desk(boards, settings).at(now)));
  }

  /** Calls with the status of every account of this instance that stands in the queue. */
  public void forEachQueued(Consumer<AccountStatusReport> action) {
    this.<AccountBook>store(Topics.BOOK_STORE)
        .forEach(
            book -> {
              var report = book.reported();
              if (report != null && report.stage() != null) {
                action.accept(report);
              }
            });
  }

  /** Calls with the book of every account of this instance. */
  public void forEachAccount(Consumer<AccountBook> action) {
    this.<AccountBook>store(Topics.BOOK_STORE).forEach(action);
  }

  /** A request that a task of this instance has. */
  public Optional<Request> request(String requestId) {
    return Optional.ofNullable(this.<RequestState>store(Topics.REQUEST_STORE).get(requestId))
        .map(RequestState::request);
  }

  /** Its accounts, in the order of their ids. */
  public List<RequestAccountState> accountsOf(String requestId) {
    var rows = new ArrayList<RequestAccountState>();
    this.<RequestAccountState>store(Topics.HISTORY_STORE)
        .forEachWithPrefix(
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
    return streams.queryMetadataForKey(Topics.BOOK_STORE, accountId, new StringSerializer());
  }

  /** Which instance has a request. */
  public KeyQueryMetadata whoHasRequest(String requestId) {
    return streams.queryMetadataForKey(Topics.REQUEST_STORE, requestId, new StringSerializer());
  }

  private <T> StoredValues<T> store(String name) {
    return streams.store(StoreQueryParameters.fromNameAndType(name, new StoredValuesType<T>()));
  }
}
