package io.evenkeel.logging;

import java.util.Locale;

/**
 * How log lines are written. Which lines are written, {@code simplelogger.properties} says either
 * way; the format can change while the process runs, since loggers exist before a configuration is
 * read.
 */
public enum LogFormat {
  /** As slf4j-simple writes them. */
  TEXT,
  /** One object per line: time, level, logger, thread, message, and where there is one error. */
  JSON;

  private static final String PROVIDER = "slf4j.provider";
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private static volatile LogFormat current = TEXT;

  /**
   * Has slf4j take its loggers from here. To be called before anything logs; a provider that
   * somebody chose already stays.
   */
  public static void establish() {
    if (System.getProperty(PROVIDER) == null) {
      System.setProperty(PROVIDER, FormattedLogging.class.getName());
      if (System.getProperty(VERBOSITY) == null) {
        // It would say that it obeys.
        System.setProperty(VERBOSITY, "WARN");
      }
    }
  }

  /** The format that a configuration names. */
  public static LogFormat of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The format of the next line. */
  public static LogFormat current() {
    return current;
  }

  /** From the next line on. */
  public void use() {
    current = this;
  }
}
