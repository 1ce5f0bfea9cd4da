package io.evenkeel.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The forms that a command record has as JSON, for whoever describes them. */
public final class CommandForms {
  /** What may stand beside a command of any type; each has a value where it does not. */
  public static final List<String> AROUND = List.of("commandId", "sentBy", "sentAt", "firmId");

  private CommandForms() {}

  /** The payload's schema, which stands beside the type, by each type that has one. */
  public static Map<String, Schema> of(Schema record) {
    var forms = new LinkedHashMap<String, Schema>();
    for (var type : record.getField("type").schema().getEnumSymbols()) {
      Commands.payload(record, type)
          .ifPresent(field -> forms.put(type, Schemas.notNull(field.schema())));
    }
    return forms;
  }
}
