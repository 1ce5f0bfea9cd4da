package io.evenkeel.wireformat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Puts Java's lists in the place of Avro's, in every record that another reader has read. Avro's
 * cannot be compared where its elements hold a nullable decimal (its {@code equals} throws), so a
 * record that was read would not equal the record that was written.
 */
final class PlainListReader<T extends IndexedRecord> implements DatumReader<T> {
  private final DatumReader<T> reader;

  private PlainListReader(DatumReader<T> reader) {
    this.reader = reader;
  }

  /** The reader itself, where its records hold no list. */
  static <T extends IndexedRecord> DatumReader<T> over(DatumReader<T> reader, Schema schema) {
    return holdsLists(schema, new HashSet<>()) ? new PlainListReader<>(reader) : reader;
  }

  private static boolean holdsLists(Schema schema, Set<String> seenRecords) {
    return switch (schema.getType()) {
      case ARRAY -> true;
      case MAP -> holdsLists(schema.getValueType(), seenRecords);
      case UNION -> schema.getTypes().stream().anyMatch(s -> holdsLists(s, seenRecords));
      case RECORD ->
          seenRecords.add(schema.getFullName())
              && schema.getFields().stream().anyMatch(f -> holdsLists(f.schema(), seenRecords));
      default -> false;
    };
  }

  @Override
  public void setSchema(Schema schema) {
    reader.setSchema(schema);
  }

  @Override
  public T read(@Nullable T reuse, Decoder in) throws IOException {
    var record = reader.read(reuse, in);
    replaceListsOf(record);
    return record;
  }

  private static void replaceListsOf(IndexedRecord record) {
    var fields = record.getSchema().getFields().size();
    for (var position = 0; position < fields; position++) {
      var value = record.get(position);
      if (value instanceof List<?> list) {
        record.put(position, plain(list));
      } else {
        replaceListsIn(value);
      }
    }
  }

  private static List<@Nullable Object> plain(List<?> list) {
    var plain = new ArrayList<@Nullable Object>(list.size());
    for (var element : list) {
      replaceListsIn(element);
      plain.add(element instanceof List<?> inner ? plain(inner) : element);
    }
    return plain;
  }

  private static void replaceListsIn(@Nullable Object value) {
    if (value instanceof IndexedRecord record) {
      replaceListsOf(record);
    } else if (value instanceof java.util.Map<?, ?> map) {
      map.values().forEach(PlainListReader::replaceListsIn);
    }
  }
}
