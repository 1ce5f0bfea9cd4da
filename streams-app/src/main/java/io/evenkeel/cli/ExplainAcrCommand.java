package io.evenkeel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.config.Keys;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running instance whether an ACR would build trades now, and if not, why. */
@Command(
    name = "explain-acr",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether an ACR of an account's model sleeve would build trades now; if not, why, and"
          + " what to do.",
      "For when leverage was changed and nothing happened. It asks a running instance over HTTP and"
          + " changes nothing.",
      "Exit code 0 where it would build trades, 1 where it would not."
    })
final class ExplainAcrCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's id.")
  private String account;

  @Parameters(index = "1", paramLabel = "MODEL", description = "The model that the sleeve follows.")
  private String model;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Of an instance. Default: http.host and http.port of the configuration.")
  private @Nullable String url;

  @Option(names = "--json", description = "The answer as one JSON object.")
  private boolean json;

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var answer = answer();
    if (json) {
      say(Json.line(answer));
    } else {
      say(answer.path("builds").asBoolean() ? "It would build trades now." : "It would not.");
      say(answer.path("sentence").asText());
      answer.path("orders").forEach(order -> say("  " + words(order)));
      say("What to do: " + answer.path("whatToDo").asText());
    }
    return answer.path("builds").asBoolean() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private static String words(JsonNode order) {
    return "%s %s %s"
        .formatted(
            order.path("side").asText(),
            order.path("quantity").asText(),
            order.path("securityId").asText());
  }

  private JsonNode answer() {
    var response = ask();
    try {
      var answer = Json.tree(response.body());
      if (response.statusCode() == 200) {
        return answer;
      }
      throw new FailedException(answer.path("detail").asText("HTTP " + response.statusCode()));
    } catch (JsonFault notOurs) {
      throw new FailedException(
          "%s answers with something else than Evenkeel does; name an instance with --url"
              .formatted(base()));
    }
  }

  private HttpResponse<String> ask() {
    try {
      var path = "/api/v1/accounts/%s/acrs/%s/explanation".formatted(word(account), word(model));
      var token = settings.read().get(Keys.HTTP_TOKEN);
      var request = HttpRequest.newBuilder(URI.create(base() + path)).timeout(PATIENCE);
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .build()
          .send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new FailedException(
          "no instance answers at %s; start one (run, demo) or name one with --url"
              .formatted(base()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s is no address; give one such as http://host:8080".formatted(url));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("it was interrupted before an instance answered");
    }
  }

  private static String word(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String base() {
    if (url != null) {
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    var configuration = settings.read();
    return "http://%s:%d"
        .formatted(configuration.get(Keys.HTTP_HOST), configuration.get(Keys.HTTP_PORT));
  }

  private void say(String sentence) {
    spec.commandLine().getOut().println(sentence);
    spec.commandLine().getOut().flush();
  }
}
