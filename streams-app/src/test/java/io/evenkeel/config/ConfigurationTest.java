package io.evenkeel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.core.account.CustodySettings;
import io.evenkeel.core.limits.LimitSettings;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Rational;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A configuration")
class ConfigurationTest {
  @Test
  void everyDefaultCanBeRead() {
    var defaults = Configuration.defaults();

    assertThat(Keys.ALL).filteredOn(k -> !k.isFamily()).allSatisfy(k -> defaults.get(k));
  }

  @Test
  void answersAnUnknownKeyWithTheNearestKnownOne() {
    assertThatThrownBy(() -> Configuration.of(Map.of("drift.histeresis", "0")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "unknown configuration key drift.histeresis; the nearest known one is drift.hysteresis");
  }

  @Test
  void saysWhatIsAllowedWhereAValueCannotBeUsed() {
    assertThatThrownBy(() -> Configuration.of(Map.of("drift.hysteresis", "1")))
        .hasMessage("drift.hysteresis=1 cannot be used: it is a decimal, at least 0 and below 1");
  }

  @Test
  void takesSettingsOverTheFile(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("e.properties"), "drift.hysteresis=0.2\n");

    var configuration = Configuration.read(file).with(List.of("drift.hysteresis=0.3"));

    assertThat(configuration.get(Keys.HYSTERESIS)).isEqualTo(Rational.of("0.3"));
  }

  @Test
  void refusesASettingWithoutAnEqualsSign() {
    assertThatThrownBy(() -> Configuration.defaults().with(List.of("drift.hysteresis")))
        .hasMessageContaining("key=value");
  }

  @Test
  void refusesAFileThatCannotBeRead(@TempDir Path folder) {
    assertThatThrownBy(() -> Configuration.read(folder.resolve("missing.properties")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--config");
  }

  @Test
  void readsFamiliesByTheirMember() {
    var configuration = Configuration.of(Map.of("prices.staleAfter.FUND", "36h"));

    assertThat(configuration.family(Keys.STALE_AFTER_CLASS).get("FUND"))
        .contains(Duration.ofHours(36));
  }

  @Test
  void passesSecuritySettingsThrough() {
    var configuration = Configuration.of(Map.of("sasl.mechanism", "PLAIN", "http.port", "0"));

    assertThat(configuration.passedThrough()).containsExactly(Map.entry("sasl.mechanism", "PLAIN"));
  }

  @Test
  void readsHowFarCustodiansAreBelieved() {
    var configuration =
        Configuration.defaults()
            .with(Keys.FILLS, "provisional")
            .with(Keys.CASH_TOLERANCE, "0.05")
            .with(Keys.SLEEVES_WITHIN, "90m");

    assertThat(new Rules(configuration).accounts().custody())
        .isEqualTo(new CustodySettings(Duration.ofMinutes(90), Money.of("0.05"), true, Map.of()));
    assertThat(new Rules(Configuration.defaults()).accounts().custody())
        .isEqualTo(CustodySettings.DEFAULTS);
    assertThatThrownBy(() -> configuration.with(Keys.CASH_TOLERANCE, "-1").get(Keys.CASH_TOLERANCE))
        .hasMessageContaining("0 or more");
    assertThatThrownBy(() -> configuration.with(Keys.FILLS, "on").get(Keys.FILLS))
        .hasMessageContaining("off, provisional");
  }

  @Test
  void shipsWithEveryLimitOnAndDividesTheFirmsAmongTheCustodians() {
    var limits = new Rules(Configuration.defaults()).limits();

    assertThat(limits.orderNotional()).isEqualTo(LimitSettings.DEFAULTS.orderNotional());
    assertThat(limits.batchNotional()).isEqualTo(LimitSettings.DEFAULTS.batchNotional());
    assertThat(limits.priceCollar()).isEqualTo(LimitSettings.DEFAULTS.priceCollar());
    assertThat(limits.priceMaxAge()).isEqualTo(LimitSettings.DEFAULTS.priceMaxAge());
    assertThat(limits.ordersPerDay()).isEqualTo(LimitSettings.DEFAULTS.ordersPerDay());
    assertThat(limits.duplicatesWithin()).isEqualTo(LimitSettings.DEFAULTS.duplicatesWithin());
    assertThat(limits.custodianPerMinute().share("SCHWAB")).contains(Money.of("25000000000"));
    assertThat(limits.firmPerMinute().share("ACME")).contains(Money.of("12500000000"));
  }

  @Test
  void readsLimitsOfOneCustodianAndOneFirmAndSwitchesThemOff() {
    var configuration =
        Configuration.of(
            Map.of(
                "limits.custodianPerMinute.SCHWAB", "5.00",
                "limits.firmPerMinute.ACME", "9.00",
                "limits.priceCollar", "off"));
    var limits = new Rules(configuration).limits();

    assertThat(limits.custodianPerMinute().share("SCHWAB")).contains(Money.of("5"));
    assertThat(limits.firmPerMinute().share("ACME")).contains(Money.of("4.5"));
    assertThat(limits.priceCollar()).isEmpty();
    var quiet = new Rules(configuration).limitsAsWritten();
    assertThat(quiet.custodianPerMinute().share("SCHWAB")).contains(Money.of("5"));
    assertThat(quiet.custodianPerMinute().share("FIDELITY")).isEmpty();
    assertThat(new Rules(Configuration.defaults()).limitsAsWritten())
        .usingRecursiveComparison()
        .ignoringFields("firmPerMinute.shares")
        .isEqualTo(LimitSettings.OFF);
  }
}
