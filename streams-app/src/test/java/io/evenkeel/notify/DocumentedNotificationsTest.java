package io.evenkeel.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.Key;
import io.evenkeel.config.Keys;
import io.evenkeel.webhook.Secret;
import io.evenkeel.webhook.Signature;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The page about notifications")
class DocumentedNotificationsTest {
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final byte[] BODY = "{\"type\":\"drift.flagged\"}".getBytes(UTF_8);

  @TempDir static Path folder;
  private static String page;
  private static Method isGenuine;

  /** The sample is compiled as it stands on the page. */
  @BeforeAll
  static void compileTheSample() throws Exception {
    page = Files.readString(Path.of("..", "docs", "notifications.md"));
    var source = Files.writeString(folder.resolve("Verification.java"), block("java"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-d", folder.toString(), source.toString())).isZero();
    var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    isGenuine =
        loader
            .loadClass("Verification")
            .getMethod("isGenuine", String.class, Map.class, byte[].class, Instant.class);
  }

  private static String block(String language) {
    var block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static boolean verifies(
      String secret, String signedWith, byte[] body, Duration late, String id) throws Exception {
    var headers =
        Map.of(
            "webhook-id", id,
            "webhook-timestamp", String.valueOf(NOW.getEpochSecond()),
            "webhook-signature", Signature.header(Secret.parse(signedWith), "msg_1", NOW, BODY));
    return (boolean) isGenuine.invoke(null, secret, headers, body, NOW.plus(late));
  }

  @Test
  void verifiesWhatIsSent() throws Exception {
    assertThat(verifies(OLD, OLD, BODY, Duration.ofMinutes(5), "msg_1")).isTrue();
  }

  @Test
  void verifiesWithEitherSecretWhileTheyChange() throws Exception {
    assertThat(verifies(OLD, NEW + " " + OLD, BODY, Duration.ZERO, "msg_1")).isTrue();
    assertThat(verifies(NEW, NEW + " " + OLD, BODY, Duration.ZERO, "msg_1")).isTrue();
  }

  @Test
  void refusesAnotherSecretBodyIdOrTime() throws Exception {
    assertThat(verifies(NEW, OLD, BODY, Duration.ZERO, "msg_1")).isFalse();
    assertThat(verifies(OLD, OLD, "{}".getBytes(UTF_8), Duration.ZERO, "msg_1")).isFalse();
    assertThat(verifies(OLD, OLD, BODY, Duration.ZERO, "msg_2")).isFalse();
    assertThat(verifies(OLD, OLD, BODY, Duration.ofSeconds(301), "msg_1")).isFalse();
    assertThat(verifies(OLD, OLD, BODY, Duration.ofSeconds(-301), "msg_1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void refusesWhatLacksAHeader(String missing) throws Exception {
    var headers =
        new java.util.HashMap<>(
            Map.of(
                "webhook-id", "msg_1",
                "webhook-timestamp", "1800000000",
                "webhook-signature", "v1,x"));
    headers.remove(missing);

    assertThat((boolean) isGenuine.invoke(null, OLD, headers, BODY, NOW)).isFalse();
  }

  @Test
  void namesEverySettingAndNoOther() {
    var named = new TreeSet<String>();
    var settings = Pattern.compile("`(notifications\\.[A-Za-z.]+)").matcher(page);
    while (settings.find()) {
      named.add(settings.group(1));
    }
    var known =
        Keys.ALL.stream()
            .map(Key::name)
            .filter(name -> name.startsWith("notifications."))
            .map(name -> name.replace("*", ""))
            .toList();

    assertThat(named).containsExactlyInAnyOrderElementsOf(new TreeSet<>(known));
  }

  @Test
  void showsAConfigurationThatCanBeUsed() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), OLD + "\n");
    var shown = page.split("## Switch it on\n\n```\n", 2)[1].split("```", 2)[0];
    var lines =
        Arrays.stream(shown.replace("/run/secrets/evenkeel-crm", secret.toString()).split("\n"));

    var settings = NotificationSettings.of(Configuration.defaults().with(lines.toList()));

    assertThat(settings.isOn()).isTrue();
    assertThat(settings.digest()).isNotNull();
  }

  @Test
  void namesEveryType() {
    assertThat(List.of(MessageType.values()))
        .allSatisfy(type -> assertThat(page).contains("`" + type.written() + "`"));
  }
}
