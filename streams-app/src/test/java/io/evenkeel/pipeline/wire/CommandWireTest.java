package io.evenkeel.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.schemas.AccountCommand;
import io.evenkeel.schemas.AccountCommandType;
import io.evenkeel.schemas.CancelRequest;
import io.evenkeel.schemas.RebalanceCommand;
import io.evenkeel.schemas.RebalanceCommandType;
import io.evenkeel.schemas.RemoveTarget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A command as it came")
class CommandWireTest {
  private static final Instant AT = Instant.parse("2026-11-20T17:00:00Z");

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void ofNoFirmIsReadAllTheSame(@Nullable String firm) {
    assertThat(AccountCommandWire.read("A-1", account(firm)).firmId()).isNull();
    assertThat(RequestCommandWire.read("R-1", request(firm), AT).header().firmId()).isNull();
  }

  @Test
  void keepsItsFirm() {
    assertThat(AccountCommandWire.read("A-1", account("F-1")).firmId()).isEqualTo("F-1");
    assertThat(RequestCommandWire.read("R-1", request("F-1"), AT).header().firmId())
        .isEqualTo("F-1");
  }

  private static AccountCommand account(@Nullable String firm) {
    return AccountCommand.newBuilder()
        .setCommandId("C-1")
        .setType(AccountCommandType.REMOVE_TARGET)
        .setSentBy("someone")
        .setSentAt(AT)
        .setFirmId(firm)
        .setRemoveTarget(new RemoveTarget())
        .build();
  }

  private static RebalanceCommand request(@Nullable String firm) {
    return RebalanceCommand.newBuilder()
        .setCommandId("C-1")
        .setType(RebalanceCommandType.CANCEL)
        .setSentBy("someone")
        .setSentAt(AT)
        .setFirmId(firm)
        .setCancel(new CancelRequest())
        .build();
  }
}
