package io.evenkeel.webhook;

import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends by POST, over HTTP/1.1 and the proxy that the JVM is told of ({@code -Dhttps.proxyHost}).
 * Redirects are not followed; of an answer {@link FirstBytes#MOST} bytes are read.
 */
public final class HttpPost implements Post {
  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param timeout for the whole of an attempt, connecting included
   */
  public HttpPost(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(ProxySelector.getDefault())
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public CompletableFuture<Reply> post(Endpoint endpoint, String id, Instant at, byte[] body) {
    var sent = client.sendAsync(request(endpoint, id, at, body), info -> new FirstBytes());
    // The client's own timeout ends with the headers; a body that trickles would hold on for ever.
    return sent.copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (answer, fault) -> {
              sent.cancel(true);
              return fault == null ? reply(answer) : Reply.none(sentence(fault));
            });
  }

  private HttpRequest request(Endpoint endpoint, String id, Instant at, byte[] body) {
    return HttpRequest.newBuilder(endpoint.url())
        .timeout(timeout)
        .header("content-type", "application/json")
        .header("user-agent", "Evenkeel")
        .header("webhook-id", id)
        .header("webhook-timestamp", String.valueOf(at.getEpochSecond()))
        .header("webhook-signature", Signature.header(endpoint.secrets(), id, at, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private static Reply reply(HttpResponse<String> answer) {
    return new Reply(
        answer.statusCode(),
        answer.headers().firstValue("retry-after").orElse(null),
        "",
        answer.body());
  }

  /** Without the address, which may hold a secret. */
  private String sentence(Throwable fault) {
    var cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
      return "did not answer within %d ms".formatted(timeout.toMillis());
    }
    if (cause instanceof SSLException) {
      return "could not be spoken to over TLS (%s)".formatted(cause.getMessage());
    }
    if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
      return "could not be reached";
    }
    return "broke off (%s)".formatted(cause.getClass().getSimpleName());
  }
}
