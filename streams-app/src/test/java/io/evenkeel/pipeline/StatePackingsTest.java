package io.evenkeel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.approval.ReleaseState;
import io.evenkeel.core.approval.ReleasedBatch;
import io.evenkeel.core.approval.RequestAccountState;
import io.evenkeel.core.approval.RequestState;
import io.evenkeel.core.audit.AuditHead;
import io.evenkeel.core.limits.AccountUse;
import io.evenkeel.core.limits.LimitHalt;
import io.evenkeel.core.limits.Spending;
import io.evenkeel.core.limits.WaitingRelease;
import io.evenkeel.pipeline.market.Fence;
import io.evenkeel.pipeline.state.EarlierSchemas;
import io.evenkeel.pipeline.state.Packing;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The schemas of what is kept")
class StatePackingsTest {
  static final Map<Class<?>, Packing<?>> KEPT =
      Map.ofEntries(
          Map.entry(AccountBook.class, StatePackings.BOOKS),
          Map.entry(Fence.class, StatePackings.FENCES),
          Map.entry(RequestState.class, StatePackings.REQUESTS),
          Map.entry(RequestAccountState.class, StatePackings.REQUEST_ACCOUNTS),
          Map.entry(ReleaseState.class, StatePackings.RELEASE_NUMBERS),
          Map.entry(ReleasedBatch.class, StatePackings.RELEASED_BATCHES),
          Map.entry(Spending.class, StatePackings.RELEASE_SPENDING),
          Map.entry(AccountUse.class, StatePackings.RELEASE_ACCOUNTS),
          Map.entry(LimitHalt.class, StatePackings.RELEASE_HALTS),
          Map.entry(WaitingRelease.class, StatePackings.RELEASE_WAITING),
          Map.entry(AuditHead.class, StatePackings.AUDIT_HEADS));

  static Stream<Class<?>> kept() {
    return KEPT.keySet().stream();
  }

  /**
   * Fails when a record of the core changes, so that nobody forgets what running instances have
   * kept. Add the schema that the message shows as the next file; never change an earlier one that
   * was released.
   */
  @ParameterizedTest
  @MethodSource("kept")
  void areWrittenDownWithTheNewestLast(Class<?> type) {
    var written = EarlierSchemas.of(type);
    var now = KEPT.get(type).schema();

    assertThat(written.stream().map(SchemaNormalization::parsingFingerprint64))
        .as(
            "add src/main/resources/state-schemas/%s-%d.avsc:%n%s",
            type.getSimpleName(), written.size() + 1, now.toString(true))
        .endsWith(SchemaNormalization.parsingFingerprint64(now));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void canReadEveryEarlierOne(Class<?> type) {
    var now = KEPT.get(type).schema();

    for (Schema earlier : EarlierSchemas.of(type)) {
      assertThat(SchemaCompatibility.checkReaderWriterCompatibility(now, earlier).getType())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }
}
