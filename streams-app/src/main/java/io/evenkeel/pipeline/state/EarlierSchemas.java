package io.evenkeel.pipeline.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas that releases have packed state with: resources {@code state-schemas/<type>-1.avsc},
 * {@code -2} and so on without gaps, the newest being the present one. None is ever changed.
 */
public final class EarlierSchemas {
  private static final String DIRECTORY = "/state-schemas/";

  private EarlierSchemas() {}

  /** Every released schema of a type, oldest first. */
  public static List<Schema> of(Class<?> type) {
    var schemas = new ArrayList<Schema>();
    for (var version = 1; ; version++) {
      try (var file =
          EarlierSchemas.class.getResourceAsStream(
              DIRECTORY + type.getSimpleName() + "-" + version + ".avsc")) {
        if (file == null) {
          return schemas;
        }
        schemas.add(new Schema.Parser().parse(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
