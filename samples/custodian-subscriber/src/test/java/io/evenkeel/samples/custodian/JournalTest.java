package io.evenkeel.samples.custodian;

import static io.evenkeel.samples.custodian.Records.NOW;
import static io.evenkeel.samples.custodian.Records.batch;
import static io.evenkeel.samples.custodian.Records.buy;
import static io.evenkeel.samples.custodian.Records.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.ApprovedTradeBatch;
import io.evenkeel.schemas.ExecutionResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The journal")
class JournalTest {
  @TempDir Path directory;

  private List<SpecificRecord> entries() {
    var entries = new ArrayList<SpecificRecord>();
    Journal.open(directory, entries::add).close();
    return entries;
  }

  private static ExecutionResult fill() {
    var batch = batch("B-1", sell("S"));
    var trade =
        new Market.Traded("S", 1, new BigDecimal("10"), new BigDecimal("60.25"), Records.NOW);
    return Answers.traded(batch, batch.getOrders().get(0), trade, BigDecimal.ZERO);
  }

  private void write(SpecificRecord... entries) {
    try (var journal = Journal.open(directory, entry -> {})) {
      for (var entry : entries) {
        journal.write(entry);
      }
      journal.force();
    }
  }

  @Test
  void givesBackWhatWasReadAndSaidInItsOrderOverSeveralStarts() {
    write(batch("B-1", sell("S"), buy("B")));
    write(fill());

    var entries = entries();

    assertThat(entries).hasSize(2);
    var batch = (ApprovedTradeBatch) entries.get(0);
    assertThat(batch.getExecuteBy()).isEqualTo(Records.EXECUTE_BY);
    assertThat(batch.getOrders().get(1).getQuantity()).isEqualTo(Records.TEN);
    var fill = (ExecutionResult) entries.get(1);
    assertThat(fill.getPrice()).isEqualByComparingTo("60.25");
    assertThat(fill.getAt()).isEqualTo(NOW);
    assertThat(fill.getTradeDate()).isEqualTo("2026-11-20");
    assertThat(fill.getReason()).isNull();
  }

  @Test
  void leavesOutWhatAPowerCutLeftHalfWritten() throws IOException {
    write(batch("B-1", sell("S")));
    write(fill());
    cut(directory.resolve("journal-000002.avro"), 20);

    assertThat(entries()).hasSize(1).first().isInstanceOf(ApprovedTradeBatch.class);
  }

  @Test
  void leavesOutAFileThatAPowerCutLeftWithoutItsHead() throws IOException {
    write(batch("B-1", sell("S")));
    Files.write(directory.resolve("journal-000002.avro"), new byte[] {'O', 'b'});

    assertThat(entries()).hasSize(1);
    assertThat(entries()).as("and goes on in another").hasSize(1);
  }

  @Test
  void remembersHowManyAnswersAreWithKafka() {
    try (var journal = Journal.open(directory, entry -> {})) {
      assertThat(journal.delivered()).isZero();
      journal.delivered(7);
      journal.delivered(8);
    }
    try (var journal = Journal.open(directory, entry -> {})) {
      assertThat(journal.delivered()).isEqualTo(8);
    }
  }

  private static void cut(Path file, int bytes) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - bytes);
    }
  }
}
