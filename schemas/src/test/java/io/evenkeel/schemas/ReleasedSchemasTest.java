package io.evenkeel.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of topics and its releases")
class ReleasedSchemasTest {
  private static final List<String> TOPICS =
      List.of(
          "securities",
          "prices",
          "models",
          "targets",
          "controls",
          "price-holds",
          "corporate-actions",
          "loss-sales",
          "accounts",
          "positions",
          "custodian-positions",
          "restrictions",
          "account-commands",
          "rebalance-commands",
          "market-commands",
          "execution-results",
          "drift-events",
          "account-status",
          "advisories",
          "acrs",
          "cash-movements",
          "trade-proposals",
          "approved-trades",
          "rebalance-history",
          "rebalance-history-accounts",
          "rejections",
          "dead-letters",
          "audit",
          "digests",
          "account-tasks",
          "account-outcomes",
          "releases");

  @Test
  void namesEveryTopicOnce() {
    assertThat(TopicSchemas.all())
        .extracting(TopicSchemas.TopicSchema::topic)
        .containsExactlyElementsOf(TOPICS);
  }

  @Test
  void givesEveryTopicARecordOfItsOwn() {
    assertThat(new HashSet<>(TopicSchemas.all().stream().map(t -> t.schema().getName()).toList()))
        .hasSameSizeAs(TOPICS);
  }

  @Test
  void hasVersionsWithoutGaps() throws IOException {
    var versions = ReleasedSchemas.all().keySet();

    assertThat(versions)
        .isNotEmpty()
        .containsExactlyElementsOf(IntStream.rangeClosed(1, versions.size()).boxed().toList());
  }

  @Test
  void hasEveryTopicInItsNewestRelease() throws IOException {
    var releases = ReleasedSchemas.all();

    assertThat(releases.get(releases.lastKey()).keySet())
        .containsExactlyInAnyOrderElementsOf(TOPICS);
  }

  @Test
  void sharesOneSubjectAmongAllCustodians() {
    assertThat(TopicSchemas.of("approved-trades.SCHWAB").subject())
        .isEqualTo(TopicSchemas.of("approved-trades").subject())
        .isEqualTo("approved-trades-value");
  }

  @Test
  void givesNoCustodianATopicThatAllShare() {
    assertThatThrownBy(() -> TopicSchemas.of("prices.SCHWAB"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("there is no topic prices.SCHWAB");
  }
}
