package io.evenkeel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Follows the stream and reads only when it is told to, with as little room for what waits. */
final class SlowFollower implements AutoCloseable {
  private static final int ROOM_BYTES = 4_096;
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket = new Socket();
  private final BufferedReader lines;

  /** One event of it. */
  record Event(String type, JsonNode data) {}

  SlowFollower(String url, String path) throws IOException {
    var at = URI.create(url);
    socket.setReceiveBufferSize(ROOM_BYTES);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(at.getHost(), at.getPort()));
    // Of HTTP 1.0, so that what comes is what was written, without the lengths of chunks between.
    var question = "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n".formatted(path, at.getAuthority());
    socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
    lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), ROOM_BYTES);
  }

  /** The next event, however long it has been waiting. */
  Event next() throws IOException {
    var type = "";
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        type = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        return new Event(type, Json.tree(line.substring("data: ".length())));
      }
    }
    throw new IOException("the stream ended");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
