package io.evenkeel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A secret")
class SecretTest {
  @ParameterizedTest
  @ValueSource(ints = {24, 32, 64})
  void hasFrom24To64Bytes(int bytes) {
    assertThat(Secret.parse(written(bytes))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 65})
  void isRefusedWithFewerOrMore(int bytes) {
    assertThatThrownBy(() -> Secret.parse(written(bytes))).hasMessageContaining("24 to 64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_***", "whsk_MfKQ9r8G"})
  void isRefusedInAnyOtherForm(String text) {
    assertThatThrownBy(() -> Secret.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mayStandBesideTheOneThatItFollows() {
    assertThat(Secret.parse(written(24) + "\n" + written(32) + "\n")).hasSize(2);
    assertThatThrownBy(() -> Secret.parse(String.join(" ", written(24), written(25), written(26))))
        .hasMessageContaining("the new one and the old one");
  }

  @Test
  void isNeverShown() {
    var text = written(24);

    assertThat(Secret.parse(text).get(0)).hasToString("Secret[***]");
    assertThatThrownBy(() -> Secret.parse(text + "!"))
        .message()
        .doesNotContain(text.substring("whsec_".length()));
  }

  private static String written(int bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
  }
}
