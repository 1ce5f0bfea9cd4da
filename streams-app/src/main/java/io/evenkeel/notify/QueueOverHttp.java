package io.evenkeel.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import io.evenkeel.json.JsonFault;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the queue from an instance's HTTP side, page by page: it gathers the rows of all instances,
 * and shows what the dashboard shows.
 */
final class QueueOverHttp implements QueueSource {
  private static final int PAGE = 1_000;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Map<String, String> CAUSES =
      Map.of(
          "TARGET", "its target changed",
          "DRIFT", "it has drifted",
          "SWITCHED_ON", "rebalancing was switched on",
          "REALLOCATION", "a model was reallocated");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String token;

  /**
   * @param url of any instance
   * @param token that it asks for; empty where it asks for none
   */
  QueueOverHttp(String url, String token) {
    this.url = url;
    this.token = token;
  }

  @Override
  public Rest read(Consumer<QueueRow> each) throws InterruptedException {
    var pending = new ArrayList<PendingRequest>();
    var accounts = pages("/api/v1/accounts?", item -> each.accept(row(item)));
    var requests =
        pages("/api/v1/requests?status=PENDING_APPROVAL&", item -> pending.add(request(item)));
    return new Rest(pending, accounts && requests);
  }

  private boolean pages(String path, Consumer<JsonNode> each) throws InterruptedException {
    var whole = true;
    var after = "";
    do {
      var page = ask(path + "limit=" + PAGE + after);
      page.path("items").forEach(each);
      whole &= !page.path("partial").asBoolean();
      var next = page.path("next").textValue();
      after = next == null ? "" : "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!after.isEmpty());
    return whole;
  }

  private JsonNode ask(String path) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER_WITHIN);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return Json.tree(answer.body());
      }
      throw new QueueUnreadException("it answered " + answer.statusCode());
    } catch (IOException | JsonFault e) {
      throw new QueueUnreadException(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static QueueRow row(JsonNode item) {
    var drift = item.path("drift").textValue();
    return new QueueRow(
        item.path("firmId").asText(),
        item.path("advisorId").asText(),
        item.path("custodianId").asText(),
        item.path("accountId").asText(),
        item.path("stage").textValue(),
        texts(item.path("tiles")),
        drift == null ? null : new BigDecimal(drift),
        time(item.path("since").textValue()),
        why(item),
        reasons(item.path("uncheckable")),
        item.path("openRequestId").textValue());
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static List<String> reasons(JsonNode uncheckable) {
    var reasons = new ArrayList<String>();
    uncheckable.forEach(one -> reasons.add(one.path("reason").asText()));
    return reasons;
  }

  private static List<String> why(JsonNode item) {
    var why = new ArrayList<String>();
    item.path("lines").forEach(line -> why.add(phrase(line)));
    if (why.isEmpty()) {
      texts(item.path("causes")).forEach(cause -> why.add(CAUSES.getOrDefault(cause, cause)));
    }
    return why;
  }

  private static String phrase(JsonNode line) {
    var high = line.path("high").textValue();
    return "%s %s against %s (%s)"
        .formatted(
            line.path("line").asText().replaceFirst("^(SECURITY|MODEL):", ""),
            percent(line.path("weight")),
            percent(line.path("target")),
            high == null
                ? percent(line.path("low")) + " or more"
                : percent(line.path("low")) + " to " + percent(line.path("high")));
  }

  private static String percent(JsonNode weight) {
    return DigestText.percent(new BigDecimal(weight.asText()));
  }

  private static PendingRequest request(JsonNode item) {
    return new PendingRequest(
        item.path("requestId").asText(),
        item.path("submittedBy").asText(),
        OffsetDateTime.parse(item.path("expiresAt").asText()).toInstant());
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : OffsetDateTime.parse(text).toInstant();
  }

  /** Nothing could be read; it is tried again. */
  static final class QueueUnreadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueueUnreadException(String why) {
      super("the queue cannot be read over HTTP: " + why);
    }
  }
}
