package io.evenkeel.core.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.approval.RequestAccountState.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The legal transitions are written out a second time here, as "from>to". */
@DisplayName("Of all transitions, only the drawn ones are legal:")
class TransitionsTest {
  private static final Set<String> REQUEST =
      words(
          "LOOKING_UP>BUILDING",
          "BUILDING>PENDING_APPROVAL BUILDING>COMPLETE BUILDING>COMPLETE_WITH_ERRORS",
          "BUILDING>FAILED BUILDING>EXPIRED BUILDING>CANCELED",
          "PENDING_APPROVAL>APPROVING PENDING_APPROVAL>EXPIRED PENDING_APPROVAL>CANCELED",
          "PENDING_APPROVAL>COMPLETE_WITH_ERRORS PENDING_APPROVAL>FAILED",
          "APPROVING>COMPLETE APPROVING>COMPLETE_WITH_ERRORS APPROVING>FAILED",
          "COMPLETE>COMPLETE_WITH_ERRORS COMPLETE>FAILED COMPLETE_WITH_ERRORS>FAILED");

  private static final Set<String> ACCOUNT =
      words(
          "BUILDING>PROPOSED BUILDING>NO_TRADES BUILDING>FAILED BUILDING>EXPIRED",
          "BUILDING>CANCELED PROPOSED>APPROVED PROPOSED>REMOVED PROPOSED>FAILED",
          "PROPOSED>EXPIRED PROPOSED>CANCELED APPROVED>HANDED_OVER APPROVED>FAILED",
          "HANDED_OVER>FAILED PROPOSED>BUILDING");

  private static final Set<String> ACR =
      words(
          "PROPOSED>APPROVED PROPOSED>FAILED PROPOSED>CANCELED PROPOSED>EXPIRED",
          "APPROVED>SUBMITTED APPROVED>FAILED SUBMITTED>COMPLETED SUBMITTED>FAILED",
          "SUBMITTED>CANCELED SUBMITTED>EXPIRED SUBMITTED>REJECTED");

  private static Set<String> words(String... lines) {
    return Arrays.stream(lines)
        .flatMap(line -> Arrays.stream(line.split(" ")))
        .collect(Collectors.toSet());
  }

  private static <E extends Enum<E>> Stream<Arguments> pairs(Class<E> type) {
    var all = List.of(type.getEnumConstants());
    return all.stream()
        .flatMap(from -> all.stream().filter(to -> to != from).map(to -> Arguments.of(from, to)));
  }

  static Stream<Arguments> requestPhases() {
    return pairs(RequestPhase.class);
  }

  static Stream<Arguments> accountStatuses() {
    return pairs(Status.class);
  }

  static Stream<Arguments> acrStates() {
    return pairs(Acr.State.class);
  }

  @ParameterizedTest(name = "a request from {0} to {1}")
  @MethodSource("requestPhases")
  void ofARequest(RequestPhase from, RequestPhase to) {
    if (REQUEST.contains(from + ">" + to)) {
      assertThat(from.to(to)).isEqualTo(to);
    } else {
      assertThatThrownBy(() -> from.to(to))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a request that is %s cannot become %s", from, to);
    }
  }

  @ParameterizedTest(name = "an account from {0} to {1}")
  @MethodSource("accountStatuses")
  void ofAnAccountOfARequest(Status from, Status to) {
    var run = new RequestRun("R-1").send(Samples.submit("A-1"));
    var draft = new Draft(run.state(), run.rows());
    var row = run.row("A-1").to(from, Instant.EPOCH);

    if (ACCOUNT.contains(from + ">" + to)) {
      var before = draft.request().counts().of(to);
      draft.change(row, row.to(to, Instant.EPOCH));
      assertThat(draft.request().counts().of(to)).isEqualTo(before + 1);
    } else {
      assertThatThrownBy(() -> draft.change(row, row.to(to, Instant.EPOCH)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("an account that is %s cannot become %s", from, to);
    }
  }

  @ParameterizedTest(name = "an ACR from {0} to {1}")
  @MethodSource("acrStates")
  void ofAnAcr(Acr.State from, Acr.State to) {
    if (ACR.contains(from + ">" + to)) {
      assertThat(AcrLife.advance(from, to)).isEqualTo(to);
      assertThat(AcrLife.isTerminal(from)).isFalse();
    } else {
      assertThatThrownBy(() -> AcrLife.advance(from, to))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("an ACR that is %s cannot become %s", from, to);
    }
  }
}
