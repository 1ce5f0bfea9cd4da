package io.evenkeel.pipeline.state;

import java.util.Collection;

/**
 * Shows one row for each of its values, kept beside them so that a list need not unpack everything.
 * Rows are as they were last written; any thread may read.
 */
public interface Listed<R> {
  /** Every row, in no order. */
  Collection<R> rows();
}
