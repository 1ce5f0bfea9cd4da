package io.evenkeel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A value that refers to something")
class ReferencesTest {
  private static final String SECRET = "sixteen-or-more-$1\\{characters}";
  private static final References REFERENCES =
      new References(Map.of("TOKEN", SECRET, "LIKE_ONE", "${env:TOKEN}")::get);

  @TempDir private Path folder;

  @Test
  void takesAnEnvironmentVariableAsItIs() throws Exception {
    var file =
        Files.writeString(folder.resolve("e.properties"), "http.token=${env:TOKEN}\nhttp.port=1\n");

    var configuration = Configuration.read(file, REFERENCES);

    assertThat(configuration.get(Keys.HTTP_TOKEN)).isEqualTo(SECRET);
    assertThat(configuration.get(Keys.HTTP_PORT)).isEqualTo(1);
  }

  @Test
  void takesTheTextOfAFileWithoutItsLineBreak() throws Exception {
    var secret = Files.writeString(folder.resolve("token"), SECRET + "\n");

    var configuration = Configuration.defaults().with(List.of("http.token=${file:" + secret + "}"));

    assertThat(configuration.get(Keys.HTTP_TOKEN)).isEqualTo(SECRET);
  }

  @Test
  void mayBeTextInPartAndReferToMoreThanOneThing() {
    assertThat(REFERENCES.filled("k", "a ${env:TOKEN}, ${env:TOKEN} $ {b}"))
        .isEqualTo("a " + SECRET + ", " + SECRET + " $ {b}");
  }

  @Test
  void doesNotLookAgainAtWhatItTook() {
    assertThat(REFERENCES.filled("k", "${env:LIKE_ONE}")).isEqualTo("${env:TOKEN}");
  }

  @Test
  void isRefusedWhereTheVariableIsNotSet() {
    assertThatThrownBy(() -> REFERENCES.filled("http.token", "${env:NONE}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "http.token refers to the environment variable NONE, which is not set; set it, or write"
                + " the value");
  }

  @Test
  void isRefusedWhereTheFileCannotBeRead() {
    assertThatThrownBy(
            () -> REFERENCES.filled("http.token", "${file:" + folder.resolve("none") + "}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be read (NoSuchFileException)");
  }

  @Test
  void isRefusedWhereItIsMisspelt() {
    assertThatThrownBy(() -> REFERENCES.filled("http.token", "${evn:TOKEN}"))
        .hasMessage(
            "http.token refers to ${evn:TOKEN}; a reference is ${env:NAME} or ${file:/path}");
  }

  @Test
  void doesNotShowASecretThatCannotBeUsed() {
    var references = new References(Map.of("TOKEN", "short")::get);

    assertThatThrownBy(
            () ->
                Configuration.read(
                    Files.writeString(folder.resolve("e"), "http.token=${env:TOKEN}"), references))
        .hasMessageContaining("http.token=***")
        .hasMessageNotContaining("short");
  }
}
