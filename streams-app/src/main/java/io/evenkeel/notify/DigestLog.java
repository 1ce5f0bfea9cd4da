package io.evenkeel.notify;

import io.evenkeel.schemas.Digest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where digests are written, and which day was the last. */
interface DigestLog extends AutoCloseable {
  /** The last day that is done; empty where none is remembered. */
  Optional<LocalDate> lastDay();

  /** Writes all of them and that the day is done, or nothing. */
  void write(LocalDate day, List<Digest> digests);

  @Override
  void close();
}
