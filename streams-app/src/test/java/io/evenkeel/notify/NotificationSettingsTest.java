package io.evenkeel.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The configuration of notifications")
class NotificationSettingsTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLDER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final List<String> CRM =
      List.of(
          "notifications.url.crm=https://crm.example.com/evenkeel",
          "notifications.secret.crm=" + SECRET,
          "notifications.default=crm");

  private static NotificationSettings read(List<String> some, String... more) {
    var all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return NotificationSettings.of(Configuration.defaults().with(all));
  }

  @Test
  void tellsNobodyAnythingByDefault() {
    var defaults = read(List.of());

    assertThat(defaults.isOn()).isFalse();
    assertThat(defaults.endpointOf("ACME", "ANN")).isEmpty();
    assertThat(defaults.digest()).isNull();
  }

  @Test
  void ofOneEndpointIsThreeLines() {
    var settings = read(CRM);

    assertThat(settings.isOn()).isTrue();
    assertThat(settings.endpointOf("ACME", "ANN").orElseThrow().name()).isEqualTo("crm");
    assertThat(settings.types()).containsExactlyInAnyOrder(MessageType.values());
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void takesASecretFromWhereItIsKeptAndTwoWhileItChanges(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("crm"), SECRET + "\n" + OLDER + "\n");

    var settings =
        read(
            List.of(CRM.get(0), CRM.get(2)), "notifications.secret.crm=${file:%s}".formatted(file));

    assertThat(settings.endpoints().get("crm").secrets()).hasSize(2);
  }

  @Test
  void hasNoDefaultSecret() {
    assertThatThrownBy(() -> read(List.of(CRM.get(0), CRM.get(2))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "the endpoint crm has no secret; set notifications.secret.crm=${file:/path} to a file"
                + " that holds one, there is no default");
  }

  @Test
  void saysWhichSecretCannotBeReadAndNeverWhatItIs(@TempDir Path folder) throws Exception {
    var missing = folder.resolve("missing");
    var wrong = Files.writeString(folder.resolve("wrong"), "hunter2hunter2hunter2");
    var route = List.of(CRM.get(0), CRM.get(2));

    assertThatThrownBy(() -> read(route, "notifications.secret.crm=${file:%s}".formatted(missing)))
        .hasMessageStartingWith("notifications.secret.crm refers to the file " + missing);
    for (var secret : List.of("${file:%s}".formatted(wrong), "hunter2hunter2hunter2")) {
      assertThatThrownBy(() -> read(route, "notifications.secret.crm=" + secret))
          .hasMessageStartingWith("notifications.secret.crm=*** cannot be used: it is whsec_")
          .message()
          .doesNotContain("hunter2");
    }
  }

  @Test
  void showsNoAddressThatCannotBeUsedSinceItMayHoldASecret() {
    assertThatThrownBy(() -> read(List.of("notifications.url.crm=http://crm.example.com/T0K3N")))
        .hasMessageStartingWith("notifications.url.crm=*** cannot be used")
        .message()
        .doesNotContain("T0K3N");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notifications.default=crn | notifications.default=crn names no endpoint; the nearest is"
            + " crm",
        "notifications.firm.ACME=cmr | notifications.firm.ACME=cmr names no endpoint; the nearest"
            + " is crm",
        "notifications.advisor.ANN=crm | notifications.advisor.ANN names no firm; write"
            + " notifications.advisor.FIRM/ADVISOR, such as notifications.advisor.ACME/ANN",
        "notifications.secret.erp=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | notifications.secret.erp"
            + " is a secret for no endpoint; set notifications.url.erp, or remove it",
        "notifications.uri.crm=https://x.example.com | unknown configuration key"
            + " notifications.uri.crm; the nearest known one is notifications.url.*",
      })
  void refusesWhatLeadsNowhere(String setting, String sentence) {
    assertThatThrownBy(() -> read(CRM, setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(sentence);
  }

  @Test
  void refusesAnEndpointThatIsToldOfNobody() {
    assertThatThrownBy(() -> read(CRM.subList(0, 2)))
        .hasMessageStartingWith(
            "the endpoint crm is told of nobody; set notifications.default=crm");
  }

  @Test
  void refusesMoreEndpointsThanMayReadTheTopics() {
    var many = new ArrayList<String>();
    IntStream.rangeClosed(0, NotificationSettings.MOST_ENDPOINTS)
        .forEach(
            i ->
                many.addAll(
                    List.of(
                        "notifications.url.e" + i + "=https://crm.example.com/",
                        "notifications.secret.e" + i + "=" + SECRET,
                        "notifications.firm.F" + i + "=e" + i)));

    assertThatThrownBy(() -> read(many)).hasMessageContaining("there are 33 endpoints");
    assertThat(read(many.subList(0, 3 * NotificationSettings.MOST_ENDPOINTS)).isOn()).isTrue();
  }

  @Test
  void picksTypesAndRefusesOneThatIsUnknown() {
    assertThat(read(CRM, "notifications.types=drift.flagged, advisory.raised").types())
        .containsExactlyInAnyOrder(MessageType.DRIFT_FLAGGED, MessageType.ADVISORY_RAISED);
    assertThatThrownBy(() -> read(CRM, "notifications.types=drift.flaged"))
        .hasMessageStartingWith(
            "notifications.types: there is no type drift.flaged; it is all, or some of"
                + " drift.flagged");
  }

  @Test
  void saysWhenTheDigestIsMadeAndInWhichZone() {
    var digest = read(CRM, "notifications.digest.at=08:00").digest();
    var chicago =
        read(
                CRM,
                "notifications.digest.at=07:30",
                "notifications.digest.zone=America/Chicago",
                "notifications.digest.whenEmpty=skip",
                "notifications.digest.top=3")
            .digest();

    assertThat(digest)
        .isEqualTo(
            new NotificationSettings.DigestSettings(
                LocalTime.of(8, 0), ZoneId.of("America/New_York"), 10, true));
    assertThat(chicago)
        .isEqualTo(
            new NotificationSettings.DigestSettings(
                LocalTime.of(7, 30), ZoneId.of("America/Chicago"), 3, false));
  }

  @Test
  void findsTheFirmsThatNameAnAdvisor() {
    var settings =
        read(CRM, "notifications.advisor.ACME/ANN=crm", "notifications.advisor.BEST/ANN=off");

    assertThat(settings.firmsThatName("ANN")).containsExactly("ACME", "BEST");
    assertThat(settings.firmsThatName("BEN")).isEmpty();
  }
}
