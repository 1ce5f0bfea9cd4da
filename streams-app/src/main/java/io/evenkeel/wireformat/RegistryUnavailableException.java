package io.evenkeel.wireformat;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry did not answer, or refused to talk to us. It says nothing about the record at
 * hand: the record must be tried again later and never be put aside as unreadable.
 */
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message) {
    super(message);
  }

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
