package io.evenkeel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A signature")
class SignatureTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  /** The vector that the reference libraries of Standard Webhooks are tested with. */
  private static final String KNOWN = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void isThatOfStandardWebhooks() {
    assertThat(Signature.header(Secret.parse(SECRET), ID, AT, BODY)).isEqualTo(KNOWN);
  }

  @Test
  void signsTheSecondOfTheAttempt() {
    var secrets = Secret.parse(SECRET);

    assertThat(Signature.header(secrets, ID, AT.plusMillis(999), BODY)).isEqualTo(KNOWN);
    assertThat(Signature.header(secrets, ID, AT.plusSeconds(1), BODY)).isNotEqualTo(KNOWN);
  }

  @Test
  void isMadeWithBothSecretsWhileTheyChange() {
    var both = Signature.header(Secret.parse(OTHER + " " + SECRET), ID, AT, BODY).split(" ");

    assertThat(both).hasSize(2).contains(KNOWN);
    assertThat(both[0]).isEqualTo(Signature.header(Secret.parse(OTHER), ID, AT, BODY));
  }

  @Test
  void refusesAnIdThatCouldBeTakenForAnotherIdAndTime() {
    assertThatThrownBy(() -> Signature.header(Secret.parse(SECRET), "msg.1", AT, BODY))
        .hasMessageContaining("full stop");
  }
}
