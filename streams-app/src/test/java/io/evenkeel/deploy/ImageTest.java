package io.evenkeel.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.Evenkeel;
import io.evenkeel.json.Json;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The image, by the Dockerfile and by Maven,")
class ImageTest {
  /** Whom everything of Evenkeel runs as, in every deployment. */
  static final String USER = "10001:10001";

  private static final String DOCKERFILE = Repository.text("Dockerfile");
  private static final String PROFILE =
      Repository.text("streams-app/pom.xml")
          .substring(Repository.text("streams-app/pom.xml").indexOf("<id>image</id>"));

  @Test
  void startsTheSameWayFromEither() {
    assertThat(entryPoint()).isEqualTo(inProfile("entrypoint"));
    assertThat(entryPoint()).first().isEqualTo("java");
    assertThat(entryPoint()).last().isEqualTo(Evenkeel.class.getName());
  }

  private static List<String> entryPoint() {
    return Repository.texts(Json.tree(instruction("ENTRYPOINT")));
  }

  /** The last instruction of such a name. */
  private static String instruction(String name) {
    return Pattern.compile("(?m)^" + name + " (.+)$")
        .matcher(DOCKERFILE)
        .results()
        .reduce((first, second) -> second)
        .orElseThrow()
        .group(1);
  }

  private static List<String> inProfile(String list) {
    var within = Repository.found("(?s)<" + list + ">(.+?)</" + list + ">", PROFILE);
    return Pattern.compile("<arg>([^<]+)</arg>")
        .matcher(within)
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  @Test
  void hasTheOptionsOfTheLauncherAndEndsWhenItIsOutOfMemory() {
    var launcher = Repository.text("evenkeel");

    assertThat(entryPoint())
        .contains("-XX:+ExitOnOutOfMemoryError")
        .filteredOn(option -> option.startsWith("-X") || option.startsWith("-D"))
        .hasSize(3)
        .allMatch(launcher::contains);
  }

  @Test
  void findsItsClassesWhereTheyWerePut() {
    var root = Repository.found("<appRoot>([^<]+)<", PROFILE);

    assertThat(entryPoint()).contains(root + "/classpath/*:" + root + "/libs/*");
    assertThat(DOCKERFILE)
        .contains("evenkeel-streams-app.jar " + root + "/classpath/\n")
        .contains("/target/lib " + root + "/libs\n");
    assertThat(PROFILE).contains("<containerizingMode>packaged<");
  }

  @Test
  void runsAsTheSameUserWithoutPrivilegesInTheDirectoryOfItsState() {
    assertThat(instruction("USER")).isEqualTo(USER);
    assertThat(PROFILE).contains("<user>" + USER + "</user>");
    assertThat(instruction("WORKDIR")).isEqualTo("/var/lib/evenkeel");
    assertThat(PROFILE)
        .contains("<workingDirectory>/var/lib/evenkeel</workingDirectory>")
        .contains("<file>/var/lib/evenkeel</file>");
    assertThat(Repository.path("deploy/image/files/var/lib/evenkeel")).isDirectory();
    assertThat(instruction("EXPOSE")).isEqualTo(Repository.found("<port>([^<]+)<", PROFILE));
  }

  @Test
  void standsOnTheSameBaseOfTheReleaseThatTheBuildIsFor() {
    var base = Repository.found("<image.base>([^<]+)<", PROFILE);

    assertThat(instruction("FROM")).isEqualTo(base);
    assertThat(base).startsWith("eclipse-temurin:" + Repository.property("maven.compiler.release"));
    assertThat(DOCKERFILE.lines().filter(line -> line.startsWith("FROM ")))
        .allMatch(line -> line.matches("FROM \\S+:\\d+\\.\\d+\\.\\d+\\S*( AS \\S+)?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy/image/local-base", "deploy/image/try"})
  void isMadeAndTriedByScriptsThatBashUnderstands(String script) throws Exception {
    var file = Repository.path(script);
    var bash = new ProcessBuilder("bash", "-n", file.toString()).redirectErrorStream(true).start();

    assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(bash.waitFor()).isZero();
    assertThat(Files.isExecutable(file)).isTrue();
  }
}
