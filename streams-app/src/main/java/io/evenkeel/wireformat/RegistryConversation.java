package io.evenkeel.wireformat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a registry over HTTP until it answers. A registry that is down, starting, or overloaded is
 * asked again, after 0.1 s, then twice as long each time up to 5 s, each of its addresses in turn,
 * until the configured wait is over.
 */
final class RegistryConversation {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryConversation.class);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Set<Integer> ASK_AGAIN = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final Pattern NOT_FOUND_CODE =
      Pattern.compile("\"error_code\"\\s*:\\s*404\\d\\d\\b");

  private final HttpClient client;
  private final RegistryAccess access;
  private final List<URI> urls;
  private final Duration readTimeout;
  private final Duration maxWait;
  private final AtomicBoolean outage = new AtomicBoolean();

  RegistryConversation(SerdeSettings settings) {
    this.access = new RegistryAccess(settings.all());
    this.urls = settings.urls().stream().map(RegistryConversation::uri).toList();
    this.readTimeout = settings.readTimeout();
    this.maxWait = settings.maxWait();
    var builder = HttpClient.newBuilder().connectTimeout(settings.connectTimeout());
    access.secure(builder);
    this.client = builder.build();
  }

  private static URI uri(String url) {
    return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /**
   * What a registry said.
   *
   * @param from the address that answered, without credentials
   */
  record Answer(String from, int status, String body) {
    /** Whether the registry understood the question and the answer is no. */
    boolean isRefusal() {
      return status >= 400;
    }
  }

  Answer get(String path) {
    return ask(path, null);
  }

  Answer post(String path, String body) {
    return ask(path, body);
  }

  private Answer ask(String path, @Nullable String body) {
    var deadline = System.nanoTime() + maxWait.toNanos();
    var pause = FIRST_PAUSE;
    for (var attempt = 0; ; attempt++) {
      var url = urls.get(attempt % urls.size());
      try {
        var response = client.send(request(url, path, body), BodyHandlers.ofString());
        if (!ASK_AGAIN.contains(response.statusCode())) {
          answersAgain(url);
          return answer(url, response);
        }
        pauseOrGiveUp(deadline, pause, url, "HTTP " + response.statusCode());
      } catch (IOException e) {
        pauseOrGiveUp(deadline, pause, url, e.toString());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private HttpRequest request(URI url, String path, @Nullable String body) {
    var request =
        HttpRequest.newBuilder(URI.create(withoutCredentials(url) + path))
            .timeout(readTimeout)
            .header("Accept", CONTENT_TYPE + ", application/json")
            .header("Content-Type", CONTENT_TYPE);
    access.authorization(url).ifPresent(value -> request.header("Authorization", value));
    return body == null ? request.build() : request.POST(BodyPublishers.ofString(body)).build();
  }

  private static String withoutCredentials(URI url) {
    var userInfo = url.getRawUserInfo();
    return userInfo == null ? url.toString() : url.toString().replace(userInfo + "@", "");
  }

  /**
   * An answer, or a refusal that is about the schema. Whatever else a server may say (wrong
   * credentials, a proxy's 404) is no statement about a record.
   */
  private static Answer answer(URI url, HttpResponse<String> response) {
    var status = response.statusCode();
    var aboutTheSchema =
        status == 409
            || status == 422
            || (status == 404 && NOT_FOUND_CODE.matcher(response.body()).find());
    if (status != 200 && !aboutTheSchema) {
      throw new RegistryUnavailableException(
          "The schema registry at %s answers with HTTP %d: check schema.registry.url and its credentials."
              .formatted(withoutCredentials(url), status));
    }
    return new Answer(withoutCredentials(url), status, response.body());
  }

  private void pauseOrGiveUp(long deadline, Duration pause, URI url, String failure) {
    var left = Duration.ofNanos(deadline - System.nanoTime());
    if (left.isNegative() || left.isZero()) {
      throw new RegistryUnavailableException(
          "The schema registry at %s has not answered for %d ms (%s): start it, or check schema.registry.url."
              .formatted(withoutCredentials(url), maxWait.toMillis(), failure));
    }
    doesNotAnswer(url, failure);
    try {
      Thread.sleep(shorter(pause, left).toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Said once for an outage, however many threads and attempts meet it. */
  private void doesNotAnswer(URI url, String failure) {
    if (outage.compareAndSet(false, true)) {
      LOG.warn(
          "The schema registry at {} does not answer ({}); it is asked again for up to {} s.",
          withoutCredentials(url),
          failure,
          maxWait.toSeconds());
    }
  }

  private void answersAgain(URI url) {
    if (outage.get() && outage.compareAndSet(true, false)) {
      LOG.warn("The schema registry at {} answers again.", withoutCredentials(url));
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static RegistryUnavailableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RegistryUnavailableException("Interrupted while asking the schema registry.", e);
  }
}
