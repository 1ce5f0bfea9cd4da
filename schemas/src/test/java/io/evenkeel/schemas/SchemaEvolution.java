package io.evenkeel.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * What a schema may not do to one that was released: everything that Avro refuses in either
 * direction, and what Avro allows although it corrupts (another precision, scale or logical type)
 * or loses (a field or an enum symbol that is gone). A list of sentences, empty where all is well.
 */
final class SchemaEvolution {
  private final List<String> breaks = new ArrayList<>();

  private SchemaEvolution() {}

  static List<String> breaksBetween(Schema released, Schema current) {
    var evolution = new SchemaEvolution();
    evolution.checkAvro("a new consumer cannot read old records", current, released);
    evolution.checkAvro("an old consumer cannot read new records", released, current);
    evolution.checkNamedTypes(released, current);
    return evolution.breaks;
  }

  private void checkAvro(String sentence, Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
    if (result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
      result
          .getIncompatibilities()
          .forEach(
              found ->
                  breaks.add(sentence + ": " + found.getMessage() + " at " + found.getLocation()));
    }
  }

  private void checkNamedTypes(Schema released, Schema current) {
    var now = NamedTypes.reachableFrom(current);
    NamedTypes.reachableFrom(released)
        .forEach(
            (name, before) -> {
              var after = now.get(name);
              if (after == null) {
                breaks.add(name + " is gone");
              } else if (after.getType() == before.getType()) {
                checkNamed(before, after);
              }
            });
  }

  private void checkNamed(Schema before, Schema after) {
    if (before.getType() == Type.ENUM) {
      checkSymbols(before, after);
    } else {
      before.getFields().forEach(field -> checkField(before, field, after.getField(field.name())));
    }
  }

  private void checkSymbols(Schema before, Schema after) {
    before.getEnumSymbols().stream()
        .filter(symbol -> !after.hasEnumSymbol(symbol))
        .forEach(symbol -> breaks.add(before.getFullName() + " has lost its symbol " + symbol));
  }

  private void checkField(Schema named, Schema.Field before, Schema.Field after) {
    var what = named.getFullName() + "." + before.name();
    if (after == null) {
      breaks.add(what + " is gone");
    } else {
      checkType(what, before.schema(), after.schema());
      checkDefault(what, before, after);
    }
  }

  private void checkDefault(String what, Schema.Field before, Schema.Field after) {
    if (before.hasDefaultValue()
        && !(after.hasDefaultValue()
            && Objects.deepEquals(before.defaultVal(), after.defaultVal()))) {
      breaks.add(what + " has another default, so that one record would be read in two ways");
    }
  }

  private void checkType(String what, Schema before, Schema after) {
    if (before.getType() != after.getType()) {
      breaks.add(what + " was " + before.getType() + " and is " + after.getType());
      return;
    }
    switch (before.getType()) {
      case ARRAY -> checkType(what, before.getElementType(), after.getElementType());
      case MAP -> checkType(what, before.getValueType(), after.getValueType());
      case UNION -> checkBranches(what, before.getTypes(), after.getTypes());
      case RECORD, ENUM, FIXED -> checkName(what, before, after);
      default -> checkUnit(what, before, after);
    }
  }

  private void checkBranches(String what, List<Schema> before, List<Schema> after) {
    if (before.size() != after.size()) {
      breaks.add(what + " was a union of " + before.size() + " and is one of " + after.size());
      return;
    }
    for (var branch = 0; branch < before.size(); branch++) {
      checkType(what, before.get(branch), after.get(branch));
    }
  }

  private void checkName(String what, Schema before, Schema after) {
    if (!before.getFullName().equals(after.getFullName())) {
      breaks.add(what + " was " + before.getFullName() + " and is " + after.getFullName());
    }
  }

  private void checkUnit(String what, Schema before, Schema after) {
    for (var property : List.of("logicalType", "precision", "scale")) {
      var was = before.getObjectProp(property);
      var is = after.getObjectProp(property);
      if (!Objects.equals(was, is)) {
        breaks.add("the %s of %s was %s and is %s".formatted(property, what, was, is));
      }
    }
  }
}
