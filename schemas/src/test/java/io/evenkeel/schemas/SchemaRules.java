package io.evenkeel.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/** The rules that every schema obeys by itself; a list of sentences, empty where all hold. */
final class SchemaRules {
  private static final Set<List<Integer>> DECIMALS =
      Set.of(List.of(38, 10), List.of(28, 4), List.of(20, 10));

  private static final Set<Type> EMPTY_BY_DEFAULT = Set.of(Type.ARRAY, Type.MAP, Type.ENUM);

  private final List<String> violations = new ArrayList<>();

  private SchemaRules() {}

  static List<String> violationsOf(Schema schema) {
    var rules = new SchemaRules();
    NamedTypes.reachableFrom(schema).values().forEach(rules::checkNamed);
    return rules.violations;
  }

  private void checkNamed(Schema named) {
    checkSentence(named.getFullName(), named.getDoc());
    if (named.getType() == Type.ENUM) {
      checkEnum(named);
    } else {
      named.getFields().forEach(field -> checkField(named, field));
    }
  }

  private void checkSentence(String what, String doc) {
    if (doc == null || doc.isBlank() || !doc.endsWith(".")) {
      violations.add(what + " has no sentence that says what it means");
    }
  }

  private void checkEnum(Schema named) {
    if (!"UNKNOWN".equals(named.getEnumDefault())) {
      violations.add(named.getFullName() + " must have the default UNKNOWN");
    }
    if (!"UNKNOWN".equals(named.getEnumSymbols().get(0))) {
      violations.add(named.getFullName() + " must have UNKNOWN as its first symbol");
    }
  }

  private void checkField(Schema named, Schema.Field field) {
    var what = named.getFullName() + "." + field.name();
    checkSentence(what, field.doc());
    checkType(what, field.schema());
    if (field.schema().getType() == Type.UNION && !isNullByDefault(field)) {
      violations.add(what + " is nullable and must have the default null");
    }
    if (EMPTY_BY_DEFAULT.contains(field.schema().getType()) && !field.hasDefaultValue()) {
      violations.add(what + " must have a default: an empty one, or a symbol");
    }
  }

  private static boolean isNullByDefault(Schema.Field field) {
    return field.hasDefaultValue()
        && field.defaultVal() == org.apache.avro.JsonProperties.NULL_VALUE;
  }

  private void checkType(String what, Schema type) {
    switch (type.getType()) {
      case UNION -> checkUnion(what, type);
      case ARRAY -> checkType(what, type.getElementType());
      case MAP -> checkType(what, type.getValueType());
      case BYTES -> checkBytes(what, type);
      case LONG -> checkLong(what, type);
      case FLOAT, DOUBLE ->
          violations.add(what + " is a floating-point number, which holds no unit exactly");
      case FIXED -> violations.add(what + " is fixed; decimals are bytes here");
      default -> {}
    }
  }

  private void checkUnion(String what, Schema union) {
    var branches = union.getTypes();
    if (branches.size() != 2 || branches.get(0).getType() != Type.NULL) {
      violations.add(what + " is a union other than [null, X]");
    }
    branches.forEach(branch -> checkType(what, branch));
  }

  private void checkBytes(String what, Schema bytes) {
    if (bytes.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      if (!DECIMALS.contains(List.of(decimal.getPrecision(), decimal.getScale()))) {
        violations.add(
            what
                + " is decimal(%d,%d), and neither price or quantity (38,10), money (28,4) nor weight (20,10)"
                    .formatted(decimal.getPrecision(), decimal.getScale()));
      }
    } else if (bytes.getProp("logicalType") != null) {
      violations.add(what + " has a logical type that Avro does not understand and ignores");
    }
  }

  private void checkLong(String what, Schema number) {
    var stated = number.getProp("logicalType");
    if (stated != null && !stated.equals("timestamp-micros")) {
      violations.add(what + " is " + stated + "; every time here is timestamp-micros");
    }
  }
}
