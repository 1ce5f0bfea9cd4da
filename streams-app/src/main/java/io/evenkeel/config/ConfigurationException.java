package io.evenkeel.config;

/** A setting that cannot be used; the message is one sentence that names the fix. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String sentence) {
    super(sentence);
  }
}
