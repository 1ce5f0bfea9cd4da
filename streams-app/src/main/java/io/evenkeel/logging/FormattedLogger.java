package io.evenkeel.logging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes what a logger of slf4j-simple would write, in the format that is asked for. */
final class FormattedLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  private final transient Logger simple;

  FormattedLogger(Logger simple) {
    this.simple = simple;
    this.name = simple.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable error) {
    var message = String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments));
    if (LogFormat.current() == LogFormat.JSON) {
      var thread = Thread.currentThread().getName();
      System.err.println(JsonLine.of(Instant.now(), level, name, thread, message, error));
    } else {
      asText(level, message, error);
    }
  }

  private void asText(Level level, String message, @Nullable Throwable error) {
    switch (level) {
      case ERROR -> simple.error(message, error);
      case WARN -> simple.warn(message, error);
      case INFO -> simple.info(message, error);
      case DEBUG -> simple.debug(message, error);
      case TRACE -> simple.trace(message, error);
    }
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return simple.isTraceEnabled();
  }

  @Override
  public boolean isDebugEnabled() {
    return simple.isDebugEnabled();
  }

  @Override
  public boolean isInfoEnabled() {
    return simple.isInfoEnabled();
  }

  @Override
  public boolean isWarnEnabled() {
    return simple.isWarnEnabled();
  }

  @Override
  public boolean isErrorEnabled() {
    return simple.isErrorEnabled();
  }
}
