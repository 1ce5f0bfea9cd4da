package io.evenkeel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.Publisher;
import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.AccountType;
import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecType;
import io.evenkeel.schemas.ExecutionResult;
import io.evenkeel.schemas.HistoryResult;
import io.evenkeel.schemas.RebalanceHistory;
import io.evenkeel.wireformat.AvroSerdes;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An advisor who thinks again")
class SecondThoughtsTest {
  private static final AvroSerdes SERDES = AvroSerdes.inMemory("second-thoughts");

  private final BookFile book = book();
  private final Engagements engagements = new Engagements();
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final SecondThoughts thoughts =
      new SecondThoughts(
          new Publisher(
              new TopicNames("", List.of("SCHWAB")),
              producer,
              SERDES.serializer(SpecificRecord.class)),
          List.of("A-1", "A-2"),
          engagements);

  @Test
  void choosesTwoAccountsThatDoNotBorrowAndDoNotWaitForTheSplit() {
    assertThat(SecondThoughts.accounts(book))
        .hasSize(2)
        .allSatisfy(
            id -> {
              assertThat(book.accounts().get(id).getType()).isEqualTo(AccountType.CASH);
              assertThat(SplitPlay.isHeldIn(book, id)).isFalse();
              assertThat(holdings(id)).isGreaterThan(1);
            });
  }

  @Test
  void choosesNoClientsOfTheStory() {
    assertThat(Clientele.others(book)).containsAll(SecondThoughts.accounts(book));
  }

  @Test
  void cancelsTheBatchOnceSomethingOfItIsDone() {
    takes(batch(SecondThoughts.TO_CANCEL));
    takes(result(ExecType.ACK));
    assertThat(commands()).isEmpty();

    takes(result(ExecType.FILL));
    takes(result(ExecType.FILL));

    assertThat(commands()).hasSize(1);
    assertThat(commands().get(0).getType()).isEqualTo(AccountCommandType.CANCEL_BATCH);
    assertThat(commands().get(0).getCancelBatch().getBatchId()).isEqualTo("B-1");
  }

  @Test
  void cancelsItAlsoWhereTheResultIsReadBeforeTheBatch() {
    takes(result(ExecType.PARTIAL));

    takes(batch(SecondThoughts.TO_CANCEL));

    assertThat(commands()).hasSize(1);
  }

  @Test
  void hasTheOtherReplacedAndIsDoneOnceThatIsOut() {
    engagements.begin(List.of("A-1", "A-2"));
    takes(batch(SecondThoughts.TO_REPLACE));
    takes(result(ExecType.FILL));

    assertThat(commands().get(0).getType()).isEqualTo(AccountCommandType.REPLACE_BATCH);
    assertThat(engagements.isFree("A-1")).isFalse();
    takes(ended(SecondThoughts.TO_REPLACE));
    assertThat(engagements.isFree("A-1")).isFalse();
    takes(ended(SecondThoughts.REPLACED));
    assertThat(engagements.isFree("A-1")).isTrue();
  }

  @Test
  void leavesEveryOtherBatchAlone() {
    takes(batch("R-1"));
    takes(result(ExecType.FILL));

    assertThat(commands()).isEmpty();
  }

  private void takes(SpecificRecord record) {
    thoughts.take("a topic", "A-1", record);
  }

  private static ApprovedTradeBatch batch(String requestId) {
    var batch = Batches.of("B-1", 3);
    batch.setRequestId(requestId);
    return batch;
  }

  private static ExecutionResult result(ExecType type) {
    return ExecutionResult.newBuilder()
        .setExecutionId("E-" + type)
        .setExecType(type)
        .setBatchId("B-1")
        .setAt(Batches.AT)
        .build();
  }

  private static RebalanceHistory ended(String requestId) {
    var request = new RebalanceHistory();
    request.setRequestId(requestId);
    request.setResult(HistoryResult.COMPLETE);
    return request;
  }

  private List<AccountCommand> commands() {
    return producer.history().stream()
        .map(
            sent ->
                SERDES.deserializer(AccountCommand.class).deserialize(sent.topic(), sent.value()))
        .toList();
  }

  private int holdings(String accountId) {
    return book.positions().get(accountId).getSleeves().stream()
        .mapToInt(sleeve -> sleeve.getHoldings().size())
        .sum();
  }

  private static BookFile book() {
    try {
      return new DemoBook(Universe.load(), 42, 200, Instant.EPOCH).write(new StringBuilder());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
