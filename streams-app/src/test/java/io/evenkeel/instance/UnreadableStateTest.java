package io.evenkeel.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.cluster.BookImport;
import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.EmbeddedCluster;
import io.evenkeel.cluster.Publisher;
import io.evenkeel.cluster.TopicCreation;
import io.evenkeel.cluster.TopicPlan;
import io.evenkeel.config.Keys;
import io.evenkeel.json.BookFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An instance whose files were overwritten")
class UnreadableStateTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String BOOK =
      """
      {"securities":[{"symbol":"XOM"}],
       "targets":[{"targetId":"ENERGY","components":[
          {"kind":"SECURITY","ref":"XOM","weight":"0.6"},{"kind":"CASH","weight":"0.4"}]}],
       "accounts":[{"accountId":"A-1","targetId":"ENERGY","rebalancing":true,"established":true,
          "sleeves":[{"sleeveId":"MANAGED","cash":"4000.00",
            "holdings":[{"symbol":"XOM","quantity":"100"}]}]}]}
      """;

  @TempDir private Path directory;

  @Test
  void readsItsStateBackFromTheChangelogsAndGoesOn() throws Exception {
    try (var cluster = EmbeddedCluster.start(directory)) {
      sendBook(cluster);
      runs(cluster);
      var overwritten = overwrite(directory.resolve("state"));

      var told = runs(cluster);

      assertThat(overwritten).isGreaterThan(10);
      assertThat(told).contains("boards are read");
      assertThat(directory.resolve("state"))
          .isDirectoryContaining("glob:**/evenkeel.unreadable")
          .isDirectoryContaining("glob:**/evenkeel");
    }
  }

  private static void sendBook(EmbeddedCluster cluster) throws Exception {
    var clients = new Clients(cluster.configuration());
    try (var admin = clients.admin();
        var publisher = new Publisher(clients)) {
      TopicCreation.createMissing(admin, TopicPlan.of(cluster.configuration(), clients.names()));
      BookImport.send(publisher, BookFile.read(BOOK, Instant.now(), "SCHWAB"), sent -> {});
    }
  }

  /** Starts an instance, sees that it has the account, and ends it. */
  private static ArrayList<String> runs(EmbeddedCluster cluster) throws Exception {
    var told = new ArrayList<String>();
    try (var instance =
        Instance.start(cluster.configuration().with(Keys.HTTP_PORT, 0), told::add, told::add)) {
      assertThat(instance.awaitReady(SOON)).isTrue();
      awaitAccount(instance.http().url());
    }
    return told;
  }

  private static void awaitAccount(String url) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/accounts/A-1")).build();
    var until = System.nanoTime() + SOON.toNanos();
    while (status(request) != 200) {
      assertThat(System.nanoTime()).as("the account is known").isLessThan(until);
      Thread.sleep(50);
    }
  }

  private static int status(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static int overwrite(Path state) throws IOException {
    try (var inside = Files.walk(state)) {
      var files = inside.filter(Files::isRegularFile).toList();
      files.forEach(UnreadableStateTest::overwriteFile);
      return files.size();
    }
  }

  private static void overwriteFile(Path file) {
    try {
      Files.write(file, "rubbish, not state".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
