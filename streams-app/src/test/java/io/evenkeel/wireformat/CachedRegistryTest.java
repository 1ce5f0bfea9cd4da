package io.evenkeel.wireformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a registry has said")
class CachedRegistryTest {
  private static final Schema TEXT = Schema.create(Schema.Type.STRING);
  private static final int ID = 7;

  private final LastPoll consumer = new LastPoll();
  private final Counting asked = new Counting();
  private final SchemaRegistry registry = new CachedRegistry(asked);

  @AfterEach
  void thisThreadReadsNothingMore() {
    consumer.close();
  }

  @Test
  void isNotAskedAgainForRecordsThatWereThereWhenItDidNotKnowTheId() {
    polled();

    assertUnknown();
    assertUnknown();
    assertUnknown();

    assertThat(asked.times).isEqualTo(1);
  }

  @Test
  void isAskedAgainForRecordsThatCameLater() {
    polled();
    assertUnknown();
    asked.knows.put(ID, TEXT);
    assertUnknown();

    polled();

    assertThat(registry.schema(ID)).isEqualTo(TEXT);
    assertThat(asked.times).isEqualTo(2);
  }

  @Test
  void isAskedEachTimeByWhoeverDoesNotReadFromTopics() {
    assertUnknown();
    asked.knows.put(ID, TEXT);

    assertThat(registry.schema(ID)).isEqualTo(TEXT);
  }

  @Test
  void isRememberedForOneIdAndNotForAnother() {
    polled();
    assertUnknown();
    asked.knows.put(ID + 1, TEXT);

    assertThat(registry.schema(ID + 1)).isEqualTo(TEXT);
  }

  @Test
  void isForgottenRatherThanKeptWithoutEnd() {
    polled();
    assertUnknown();
    for (var other = 100; other < 2_100; other++) {
      var id = other;
      assertThatThrownBy(() -> registry.schema(id)).isInstanceOf(UnreadableRecordException.class);
    }
    var before = asked.times;

    assertUnknown();

    assertThat(asked.times).isEqualTo(before + 1);
  }

  private void polled() {
    consumer.onConsume(ConsumerRecords.empty());
  }

  private void assertUnknown() {
    assertThatThrownBy(() -> registry.schema(ID))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class, e -> assertThat(e.isUnknownSchema()).isTrue())
        .hasMessage("Schema id 7 is unknown to the registry (a test).");
  }

  /** Knows what it is told, and counts the questions. */
  private static final class Counting implements SchemaRegistry {
    final Map<Integer, Schema> knows = new HashMap<>();
    int times;

    @Override
    public Schema schema(int id) {
      times++;
      var known = knows.get(id);
      if (known == null) {
        throw Refusals.unknownId(id, "a test");
      }
      return known;
    }

    @Override
    public int register(String subject, Schema schema) {
      throw new UnsupportedOperationException(subject);
    }

    @Override
    public int idOf(String subject, Schema schema) {
      throw new UnsupportedOperationException(subject);
    }

    @Override
    public Latest latest(String subject) {
      throw new UnsupportedOperationException(subject);
    }
  }
}
