package io.evenkeel.platform.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * Finds decimals whose precision or scale differ between two schemas. A reader with another scale
 * reads 1.25 as 12.5 and notices nothing, so precision and scale are fixed for life.
 */
final class DecimalChanges {
  private final List<String> found = new ArrayList<>();
  private final Set<List<String>> comparedRecords = new HashSet<>();

  private DecimalChanges() {}

  /** The changes, a sentence each; fields that only one side has are not changes. */
  static List<String> between(Schema earlier, Schema later) {
    var changes = new DecimalChanges();
    changes.compare("", earlier, later);
    return List.copyOf(changes.found);
  }

  private void compare(String path, Schema earlier, Schema later) {
    if (earlier.isUnion() || later.isUnion()) {
      compareBranches(path, earlier, later);
      return;
    }
    if (earlier.getType() != later.getType()) {
      return;
    }
    switch (earlier.getType()) {
      case RECORD -> compareFields(path, earlier, later);
      case ARRAY -> compare(path + "[]", earlier.getElementType(), later.getElementType());
      case MAP -> compare(path + "{}", earlier.getValueType(), later.getValueType());
      case BYTES, FIXED -> compareDecimals(path, earlier, later);
      default -> {}
    }
  }

  private void compareBranches(String path, Schema earlier, Schema later) {
    for (var before : branches(earlier)) {
      for (var after : branches(later)) {
        if (sameBranch(before, after)) {
          compare(path, before, after);
        }
      }
    }
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }

  private static boolean sameBranch(Schema before, Schema after) {
    return before.getType() == after.getType()
        && (before.getType() != Schema.Type.RECORD
            || SchemaCompatibility.schemaNameEquals(after, before));
  }

  private void compareFields(String path, Schema earlier, Schema later) {
    if (!comparedRecords.add(List.of(earlier.getFullName(), later.getFullName()))) {
      return;
    }
    for (var after : later.getFields()) {
      var before = SchemaCompatibility.lookupWriterField(earlier, after);
      if (before != null) {
        compare(path + "/" + after.name(), before.schema(), after.schema());
      }
    }
  }

  private void compareDecimals(String path, Schema earlier, Schema later) {
    var before = decimal(earlier.getLogicalType());
    var after = decimal(later.getLogicalType());
    if (!Objects.equals(before, after)) {
      found.add(
          "%s was %s and would become %s: precision and scale never change"
              .formatted(path.isEmpty() ? "the schema" : path, before, after));
    }
  }

  private static String decimal(@org.jspecify.annotations.Nullable LogicalType type) {
    return type instanceof LogicalTypes.Decimal decimal
        ? "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale())
        : "not a decimal";
  }
}
