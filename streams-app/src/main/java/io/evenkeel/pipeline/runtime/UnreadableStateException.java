package io.evenkeel.pipeline.runtime;

import java.nio.file.Path;

/** A client cannot start on the disk that it keeps its state on. The message names the fix. */
public final class UnreadableStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableStateException(Path directory, String why, Throwable cause) {
    super(
        "state in %s cannot be read (%s); see whether the disk is sound and may be written, or set state.dir to another one: state comes back from the changelogs"
            .formatted(directory, why),
        cause);
  }
}
