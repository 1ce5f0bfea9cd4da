package io.evenkeel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An endpoint")
class EndpointTest {
  private static final List<Secret> SECRETS =
      Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://crm.example.com/evenkeel?tenant=7",
        "HTTPS://crm.example.com:8443/",
        "http://localhost:9000/hook",
        "http://127.0.0.1:9000/",
        "http://127.1.2.3/",
        "http://[::1]:9000/"
      })
  void isReachedOverTlsOrOnLoopback(String url) {
    assertThat(Endpoint.address(url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://crm.example.com/",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "http://10.0.0.7/",
        "ftp://crm.example.com/",
        "https:///nowhere",
        "crm.example.com",
        "https://user:word@crm.example.com/",
        "https://crm.example.com/#part",
        "https://crm.example.com/a b",
        ""
      })
  void isRefusedAtAnyOtherAddressWithoutSayingWhich(String url) {
    assertThatThrownBy(() -> Endpoint.address(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("such as https://crm.example.com/evenkeel")
        .message()
        .doesNotContain("word");
  }

  @Test
  void isRefusedWithoutASecret() {
    var url = Endpoint.address("https://crm.example.com/");

    assertThatThrownBy(() -> new Endpoint("crm", url, List.of())).hasMessageContaining("secret");
  }

  @Test
  void isCalledByItsNameSinceItsAddressMayHoldASecret() {
    var endpoint =
        new Endpoint("crm", Endpoint.address("https://hooks.example.com/T0K3N"), SECRETS);

    assertThat(endpoint).hasToString("endpoint crm");
    assertThatThrownBy(() -> new Endpoint("a b", endpoint.url(), SECRETS))
        .hasMessageContaining("letters, digits");
  }
}
