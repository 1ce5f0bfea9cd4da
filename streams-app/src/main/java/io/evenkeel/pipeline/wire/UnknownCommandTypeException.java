package io.evenkeel.pipeline.wire;

/** A command asks for something that this release has no word for. */
public final class UnknownCommandTypeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownCommandTypeException(String sentence) {
    super(sentence);
  }
}
