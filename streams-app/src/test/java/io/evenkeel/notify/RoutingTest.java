package io.evenkeel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who is told")
class RoutingTest {
  private static final Routing ROUTING =
      new Routing(
          Map.of("ACME/ANN", "ann", "ACME/QUIET", "off"),
          Map.of("ACME", "acme", "SILENT", "off"),
          "hub");

  @Test
  void isTheAdvisorsEndpointThenTheFirmsThenTheDefaultOne() {
    assertThat(ROUTING.endpointOf("ACME", "ANN")).contains("ann");
    assertThat(ROUTING.endpointOf("ACME", "BEN")).contains("acme");
    assertThat(ROUTING.endpointOf("OTHER", "BEN")).contains("hub");
  }

  @Test
  void isNobodyOfAnotherFirmsAdvisorOfTheSameName() {
    assertThat(ROUTING.endpointOf("OTHER", "ANN")).contains("hub");
    assertThat(new Routing(ROUTING.advisors(), Map.of(), null).endpointOf("OTHER", "ANN"))
        .isEmpty();
  }

  @Test
  void isNobodyWhereThatIsWritten() {
    assertThat(ROUTING.endpointOf("ACME", "QUIET")).isEmpty();
    assertThat(ROUTING.endpointOf("SILENT", "ANN")).isEmpty();
  }

  @Test
  void ofASecurityIsTheDefaultEndpoint() {
    assertThat(ROUTING.endpointOf(null, null)).contains("hub");
    assertThat(new Routing(Map.of(), Map.of("ACME", "acme"), null).endpointOf(null, null))
        .isEmpty();
  }
}
