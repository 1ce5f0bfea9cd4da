package io.evenkeel.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The rows of a request")
class RequestPartitionerTest {
  @ParameterizedTest
  @ValueSource(strings = {"R-1", "R-2", "region/R-3", "ein längerer Name"})
  void lieWhereTheRequestItselfLies(String requestId) {
    var expected = Utils.toPositive(Utils.murmur2(requestId.getBytes(UTF_8))) % 48;

    assertThat(
            new RequestPartitioner<String>()
                .partitions("rebalance-history-accounts", requestId + "/A-1", "row", 48))
        .contains(Set.of(expected));
  }
}
