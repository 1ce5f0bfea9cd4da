package io.evenkeel.benchmarks.report;

import java.util.Optional;

/** Where a figure stands: {@code group.row.column}. */
record Place(String group, String row, String column) {
  /** None for a figure that stands by itself. */
  static Optional<Place> of(String name) {
    var parts = name.split("\\.", 3);
    return parts.length == 3
        ? Optional.of(new Place(parts[0], parts[1], parts[2]))
        : Optional.empty();
  }
}
