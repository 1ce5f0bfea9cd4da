package io.evenkeel.logging;

import io.evenkeel.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** One log line as a JSON object. */
final class JsonLine {
  private JsonLine() {}

  static String of(
      Instant at,
      Level level,
      String logger,
      String thread,
      String message,
      @Nullable Throwable error) {
    var json = Json.object();
    json.put("time", at.toString());
    json.put("level", level.name());
    json.put("logger", logger);
    json.put("thread", thread);
    json.put("message", message);
    if (error != null) {
      json.put("error", error.toString());
      json.put("stackTrace", stackTrace(error));
    }
    return Json.line(json);
  }

  private static String stackTrace(Throwable error) {
    var text = new StringWriter();
    error.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
